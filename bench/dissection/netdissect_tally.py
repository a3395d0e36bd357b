"""Times NetDissect-Lite's own tally (FeatureOperator.tally_job) on a workload in memory and writes its counts.

Usage: netdissect_tally.py CHECKOUT WORKLOAD

Stood in for is only what keeps that code from running today or would read files: scipy.misc.imresize (PIL, bilinear, on floats, as
it was), other SciPy imports that the tally does not call, and the prefetcher, which decodes PNG files and whose generator ends in an error since
Python 3.7. Needs NumPy, Pillow and PyTorch (which it imports and the tally does not use).
"""
import contextlib
import io
import json
import os
import sys
import time
import types

import numpy as np
from PIL import Image

checkout, folder = sys.argv[1:3]


def imresize(array, size, interp="bilinear", mode=None):
    assert interp == "bilinear" and mode == "F"
    return np.asarray(Image.fromarray(np.asarray(array, dtype=np.float32), mode="F").resize((size[1], size[0]), resample=Image.BILINEAR))


# SciPy has dropped these; only imresize is called by the tally
for name, members in {
    "scipy": {},
    "scipy.misc": {"imresize": imresize, "imread": None},
    "scipy.ndimage": {},
    "scipy.ndimage.interpolation": {"zoom": None},
    "scipy.ndimage.filters": {"gaussian_filter": None},
    "scipy.interpolate": {"RectBivariateSpline": None},
}.items():
    module = types.ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module

sys.path.insert(0, checkout)
import feature_operation  # noqa: E402

with open(os.path.join(folder, "workload.json")) as f:
    w = json.load(f)


def load(name, dtype, *shape):
    return np.fromfile(os.path.join(folder, name), dtype=dtype).reshape(shape)


images, units, side = w["images"], w["units"], w["labelSide"]
# the program keeps activations as float64
features = load("activations.bin", np.float32, images, units, w["mapSide"], w["mapSide"]).astype(np.float64)
thresholds = load("thresholds.bin", np.float32, units)
maps = load("labels.bin", np.uint16, images, -1, side, side).astype(np.int16)
categories = w["categories"]
labelcat = np.eye(len(categories))[[len(categories) - 1] + w["categoryOf"]]


class Data:
    def __init__(self):
        self.labelcat = labelcat

    def category_names(self):
        return categories


class Prefetcher:
    def __init__(self, *args, **kwargs):
        pass

    def batches(self):
        for i in range(images):
            record = {"i": i, "sh": side, "sw": side}
            for c, category in enumerate(categories):
                of_category = [m for m, owner in enumerate(w["mapCategories"]) if owner == c]
                whole = [number for number in w["wholeImage"][i] if w["categoryOf"][number - 1] == c]
                record[category] = maps[i, of_category] if of_category else whole
            yield [record]


feature_operation.SegmentationPrefetcher = Prefetcher
labels = np.zeros(len(labelcat))
units_total = np.zeros(units)
units_cat = np.zeros((units, len(categories)))
both = np.zeros((units, len(labelcat)))
with contextlib.redirect_stdout(io.StringIO()):
    start = time.perf_counter()
    feature_operation.FeatureOperator.tally_job((features, Data(), thresholds, labels, units_total, units_cat, both, 0, images))
    seconds = time.perf_counter() - start

for name, counts in (("both.bin", both[:, 1:]), ("units.bin", units_cat), ("truth.bin", labels[1:])):
    counts.astype(np.int64).tofile(os.path.join(folder, name))
print(json.dumps({"millisecondsPerImage": seconds / images * 1000, "version": "numpy " + np.__version__}))
