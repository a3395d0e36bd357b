#!/usr/bin/env python3
"""What the authors' AutoAttack (github.com/fra31/auto-attack) gives on one of the suite's Small networks.

    make-autoattack-reference.py AUTO_ATTACK IMAGES WEIGHTS.safetensors OUT.pt        reference values of its parts, for tests
    make-autoattack-reference.py AUTO_ATTACK IMAGES WEIGHTS.safetensors --whole eps   the whole attack, its figures printed

AUTO_ATTACK is a clone of the authors' repository. IMAGES is what `dotnet run -c Release --project bench -- attack-images --file IMAGES`
writes: of each image a byte with its class and 3 x 64 x 64 pixels. Needs PyTorch 1.13 or later and NumPy.
"""
import argparse
import json
import struct
import sys
import time
import types
from pathlib import Path

import numpy
import torch

# beside this script's folder in the repository, and where the benchmark keeps its copies
for folder in ["bench/training", "training"]:
    sys.path.append(str(Path(__file__).resolve().parent.parent / folder))
from train_loop import NETWORKS, AttackedModel  # noqa: E402

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("auto_attack")
parser.add_argument("images")
parser.add_argument("weights")
parser.add_argument("out", nargs="?", help="of the reference values")
parser.add_argument("--architecture", default="googlenet")
parser.add_argument("--count", type=int, default=None, help="images: 4 for the parts, all for the whole")
parser.add_argument("--whole", type=float, default=None, metavar="EPS")
parser.add_argument("--norm", default="L2", choices=["L2", "Linf"])
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()

sys.path.insert(0, options.auto_attack)
# seeds CUDA whether it is there or not
torch.cuda.random.manual_seed = lambda seed: None
from autoattack import AutoAttack, fab_projections  # noqa: E402
from autoattack.autopgd_base import APGDAttack, APGDAttack_targeted  # noqa: E402
from autoattack.fab_pt import FABAttack_PT  # noqa: E402
from autoattack.square import SquareAttack  # noqa: E402

torch.set_num_threads(options.threads)


def read_safetensors(path):
    data = Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    types_ = {"F32": numpy.float32, "I64": numpy.int64, "F16": numpy.float16}
    values = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        array = numpy.frombuffer(data[8 + length + start:8 + length + end], types_[entry["dtype"]])
        values[name] = torch.from_numpy(array.reshape(entry["shape"]).copy())
    # kept in half the size, computed with in full
    return {name: value.float() if value.is_floating_point() else value for name, value in values.items()}


class Logits(torch.nn.Module):
    def __init__(self, attacked):
        super().__init__()
        self.attacked = attacked

    def forward(self, x):
        return self.attacked.logits(x)


weights = read_safetensors(options.weights)
network = NETWORKS[options.architecture](10)
missing = network.load_state_dict(weights, strict=False)
assert not missing.missing_keys and not missing.unexpected_keys, missing
model = Logits(AttackedModel(network)).eval()
given = torch.from_numpy(numpy.fromfile(options.images, numpy.uint8).reshape(-1, 1 + 3 * 64 * 64).copy())
count = options.count or (len(given) if options.whole else 4)
pixels = given[:count, 1:].reshape(-1, 3, 64, 64)
images = pixels.float() / 255
labels = given[:count, 0].long()

if options.whole:
    attack = AutoAttack(model, norm=options.norm, eps=options.whole, seed=0, version="standard", device="cpu")
    start, processor = time.time(), time.process_time()
    adversarial = attack.run_standard_evaluation(images, labels, bs=250)
    seconds, processor = time.time() - start, time.process_time() - processor
    with torch.no_grad():
        right = (model(adversarial).argmax(1) == labels).sum().item()
    print(json.dumps({"images": count, "norm": options.norm, "eps": options.whole, "right": right, "seconds": seconds, "cpuSeconds": processor, "version": "PyTorch " + torch.__version__}))
    sys.exit(0)

# in double precision: a hundred steps through a network with kinks carry a rounding of float32 to the third decimal
torch.set_default_dtype(torch.float64)
torch.Tensor.float = torch.Tensor.double
model, images = model.double(), pixels.double() / 255
values = {"images": pixels, "labels": labels}
with torch.no_grad():
    logits = model(images)
