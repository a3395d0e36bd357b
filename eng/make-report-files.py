#!/usr/bin/env python3
"""Writes small files as PyTorch's users have them, and what PyTorch itself reads in each, for the tests of loading.

    make-report-files.py [FOLDER]      default: tests/Checkpoints/data beside this script

One state dict of a few values, under every pickle protocol, in every format of torch.save, beside every kind of object that trainers keep; and expected.json with
the sum of each tensor as PyTorch has it. Needs PyTorch 1.13 (Debian's python3-torch) and NumPy. The tar file is written here as PyTorch 0.1.9 did, and read back
by torch.load."""
import collections, io, json, os, pickle, struct, sys, tarfile, warnings
import numpy as np
import torch

warnings.simplefilter("ignore")
folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "Checkpoints", "data")
os.makedirs(folder, exist_ok=True)
torch.manual_seed(0)
base = torch.randn(3, 4)
state = collections.OrderedDict(
    [
        ("conv.weight", torch.randn(2, 3, 3, 3)),
        ("conv.half", torch.randn(5).half()),
        ("bn.running_mean", torch.randn(4, dtype=torch.float64)),
        ("bn.num_batches_tracked", torch.tensor(7)),
        ("fc.weight", base.t()),  # a view, with strides
        ("fc.part", base[1:, 1:3]),
        ("fc.empty", torch.zeros(0, 3)),
    ]
)
expected = {}


def sums(tensors):
    return {k: [list(v.shape), float(v.double().sum())] for k, v in tensors.items()}


def save(name, content, tensors=state, **options):
    path = os.path.join(folder, name)
    torch.save(content, path, **options)
    torch.load(path)
    expected[name] = sums(tensors)


for protocol in range(1, 6):
    save(f"zip-protocol{protocol}.pth", state, pickle_protocol=protocol)
    save(f"legacy-protocol{protocol}.pth", state, pickle_protocol=protocol, _use_new_zipfile_serialization=False)
# PyTorch writes protocol 0 but does not read it again
for name, zipped in (("zip-protocol0.pth", True), ("legacy-protocol0.pth", False)):
    torch.save(state, os.path.join(folder, name), pickle_protocol=0, _use_new_zipfile_serialization=zipped)
    expected[name] = sums(state)

net = torch.nn.Sequential(collections.OrderedDict(a=torch.nn.Linear(3, 2), b=torch.nn.Sequential(torch.nn.BatchNorm1d(2))))
optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
net(torch.randn(4, 3)).sum().backward()
optimizer.step()
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=10)
beside = {
    "version": torch.__version__,
    "sparse": torch.eye(4).to_sparse(),
    "complex": torch.view_as_complex(torch.randn(3, 2)),
    "quantised": torch.quantize_per_tensor(torch.randn(4), 0.1, 0, torch.qint8),
    "schedule": schedule.state_dict(),
    "whole schedule": schedule,
    "optimizer": optimizer.state_dict(),
    "dtype": torch.float16,
    "device": torch.device("cpu"),
    "numpy": np.arange(3.0),
    "scalar": np.float64(0.5),
    "set": {1, 2},
    "bytes": b"abc",
    "bytearray": bytearray(b"abc"),
    "complex number": 1 + 2j,
    "range": range(3),
    "none": {None: 1, (1, 2): 3},
    "big": 2**100,
    "counter": collections.Counter("aab"),
    "path": __import__("pathlib").PurePosixPath("a/b"),
    "namespace": __import__("argparse").Namespace(lr=0.1, deep=[1, {"a": ()}]),
    "function": os.path.join,
    "class": collections.deque,
}
for protocol in (2, 4, 5):
    save(f"beside-zip-protocol{protocol}.pth", {**beside, "state_dict": state}, pickle_protocol=protocol)
save("beside-legacy.pth", {"state_dict": state, **beside}, _use_new_zipfile_serialization=False)
save("whole-module.pth", net, net.state_dict())
save("whole-module-legacy.pth", {"net": net, "epoch": 3}, net.state_dict(), _use_new_zipfile_serialization=False)
save("parameters.pth", {k: torch.nn.Parameter(v) for k, v in net.named_parameters()}, dict(net.named_parameters()))
save("tuple.pth", (3, state, "x"))
save("deep.pth", {"a": {"b": {"my weights": state, "epoch": 1}}, "c": 2})


class Mine(torch.Tensor):
    """A tensor of a class of one's own."""


own = {"w": torch.randn(2, 3).as_subclass(Mine), "b": state["conv.weight"]}
own["w"].note = "kept"
save("subclass.pth", own, {k: v.as_subclass(torch.Tensor) for k, v in own.items()})

# a machine that is big-endian: PyTorch since 2.1 says so in the zip and keeps its own order
import zipfile

