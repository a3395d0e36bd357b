#!/usr/bin/env python3
"""Adversarial training in PyTorch, timed: the peer that `bench -- compare-training` runs beside the suite's own trainer.

The networks are the suite's Small ones in PyTorch's own idiom (a strided stem, BatchNorm2d as a layer). The loop does what the robustness
library does per batch (attacker.py, attack_steps.py, train.py): the attack in evaluation mode, L2 steps along the normalised gradient,
projection by renorm, the best iterate per image, then an update in training mode. Prints one JSON line.
"""
import argparse
import json
import resource
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class SmallAlexNet(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 48, 7, stride=2, padding=3), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Conv2d(48, 96, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2),
            nn.Conv2d(96, 128, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(128, 96, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(96, 96, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2))
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(96 * 4 * 4, 256), nn.ReLU(inplace=True), nn.Linear(256, classes))

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


class ConvolutionBlock(nn.Module):
    def __init__(self, inputs, outputs, kernel, **options):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, bias=False, **options)
        self.bn = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)


class InceptionBlock(nn.Module):
    def __init__(self, inputs, direct, reduce2, outputs2, reduce3, outputs3, pooled):
        super().__init__()
        self.branch1 = ConvolutionBlock(inputs, direct, 1)
        self.branch2 = nn.Sequential(ConvolutionBlock(inputs, reduce2, 1), ConvolutionBlock(reduce2, outputs2, 3, padding=1))
        self.branch3 = nn.Sequential(ConvolutionBlock(inputs, reduce3, 1), ConvolutionBlock(reduce3, outputs3, 3, padding=1))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), ConvolutionBlock(inputs, pooled, 1))

    def forward(self, x):
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)


class SmallGoogLeNet(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv1 = ConvolutionBlock(3, 32, 7, stride=2, padding=3)
        self.conv2 = ConvolutionBlock(32, 64, 3, padding=1)
        self.inception3a = InceptionBlock(64, 32, 32, 48, 8, 16, 16)
        self.inception3b = InceptionBlock(112, 48, 48, 64, 12, 24, 24)
        self.inception4a = InceptionBlock(160, 64, 48, 80, 12, 32, 32)
        self.inception4b = InceptionBlock(208, 80, 64, 96, 16, 40, 40)
        self.pool = nn.MaxPool2d(2)
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(256, classes)

    def forward(self, x):
        x = self.pool(self.conv2(self.pool(self.conv1(x))))
        x = self.pool(self.inception3b(self.inception3a(x)))
        x = self.inception4b(self.inception4a(x))
        return self.fc(self.dropout(x.mean((2, 3))))


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = 4 * width
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += shortcut
        return self.relu(y)


class SmallResNet(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv1 = ConvolutionBlock(3, 32, 7, stride=2, padding=3)
        self.maxpool = nn.MaxPool2d(2)
        self.layer1 = nn.Sequential(Bottleneck(32, 16, 1), Bottleneck(64, 16, 1))
        self.layer2 = nn.Sequential(Bottleneck(64, 32, 2), Bottleneck(128, 32, 1))
        self.layer3 = nn.Sequential(Bottleneck(128, 64, 2), Bottleneck(256, 64, 1))
        self.fc = nn.Linear(256, classes)

    def forward(self, x):
        x = self.maxpool(self.conv1(x))
        return self.fc(self.layer3(self.layer2(self.layer1(x))).mean((2, 3)))


NETWORKS = {"alexnet": SmallAlexNet, "googlenet": SmallGoogLeNet, "resnet": SmallResNet}


class AttackedModel(nn.Module):
    """The robustness library's AttackerModel: normalisation inside, the attack on request."""

    def __init__(self, network, mean=0.5, std=0.25):
        super().__init__()
        self.network = network
        self.register_buffer("mean", torch.full((3, 1, 1), mean))
        self.register_buffer("std", torch.full((3, 1, 1), std))

    def logits(self, x):
        return self.network((x.clamp(0, 1) - self.mean) / self.std)

    def attack(self, images, labels, eps, step_size, steps):
        training = self.training
        self.eval()
        best, best_loss = None, None

        def keep_best(x, losses):
            nonlocal best, best_loss
            if best is None:
                best, best_loss = x.clone(), losses.clone()
            else:
                better = best_loss < losses
                best[better] = x[better].clone()
                best_loss[better] = losses[better].clone()

        x = images.clone()
        for _ in range(steps):
            x = x.clone().detach().requires_grad_(True)
            losses = F.cross_entropy(self.logits(x), labels, reduction="none")
            gradient, = torch.autograd.grad(losses.mean(), [x])
            with torch.no_grad():
                keep_best(x.detach(), losses.detach())
                norms = gradient.view(len(x), -1).norm(dim=1).view(-1, 1, 1, 1)
                x = x + step_size * gradient / (norms + 1e-10)
                x = torch.clamp(images + (x - images).renorm(p=2, dim=0, maxnorm=eps), 0, 1)
        with torch.no_grad():
            keep_best(x, F.cross_entropy(self.logits(x), labels, reduction="none"))
        self.train(training)
        return best

    def forward(self, images, labels, eps, step_size, steps):
        return self.logits(self.attack(images, labels, eps, step_size, steps))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--architecture", choices=sorted(NETWORKS), required=True)
    parser.add_argument("--steps", type=int, default=12, help="batches timed")
    parser.add_argument("--warm-up", type=int, default=3, help="batches before them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch-size", type=int, default=100)
    parser.add_argument("--eps", type=float, default=2.0)
    parser.add_argument("--step-size", type=float, default=1.0667)
    parser.add_argument("--attack-steps", type=int, default=3)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    model = AttackedModel(NETWORKS[options.architecture](10)).train()
    parameters = list(model.network.parameters())
    optimizer = (torch.optim.Adam(parameters, lr=1e-3, weight_decay=5e-4) if options.architecture == "alexnet"
                 else torch.optim.SGD(parameters, lr=0.01, momentum=0.9, weight_decay=5e-4))

    batches = options.warm_up + options.steps
    images = torch.randint(0, 256, (batches * options.batch_size, 3, 64, 64), dtype=torch.uint8)
    labels = torch.randint(0, 10, (len(images),))
    order = torch.randperm(len(images)).split(options.batch_size)
    seconds = []
    for index in order:
        start = time.perf_counter()
        x, y = images[index].float() / 255, labels[index]
        logits = model(x, y, options.eps, options.step_size, options.attack_steps)
        loss = F.cross_entropy(logits, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item(), (logits.argmax(1) == y).sum().item()
        seconds.append(time.perf_counter() - start)

    timed = sorted(seconds[options.warm_up:])
    middle = (timed[(len(timed) - 1) // 2] + timed[len(timed) // 2]) / 2
    print(json.dumps({
        "imagesPerSecond": options.batch_size / middle,
        "parameters": sum(p.numel() for p in parameters),
        "peakMebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "version": "PyTorch " + torch.__version__,
    }))


if __name__ == "__main__":
    main()
