#!/usr/bin/env bash
# Runs ONNX's backend node tests of many releases and writes their table to docs/your-network.md.
# Usage: eng/onnx-node-tests.sh CLONE [FOLDER]
# CLONE is a git clone of github.com/onnx/onnx with its tags; FOLDER (default: a temporary one) gets the tests.
set -euo pipefail
clone=${1:?a git clone of github.com/onnx/onnx}
folder=${2:-$(mktemp -d)}
for release in 1.2.1 1.3.0 1.4.1 1.5.0 1.6.0 1.7.0 1.8.1 1.9.0 1.10.2 1.11.0 1.12.0 1.13.1 1.14.1 1.15.0 1.16.2 1.17.0 1.18.0; do
    mkdir -p "$folder/v$release"
    git -C "$clone" archive "v$release" onnx/backend/test/data/node |
        tar -x -C "$folder/v$release" --strip-components=4
done
cd "$(dirname "$0")/.."
ROBUSTREPRO_ONNX_NODE_TESTS=$folder ROBUSTREPRO_ACCEPT=1 \
    dotnet test -c Release tests --filter "FullyQualifiedName~Every_node_test_of_every_release"
