#!/usr/bin/env python3
"""Makes stand-ins for everything that the imagenet study asks its user for, to run it from end to end without any of it.

    make-rehearsal.py FOLDER [--images 1000] [--probe 60]

    val/n02690373/ILSVRC2012_val_00000001.JPEG, ...     photographs of a drawn world: varied sizes, some grey
    stimuli/style-transfer-preprocessed-512, edges, filled-silhouettes      224 x 224, as texture-vs-shape has them
    broden/                                             images and label maps in Broden's layout, 224 and 112
    resnet50-standard.pt, resnet50-robust.pt            ResNet-50s as the robustness library saves them

The networks are random but for two things: batch norm has seen some of the images, and the last layer is fitted to them, so that they know what they are shown. The filters of the "robust" one are blurred. None
of it says anything about real networks. The same arguments give the same files. Needs PyTorch 1.13 or later, numpy and Pillow (Debian: python3-torch, python3-pil).
"""
import argparse
import csv
import os

import numpy as np
import torch
from PIL import Image, ImageFilter

import torch_robustness
from rehearsal_world import CATEGORIES, outline, picture, texture, to_image
from torch_resnet50 import ResNet50

# one or two of ImageNet's classes per category
CLASSES = {
    "airplane": [404], "bear": [294, 296], "bicycle": [444], "bird": [8, 10], "boat": [472, 625], "bottle": [440, 898], "car": [436], "cat": [281, 285],
    "chair": [423], "clock": [409], "dog": [156, 252], "elephant": [386], "keyboard": [508], "knife": [499], "oven": [766], "truck": [555, 867],
}
IDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "RobustRepro", "Stimuli", "ImageNet", "classes.txt")


def photographs(folder, count, rng):
    """Writes them; returns their paths and classes."""
    with open(IDS) as file:
        ids = [line.split()[0] for line in file]
    classes = [(kind, ids[number], number) for kind, category in enumerate(CATEGORIES) for number in CLASSES[category]]
    made = []
    for i in range(count):
        kind, wnid, number = classes[rng.integers(len(classes))]
        height, width = (int(v) for v in rng.integers(180, 520, 2))
        image, _ = picture(kind, kind, height, width, rng)
        if i % 12 == 0:
            image = image.convert("L")
        path = os.path.join(folder, wnid, f"ILSVRC2012_val_{i + 1:08d}.JPEG")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        image.save(path, "JPEG", quality=int(rng.integers(70, 96)))
        made.append((path, number))
    return made


def stimuli(folder, rng):
    def save(image, kind, name, directory):
        os.makedirs(os.path.join(folder, directory, CATEGORIES[kind]), exist_ok=True)
        image.save(os.path.join(folder, directory, CATEGORIES[kind], name + ".png"))

    for shape, name in enumerate(CATEGORIES):
        for i in range(1, 5):
            mask = outline(shape, 224, 224, rng)
            save(Image.composite(Image.new("RGB", mask.size), Image.new("RGB", mask.size, (255, 255, 255)), mask), shape, f"{name}{i}", "filled-silhouettes")
            edges = mask.filter(ImageFilter.FIND_EDGES).point(lambda v: 255 if v < 128 else 0)
            save(edges.convert("RGB"), shape, f"{name}{i}", "edges")
        for filling, other in enumerate(CATEGORIES):
            save(picture(shape, filling, 224, 224, rng)[0], shape, f"{name}1-{other}{1 + shape % 3}", "style-transfer-preprocessed-512")


