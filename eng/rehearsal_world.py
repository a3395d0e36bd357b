"""A small world for make-rehearsal.py: each of the 16 categories has an outline and a striped or checked texture of its own, drawn on noise."""
import colorsys
import math

import numpy as np
from PIL import Image, ImageDraw

CATEGORIES = ["airplane", "bear", "bicycle", "bird", "boat", "bottle", "car", "cat", "chair", "clock", "dog", "elephant", "keyboard", "knife", "oven", "truck"]


def outline(kind, height, width, rng):
    """The mask of a category's shape somewhere near the middle: an L image."""
    corners, inner = 3 + kind % 6, (1.0, 0.45, 0.7)[kind % 3]
    radius = min(height, width) * rng.uniform(0.32, 0.42)
    x, y = width * rng.uniform(0.45, 0.55), height * rng.uniform(0.45, 0.55)
    turn, stretch = rng.uniform(-0.25, 0.25), 1 + 0.5 * (kind // 8)
    points = []
    for i in range(2 * corners):
        r = radius * (1 if i % 2 == 0 else inner * math.cos(math.pi / corners) if inner < 1 else math.cos(math.pi / corners))
        angle = math.pi * i / corners + turn
        points.append((x + r * math.sin(angle), y - r * math.cos(angle) / stretch))
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).polygon(points, fill=255)
    return mask


def texture(kind, height, width, rng):
    """Stripes or checks in the category's two colours, as floats in [0, 1]."""
    angle, period = math.pi * kind / 16, (0.03 + 0.012 * (kind % 4)) * min(height, width)
    phase = rng.uniform(0, 2 * math.pi)
    ys, xs = np.mgrid[0:height, 0:width]
    wave = np.sin(2 * math.pi * (xs * math.cos(angle) + ys * math.sin(angle)) / period + phase)
    if kind % 2:
        wave = wave * np.sin(2 * math.pi * (xs * math.sin(angle) - ys * math.cos(angle)) / period)
    mix = (0.5 + 0.5 * wave)[..., None]
    first, second = (np.array(colorsys.hsv_to_rgb((kind / 16 + shift) % 1, 0.8, value)) for shift, value in ((0, 0.95), (0.4, 0.35)))
    return mix * first + (1 - mix) * second


def picture(shape, filling, height, width, rng):
    """An RGB image of a shape filled with a texture, and the shape's mask."""
    background = np.clip(rng.uniform(0.3, 0.7) + 0.08 * rng.standard_normal((height, width, 1)) + np.zeros(3), 0, 1)
    mask = outline(shape, height, width, rng)
    inside = np.asarray(mask, dtype=np.float64)[..., None] / 255
    return to_image(inside * texture(filling, height, width, rng) + (1 - inside) * background), mask


def to_image(pixels):
    return Image.fromarray(np.uint8(np.clip(pixels, 0, 1) * 255 + 0.5))
