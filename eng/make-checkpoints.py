#!/usr/bin/env python3
"""Writes a ResNet-50 with random weights in every format that PyTorch users meet, for tests of loading and its benchmark.

    make-checkpoints.py FOLDER [--seed 0]

    resnet50.pt              its state dict, zip (PyTorch 1.6 and later)
    resnet50-legacy.pth      the same before PyTorch 1.6
    resnet50-robustness.pt   as the robustness library saves it: AttackerModel in DataParallel, optimizer, schedule, epoch

The same seed gives the same weights. Needs PyTorch 1.13 or later and nothing else; with dill installed the third is written by it, as that library does.
"""
import argparse
import os

import torch

import torch_robustness
from torch_resnet50 import ResNet50

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()
torch.manual_seed(options.seed)
model = ResNet50()
for name, value in model.state_dict().items():
    # what training leaves behind
    if name.endswith("running_var"):
        value.uniform_(0.5, 1.5)
    elif name.endswith("running_mean"):
        value.normal_(0, 0.1)
    elif name.endswith("num_batches_tracked"):
        value.fill_(450_000)
weights = model.state_dict()

os.makedirs(options.folder, exist_ok=True)
torch.save(weights, os.path.join(options.folder, "resnet50.pt"))
torch.save(weights, os.path.join(options.folder, "resnet50-legacy.pth"), _use_new_zipfile_serialization=False)
torch_robustness.save(model, os.path.join(options.folder, "resnet50-robustness.pt"))
for name in sorted(os.listdir(options.folder)):
    print(f"{os.path.getsize(os.path.join(options.folder, name)):>12,} bytes  {name}")
