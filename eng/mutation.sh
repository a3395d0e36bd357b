#!/usr/bin/env bash
# Changes the code that judges in hundreds of small ways, one at a time, and counts how many of the changes a test notices
# (Stryker.NET), in a copy of the work tree.
#   eng/mutation.sh                       Statistics, then Claims
#   eng/mutation.sh Statistics/Holm.cs    these files or folders below src/RobustRepro
# A group meets the unit tests of its own folder, without simulations. Everything outside the group is left as it is:
# Stryker would put its switches into all loops of the library otherwise, and an hour becomes a day.
# Reports: mutation/. Ends with the score over all groups, and with 1 where it is below 85%.
set -eu
cd "$(dirname "$0")/.."
root=$PWD reports=$PWD/mutation
[ $# -gt 0 ] || set -- Statistics Claims
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
rm -rf "$reports"
for group in "$@"; do
  [ -e "src/RobustRepro/$group" ] || { echo "there is no src/RobustRepro/$group" >&2; exit 2; }
done
for group in "$@"; do
  rm -rf "${copy:?}/work" && mkdir "$copy/work"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
  done | xargs -0 cp --parents -t "$copy/work"
  cd "$copy/work"
  git init -q
  find src/RobustRepro -name '*.cs' -not -path "*/obj/*" -not -path "*/bin/*" |
    { grep -v "^src/RobustRepro/$group" || true; } | while read -r file; do
      sed -i '1{s/^\xEF\xBB\xBF//;s/^/\/\/ Stryker disable all\n/}' "$file"
    done
  tests="FullyQualifiedName~RobustRepro.Tests.${group%%/*}"
  # trends are judged on published numbers alone, and are tested with them
  case "$group" in Claims*) tests="($tests|FullyQualifiedName~RobustRepro.Tests.Studies.Published)" ;; esac
  sed -i "s%\"test-case-filter\": .*%\"test-case-filter\": \"$tests\&Kind!=simulation\",%" stryker-config.json
  dotnet tool restore >/dev/null
  (cd tests && dotnet stryker --config-file ../stryker-config.json --output "$reports/$group" \
    --mutate "$([ -d "../src/RobustRepro/$group" ] && echo "$group/**/*.cs" || echo "$group")") || exit 1
  cd "$root"
done
python3 - "$reports" <<'P'
import json, pathlib, sys

found, counts = ("Killed", "Timeout"), {}
for report in sorted(pathlib.Path(sys.argv[1]).rglob("mutation-report.json")):
    for name, file in json.loads(report.read_text())["files"].items():
        name = name[name.index("src/RobustRepro/") :]
        for mutant in file["mutants"]:
            counts.setdefault(name, []).append(mutant["status"])
            if mutant["status"] in ("Survived", "NoCoverage"):
                start = mutant["location"]["start"]
                print(f"{name}:{start['line']}:{start['column']} {mutant['status']}: {mutant['mutatorName']}, {mutant.get('replacement', '')[:80]!r}")
all_found = all_missed = 0
for name, states in counts.items():
    hit, missed = sum(s in found for s in states), sum(s in ("Survived", "NoCoverage") for s in states)
    all_found, all_missed = all_found + hit, all_missed + missed
    if hit + missed:
        print(f"{hit / (hit + missed):6.1%} {hit:5} of {hit + missed:5} {name}")
score = all_found / (all_found + all_missed) if all_found + all_missed else 0
print(f"{score:6.1%} {all_found:5} of {all_found + all_missed:5} changes are noticed")
sys.exit(score < 0.85)
P