source = zipfile.ZipFile(os.path.join(folder, "zip-protocol2.pth"))
with zipfile.ZipFile(os.path.join(folder, "zip-big-endian.pth"), "w", zipfile.ZIP_STORED) as target:
    top = source.namelist()[0].split("/")[0]
    order = list(collections.OrderedDict((v.storage().data_ptr(), v.element_size()) for v in state.values()).values())
    for name in source.namelist():
        content = source.read(name)
        if "/data/" in name and content:
            width = order[int(name.rsplit("/", 1)[1])]
            content = b"".join(content[i : i + width][::-1] for i in range(0, len(content), width))
        target.writestr(name, content)
    target.writestr(f"{top}/byteorder", "big")
expected["zip-big-endian.pth"] = sums(state)


def tar(name, tensors):
    """As PyTorch 0.1.9's _save did (serialization.py of v0.1.9)."""
    storages, parts, ids = io.BytesIO(), io.BytesIO(), {}
    kept = {t.storage().data_ptr(): t.storage() for t in tensors.values()}
    pickle.dump(len(kept), storages, 2)
    for key, storage in kept.items():
        pickle.dump((key, "cpu", getattr(torch, legacy_type(tensors, key))), storages, 2)
        storages.write(struct.pack("<q", len(storage)))
        storages.write(np.array(storage.tolist(), dtype=numpy_type(tensors, key)).tobytes())
    pickle.dump([], storages, 2)
    pickle.dump(len(tensors), parts, 2)
    for i, tensor in enumerate(tensors.values()):
        ids[id(tensor)] = i + 1000
        pickle.dump((i + 1000, tensor.storage().data_ptr(), getattr(torch, legacy_type(tensors, tensor.storage().data_ptr()).replace("Storage", "Tensor"))), parts, 2)
        parts.write(struct.pack("<i", tensor.dim()) + bytes(4))
        parts.write(struct.pack(f"<{tensor.dim()}q", *tensor.size()) + struct.pack(f"<{tensor.dim()}q", *tensor.stride()))
        parts.write(struct.pack("<q", tensor.storage_offset()))

    class Pickler(pickle.Pickler):
        def persistent_id(self, value):
            return str(ids[id(value)]) if isinstance(value, torch.Tensor) else None

    content = io.BytesIO()
    Pickler(content, 2).dump(tensors)
    path = os.path.join(folder, name)
    with tarfile.open(path, "w:", format=tarfile.PAX_FORMAT) as archive:
        for part, data in (("sys_info", pickle.dumps({"protocol_version": 1000, "little_endian": True}, 2)), ("pickle", content.getvalue()),
                           ("tensors", parts.getvalue()), ("storages", storages.getvalue())):
            info = tarfile.TarInfo(part)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    back = torch.load(path)
    assert list(back) == list(tensors) and all(torch.equal(back[k], v) for k, v in tensors.items())
    expected[name] = sums(tensors)


def of(tensors, key):
    return next(t for t in tensors.values() if t.storage().data_ptr() == key)


def legacy_type(tensors, key):
    return {torch.float32: "FloatStorage", torch.float64: "DoubleStorage", torch.int64: "LongStorage"}[of(tensors, key).dtype]


def numpy_type(tensors, key):
    return {torch.float32: "<f4", torch.float64: "<f8", torch.int64: "<i8"}[of(tensors, key).dtype]


tar("tar.pth", collections.OrderedDict((k, v) for k, v in state.items() if k not in ("conv.half", "fc.empty")))

with open(os.path.join(folder, "expected.json"), "w") as f:
    json.dump(expected, f, indent=1)
    f.write("\n")
print(len(expected), "files in", os.path.normpath(folder))

# CIFAR-10's Python version with one image a file: as Python 2 wrote it, and as NumPy writes it today
cifar = os.path.join(folder, "..", "..", "Datasets", "data", "cifar-10-batches-py")
os.makedirs(cifar, exist_ok=True)
short = lambda text: b"U" + bytes([len(text)]) + text
for n, name in enumerate(["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"]):
    values = ((np.arange(3072) * 7 + n) % 256).astype(np.uint8).reshape(1, 3072)
    if n == 0:
        raw = (b"\x80\x02}(" + short(b"batch_label") + short(b"one") + short(b"labels") + b"]K" + bytes([n]) + b"a" + short(b"data")
               + b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + short(b"b") + b"\x87R(K\x01K\x01M\x00\x0c\x86"
               + b"cnumpy\ndtype\n" + short(b"u1") + b"K\x00K\x01\x87R(K\x03" + short(b"|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
               + b"T" + struct.pack("<i", 3072) + values.tobytes() + b"tbu.")
        assert (pickle.loads(raw, encoding="latin1")["data"] == values).all()
    else:
        raw = pickle.dumps({b"data" if n % 2 else "data": values, b"labels" if n % 2 else "labels": [n], "filenames": ["a.png"]}, n)
    with open(os.path.join(cifar, name), "wb") as f:
        f.write(raw)
with open(os.path.join(cifar, "batches.meta"), "wb") as f:
    pickle.dump({"label_names": ["airplane"]}, f, 2)

# a list of image names as the paper's authors publish theirs
lists = os.path.join(folder, "..", "..", "Fuzz", "data")
os.makedirs(lists, exist_ok=True)
np.save(os.path.join(lists, "names.npy"), np.array(["a.JPEG", "ILSVRC2012_val_00000001.JPEG"]))