values["logits"] = logits
targets = logits.sort(dim=1)[1][:, -2]
values["targets"] = targets

untargeted = APGDAttack(model, n_iter=100, norm="L2", eps=1.0, loss="dlr", device="cpu")
values["dlr"] = untargeted.dlr_loss(logits, labels)
targeted = APGDAttack_targeted(model, n_iter=100, norm="L2", eps=1.0, device="cpu")
targeted.y_target = targets
values["dlr-targeted"] = targeted.dlr_loss_targeted(logits, labels)

# exact in any precision
EPS = {"L2": 1.0, "Linf": 1 / 64}


def watched(attack):
    """Step sizes before each step: read where the attack normalises, or takes the sign of, its gradient."""
    sizes = []

    def trace(frame, event, _):
        if event == "call" and frame.f_code.co_name == "forward" and frame.f_back is not None:
            caller = frame.f_back
            while caller is not None and caller.f_code.co_name != "attack_single_run":
                caller = caller.f_back
            if caller is not None and "step_size" in caller.f_locals and isinstance(frame.f_locals.get("self"), Logits):
                sizes.append(caller.f_locals["step_size"].detach().clone().view(-1))
        return None

    return sizes, trace


for norm in ["L2", "Linf"]:
    eps = EPS[norm]
    for name, attack in [
        ("ce", APGDAttack(model, n_iter=100, norm=norm, eps=eps, loss="ce", device="cpu")),
        ("dlr-targeted", APGDAttack_targeted(model, n_iter=100, norm=norm, eps=eps, device="cpu")),
    ]:
        attack.init_hyperparam(images)
        attack.y_target = targets
        sizes, trace = watched(attack)
        sys.settrace(trace)
        best, right, loss, adversarial = attack.attack_single_run(images, labels, x_init=images)
        sys.settrace(None)
        key = f"apgd-{norm}-{name}"
        values[f"{key}-best"] = best.detach()
        values[f"{key}-loss"] = loss.detach()
        values[f"{key}-fooled"] = (right == 0).long()
        # before the first of the 100 steps no network is asked: the second call sees the size of step 0
        values[f"{key}-sizes"] = torch.stack(sizes)

    fab = FABAttack_PT(model, norm=norm, n_iter=20, eps=eps, device="cpu", targeted=True)
    fab.target_class = 2
    adversarial = fab.attack_single_run(images, labels, is_targeted=True)
    difference = (adversarial - images).flatten(1)
    values[f"fab-{norm}-adversarial"] = adversarial
    values[f"fab-{norm}-distance"] = difference.norm(dim=1) if norm == "L2" else difference.abs().amax(1)

    generator = torch.Generator().manual_seed(1)
    points = torch.rand(12, 60, generator=generator)
    normals = torch.randn(12, 60, generator=generator)
    normals[:, ::7] = 0
    middle = (normals * points).sum(1)
    # near, far, and out of reach of the cube, on either side
    offsets = middle + torch.tensor([0.1, -0.1, 1, -1, 3, -3, 6, -6, 12, -12, 100, -100])
    values["projection-points"], values["projection-normals"], values["projection-offsets"] = points, normals, offsets
    project = fab_projections.projection_l2 if norm == "L2" else fab_projections.projection_linf
    values[f"projection-{norm}"] = project(points, normals, offsets)

square = SquareAttack(model, norm="L2", n_queries=5000, eps=1.0, device="cpu", resc_schedule=False)
values["square-share"] = torch.tensor([square.p_selection(i) for i in range(0, 5000, 5)])
# the lot that it is not turned
torch.rand = lambda *shape: torch.zeros(1)
for side in [3, 12, 15]:
    values[f"square-shape-{side}"] = square.eta(side)

torch.save({k: v.detach().to(torch.float32) if v.is_floating_point() else v.clone() for k, v in values.items()}, options.out)
print("\n".join(f"{k} {tuple(v.shape)}" for k, v in values.items()))
