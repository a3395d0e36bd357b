"""Packs a selection of ONNX's backend node tests into tests/Reference/data/onnx/node-tests.tar.gz.

Usage: pack-onnx-node-tests.py RELEASES LEFT_OUT OUTPUT
RELEASES: a folder with a folder per release (v1.2.1 ...), each with that release's onnx/backend/test/data/node as "node".
LEFT_OUT: a text file with the names of tests not to take, one per line: those of operators that are not supported.
All small tests of the newest release are taken; of older releases those of operators whose meaning has changed since.
"""

import gzip
import pathlib
import re
import sys
import tarfile

MOST_BYTES = 14_000
CHANGED = re.compile(
    r"test_(softmax|logsoftmax|upsample|resize|slice|constant_pad|edge_pad|reflect_pad|clip|squeeze|unsqueeze|split"
    r"|reduce_(sum|mean|max|l2)|averagepool_2d|maxpool_2d|gather|batchnorm|dropout|flatten|gemm|cast|constant|shape|topk)_?"
)
OLDER = ["v1.2.1", "v1.5.0", "v1.6.0", "v1.8.1", "v1.12.0"]
NEWEST = "v1.18.0"


def files(test):
    return sorted(p for p in test.rglob("*") if p.is_file())


def main(releases, left_out, output):
    skipped = set(pathlib.Path(left_out).read_text().split())
    # an archive of many small files is smallest when it is compressed as a whole; no times, so that it can be made again
    with gzip.GzipFile(output, "wb", compresslevel=9, mtime=0) as stream, tarfile.open(
        fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT
    ) as pack:
        for release in OLDER + [NEWEST]:
            for test in sorted((pathlib.Path(releases) / release / "node").iterdir()):
                if test.name in skipped or (release != NEWEST and not CHANGED.match(test.name)):
                    continue
                if "expanded" in test.name and len(test.name) % 3:
                    continue
                if sum(p.stat().st_size for p in files(test)) > MOST_BYTES:
                    continue
                for path in files(test):
                    info = tarfile.TarInfo(f"{release}/{path.relative_to(test.parent)}")
                    info.size = path.stat().st_size
                    pack.addfile(info, open(path, "rb"))


main(*sys.argv[1:])
