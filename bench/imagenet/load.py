#!/usr/bin/env python3
"""Loads a checkpoint of ResNet-50 with PyTorch, timed: the peer that `bench -- compare-loading` runs beside the suite's own reader. Prints one JSON line."""
import argparse
import json
import pickle
import time

import torch

from torch_resnet50 import ResNet50

parser = argparse.ArgumentParser()
parser.add_argument("--file", required=True)
parser.add_argument("--read", choices=["tensors", "network"], required=True)
parser.add_argument("--steps", type=int, required=True)
parser.add_argument("--warm-up", type=int, required=True)
parser.add_argument("--threads", type=int, required=True)
options = parser.parse_args()
torch.set_num_threads(options.threads)
if "robustness" in options.file:
    try:
        import dill as pickle
    except ImportError:
        pass


def memory(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(field + ":"))


def load():
    loaded = torch.load(options.file, map_location="cpu", pickle_module=pickle)
    if options.read == "tensors":
        return loaded
    prefix = "module.model."
    weights = {k[len(prefix):]: v for k, v in loaded["model"].items() if k.startswith(prefix)} if "model" in loaded else loaded
    network = ResNet50()
    network.load_state_dict(weights)
    return network.eval()


before = memory("VmRSS")
with open("/proc/self/clear_refs", "w") as peak:
    peak.write("5")
seconds = []
for _ in range(1 + options.warm_up + options.steps):
    start = time.perf_counter()
    kept = load()
    seconds.append(time.perf_counter() - start)
    del kept
peak = memory("VmHWM") - before
total = 0.0
if options.read == "network":
    total = sum(v.double().abs().sum().item() for v in load().state_dict().values())
timed = sorted(seconds[1 + options.warm_up:])
print(json.dumps({
    "first": seconds[0],
    "later": (timed[(len(timed) - 1) // 2] + timed[len(timed) // 2]) / 2,
    "total": total,
    "peakMebibytes": peak,
    "version": "PyTorch " + torch.__version__,
}))