def broden(folder, count, rng):
    """Objects and their upper halves as parts, the world's textures and two scenes for whole images, colours by the brightest channel."""
    os.makedirs(os.path.join(folder, "images"), exist_ok=True)
    labels = [(c, "object") for c in CATEGORIES] + [("top", "part")] + [("noise-s", "scene"), ("pattern-s", "scene")] + [(f"{c}-pattern", "texture") for c in CATEGORIES] + [(f"{c}-c", "color") for c in ("red", "green", "blue")]
    number = {name: i + 1 for i, (name, _) in enumerate(labels)}
    seen = {name: 0.0 for name, _ in labels}
    rows = []

    def save_map(values, name):
        pixels = np.zeros((112, 112, 3), dtype=np.uint8)
        pixels[..., 0], pixels[..., 1] = values % 256, values // 256
        Image.fromarray(pixels).save(os.path.join(folder, "images", name))
        for value, pixel_count in zip(*np.unique(values, return_counts=True)):
            if value:
                seen[labels[value - 1][0]] += pixel_count / 112 ** 2
        return name

    for i in range(count):
        kind, whole = int(rng.integers(16)), i % 4 == 3
        image, mask = (to_image(texture(kind, 224, 224, rng)), None) if whole else picture(kind, int(rng.integers(16)), 224, 224, rng)
        image.save(os.path.join(folder, "images", f"{i:05d}.jpg"), quality=92)
        color = np.asarray(image.resize((112, 112), Image.BILINEAR), dtype=int)
        row = {"image": f"{i:05d}.jpg", "split": "val" if i % 5 == 0 else "train", "ih": 224, "iw": 224, "sh": 112, "sw": 112, "color": save_map(color.argmax(2) + number["red-c"], f"{i:05d}_color.png")}
        if whole:
            row["texture"], row["scene"] = number[f"{CATEGORIES[kind]}-pattern"], number["pattern-s"]
        else:
            inside = np.asarray(mask.resize((112, 112), Image.NEAREST)) > 127
            top = inside & (np.cumsum(inside.any(1)) <= inside.any(1).sum() / 2)[:, None]
            row["object"] = save_map(np.where(inside, number[CATEGORIES[kind]], 0), f"{i:05d}_object.png")
            row["part"] = save_map(np.where(top, number["top"], 0), f"{i:05d}_part_1.png")
            row["scene"] = number["noise-s"]
        for category in ("texture", "scene"):
            if row.get(category):
                seen[labels[row[category] - 1][0]] += 1
        rows.append(row)

    def write(name, header, lines):
        with open(os.path.join(folder, name), "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(lines)

    categories = ["color", "object", "part", "scene", "texture"]
    write("index.csv", ["image", "split", "ih", "iw", "sh", "sw", *categories], [[row.get(c, "") for c in ("image", "split", "ih", "iw", "sh", "sw", *categories)] for row in rows])
    write("label.csv", ["number", "name", "category", "frequency", "coverage", "syns"], [[number[n], n, f"{c}({count})", count, f"{seen[n]:.6f}", ""] for n, c in labels])
    write("category.csv", ["name", "first", "last", "count", "frequency"], [[c, min(number[n] for n, d in labels if d == c), max(number[n] for n, d in labels if d == c), sum(d == c for _, d in labels), count] for c in ("object", "part", "scene", "texture", "color")])
    for category in categories:
        write(f"c_{category}.csv", ["code", "number", "name", "frequency", "coverage"], [[k + 1, number[n], n, count, f"{seen[n]:.6f}"] for k, n in enumerate(n for n, c in labels if c == category)])


def prepared(path):
    """torchvision's Resize(256), CenterCrop(224), ToTensor, and the networks' normalisation."""
    image = Image.open(path).convert("RGB")
    width, height = image.size
    size = (256, int(256 * height / width)) if width < height else (int(256 * width / height), 256)
    image = image.resize(size, Image.BILINEAR)
    left, top = round((size[0] - 224) / 2), round((size[1] - 224) / 2)
    pixels = torch.tensor(np.asarray(image.crop((left, top, left + 224, top + 224)))).permute(2, 0, 1) / 255
    return (pixels - torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)) / torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)


def network(images, seed, blurred):
    """A random ResNet-50 whose batch norm and last layer know the images."""
    torch.manual_seed(seed)
    model = ResNet50()
    with torch.no_grad():
        if blurred:
            model.conv1.weight.copy_(torch.nn.functional.avg_pool2d(model.conv1.weight, 3, 1, 1))
        norms = [m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)]
        for norm in norms:
            norm.momentum = None
        model.train()
        for start in range(0, min(96, len(images)), 32):
            model(torch.stack([prepared(path) for path, _ in images[start:start + 32]]))
        for norm in norms:
            norm.momentum = 0.1
        model.eval()
        last, model.fc = model.fc, torch.nn.Identity()
        features = torch.cat([model(torch.stack([prepared(path) for path, _ in images[start:start + 32]])) for start in range(0, len(images), 32)]).double()
        model.fc = last
        wanted = torch.full((len(images), 1000), -0.01, dtype=torch.double)
        wanted[torch.arange(len(images)), torch.tensor([number for _, number in images])] = 1
        mean = features.mean(0)
        centred = features - mean
        weight = torch.linalg.solve(centred.T @ centred + 1e-3 * len(images) * centred.var() * torch.eye(2048, dtype=torch.double), centred.T @ wanted).T
        # steep enough for a softmax to be sure
        model.fc.weight.copy_(20 * weight)
        model.fc.bias.copy_(20 * (wanted.mean(0) - weight @ mean))
        right = (features.float() @ model.fc.weight.T + model.fc.bias).argmax(1) == torch.tensor([number for _, number in images])
    print(f"network {seed}: knows {right.sum().item()} of {len(images)} images")
    return model


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
parser.add_argument("--images", type=int, default=1000)
parser.add_argument("--probe", type=int, default=60)
options = parser.parse_args()
random = np.random.default_rng(1)
made = photographs(os.path.join(options.folder, "val"), options.images, random)
stimuli(os.path.join(options.folder, "stimuli"), random)
broden(os.path.join(options.folder, "broden"), options.probe, random)
for seed, name in ((1, "standard"), (2, "robust")):
    torch_robustness.save(network(made, seed, name == "robust"), os.path.join(options.folder, f"resnet50-{name}.pt"))
print(f"{options.images} photographs, stimuli, a probe of {options.probe} images and two networks in {options.folder}")
