#!/usr/bin/env bash
# Trains every network of the trifeature study from the committed recipes, one after the other (two at once are slower), and writes weights and
# cards to fixtures/trifeature/weights. Interrupt it at will: it goes on where it was. On 2 cores it takes about an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build src/RobustRepro.Cli -c Release

train() {
  [ -f "fixtures/trifeature/weights/$1-$2-$3.safetensors" ] && return
  dotnet run -c Release --no-build --project src/RobustRepro.Cli -- train --arch "$1" --mode "$2" --seed "$3" --threads 2 --resume --out fixtures/trifeature/weights
}

for seed in 0 1 2; do
  for arch in googlenet resnet alexnet; do
    train "$arch" robust "$seed"
    train "$arch" standard "$seed"
  done
done
# further standard networks, for the control of S against S
for seed in 3 4 5; do
  for arch in googlenet resnet alexnet; do
    train "$arch" standard "$seed"
  done
done
