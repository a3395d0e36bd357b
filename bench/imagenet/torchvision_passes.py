#!/usr/bin/env python3
"""Passes of a network of torchvision in PyTorch, timed: the peer that `bench -- compare-onnx` runs beside the suite's own. Prints one JSON line."""
import argparse
import json
import resource
import time

import torch
import torchvision

parser = argparse.ArgumentParser()
parser.add_argument("--network", required=True)
parser.add_argument("--steps", type=int, required=True)
parser.add_argument("--warm-up", type=int, required=True)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--batch-size", type=int, required=True)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(0)
model = getattr(torchvision.models, options.network)(weights=None).eval()
size = 299 if options.network == "inception_v3" else 224
images = torch.rand(options.batch_size, 3, size, size)
labels = torch.arange(options.batch_size)


def forward():
    with torch.no_grad():
        model(images)


def gradient():
    x = images.clone().requires_grad_(True)
    torch.autograd.grad(torch.nn.functional.cross_entropy(model(x), labels), [x])


def images_per_second(passes):
    seconds = []
    for _ in range(options.warm_up + options.steps):
        start = time.perf_counter()
        passes()
        seconds.append(time.perf_counter() - start)
    timed = sorted(seconds[options.warm_up:])
    return options.batch_size / ((timed[(len(timed) - 1) // 2] + timed[len(timed) // 2]) / 2)


print(json.dumps({
    "forward": images_per_second(forward),
    "gradient": images_per_second(gradient),
    "parameters": sum(p.numel() for p in model.parameters()),
    "peakMebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "version": "PyTorch " + torch.__version__,
}))
