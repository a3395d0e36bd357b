#!/usr/bin/env bash
# Fuzzes the readers of strangers' files. What is instrumented is a published copy of the library, never the build.
#   eng/fuzz.sh run [READER|all] [--seconds N] [--inputs N] [--folder F]   in one process per reader, guided by branches
#   eng/fuzz.sh afl READER [--seconds N] [--folder F]                       the same reader under AFL++ (Debian: afl++)
#   eng/fuzz.sh replay READER FILE...                                       what an input does
#   eng/fuzz.sh list                                                        the readers
# Prints inputs, finds, deaths and hangs per reader. Exit code 0: nothing was found. Inputs that take new branches are
# kept in F/READER/corpus, finds in F/READER/finds; F is fuzzing unless given. --seconds and --inputs are per reader.
# As the superuser of a Linux machine, everything but F and a folder in memory is read-only for the readers.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
bin="$root/eng/fuzz/bin" program="$root/eng/fuzz/bin/instrumented"
command=${1:-}
shift || true
reader=all seconds=60 inputs=1000000000 folder="$PWD/fuzzing" files=()
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) seconds="$2"; shift 2 ;;
    --inputs) inputs="$2"; shift 2 ;;
    --folder) folder=$(mkdir -p "$2" && cd "$2" && pwd); shift 2 ;;
    *) if [ "$reader" = all ]; then reader="$1"; else files+=("$1"); fi; shift ;;
  esac
done

# one thread, so that the same input takes the same branches; a small heap, so that memory shows
export DOTNET_PROCESSOR_COUNT=1 OMP_NUM_THREADS=1 DOTNET_GCgen0size=0x1000000 DOTNET_GCHeapHardLimit=0x60000000
# the readers' folder in memory is all that they may write to
export TMPDIR=/dev/shm DOTNET_EnableDiagnostics=0 DOTNET_TieredPGO=0 DOTNET_NOLOGO=1
ulimit -c 0

build() {
  sources=$(cd "$root" && find src/RobustRepro eng/fuzz tests/Fuzz tests/Onnx/OnnxBuilder.cs Directory.Packages.props \
    -path '*/obj' -prune -o -path '*/bin' -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  [ "$(cat "$bin/of" 2> /dev/null)" = "$sources" ] && return
  rm -rf "$program" "$bin/of"
  [ -x "$bin/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$bin/tool"
  dotnet publish "$root/eng/fuzz/RobustRepro.Fuzz.csproj" -c Release -o "$program" -v quiet
  # the library and the managed ones that read for it; a copy of its own of each
  for assembly in RobustRepro CsvHelper Google.Protobuf; do
    cp "$program/$assembly.dll" "$program/$assembly.plain"
    mv "$program/$assembly.plain" "$program/$assembly.dll"
    "$bin/tool/sharpfuzz" "$program/$assembly.dll"
  done
  echo "$sources" > "$bin/of"
}

# everything read-only but what is needed; elsewhere it runs without
contained() {
  if [ "$(id -u)" = 0 ] && unshare -m true 2> /dev/null; then
    unshare -m bash -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && exec "$@"' - "$folder" "$@"
  else
    "$@"
  fi
}

case "$command" in
  list)
    build >&2
    dotnet "$program/RobustRepro.Fuzz.dll" list
    ;;
  run)
    build >&2
    readers=$reader
    [ "$reader" != all ] || readers=$(dotnet "$program/RobustRepro.Fuzz.dll" list)
    status=0
    for one in $readers; do
      mkdir -p "$folder/$one"
      contained dotnet "$program/RobustRepro.Fuzz.dll" run "$one" "$seconds" "$inputs" "$folder/$one" || status=1
    done
    exit $status
    ;;
  afl)
    build >&2
    command -v afl-fuzz > /dev/null || { echo "afl-fuzz is not here; Debian: apt-get install afl++" >&2; exit 2; }
    seeds="$folder/$reader/seeds" work="/dev/shm/robustrepro-fuzz-afl-$reader"
    mkdir -p "$folder/$reader" "$work"
    [ -d "$seeds" ] || dotnet "$program/RobustRepro.Fuzz.dll" seeds "$reader" "$seeds"
    export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1
    contained afl-fuzz -i "$seeds" -o "$folder/$reader/afl" -V "$seconds" -t 30000 -m none -- \
      dotnet "$program/RobustRepro.Fuzz.dll" afl "$reader" "$work" > "$folder/$reader/afl.log" 2>&1 || true
    rm -rf "$work"
    stats="$folder/$reader/afl/default/fuzzer_stats"
    value() { sed -n "s/^$1 *: *//p" "$stats"; }
    echo "$reader under AFL++: $(value execs_done) inputs ($(value execs_per_sec)/s), $(value saved_crashes) crashes, $(value saved_hangs) hangs; kept $(value corpus_count), map $(value bitmap_cvg)"
    [ "$(value saved_crashes)$(value saved_hangs)" = 00 ]
    ;;
  replay)
    build >&2
    work=$(mktemp -d -p /dev/shm)
    dotnet "$program/RobustRepro.Fuzz.dll" replay "$reader" "$work" "${files[@]}"
    ;;
  *)
    sed -n '2,10p' "$0"
    exit 2
    ;;
esac
