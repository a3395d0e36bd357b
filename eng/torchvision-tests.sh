#!/usr/bin/env bash
# Exports torchvision's networks, compares what the suite makes of them with PyTorch and ONNX Runtime, and writes the
# table to docs/your-network.md.
# Usage: eng/torchvision-tests.sh [FOLDER]
# Needs python3-torch, python3-torchvision and python3-onnx of Debian 12, or any newer ones, and 6 GB of disk. Files
# that are in FOLDER (default: a temporary one) already are not made again. PYTHON names another interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}
"${PYTHON:-python3}" eng/make-torchvision-onnx.py "$folder"
ROBUSTREPRO_TORCHVISION=$folder ROBUSTREPRO_ACCEPT=1 \
    dotnet test -c Release tests --filter "FullyQualifiedName~TorchvisionTests"
