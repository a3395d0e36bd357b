#!/usr/bin/env bash
# What the suite is made of: restores exactly what packages.lock.json says, asks the package source for known
# vulnerabilities, writes a bill of materials (CycloneDX) and checks every package's licence.
# Exit code 0: all is well; 1: a vulnerability, a licence that is not on the list, or a package that is not the locked one.
#   eng/supply-chain.sh [FOLDER]     the folder of the bill, bom unless given
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
folder="${1:-bom}"

dotnet tool restore
dotnet restore RobustRepro.sln --locked-mode

found=$(dotnet list RobustRepro.sln package --vulnerable --include-transitive)
if grep -q 'has the following vulnerable packages' <<< "$found"; then
  echo "$found"
  exit 1
fi
echo "no known vulnerability"

dotnet dotnet-CycloneDX RobustRepro.sln -o "$folder" -fn bom.json -F Json
python3 - "$folder/bom.json" <<'PYTHON'
import json, sys

allowed = {"MIT", "Apache-2.0", "BSD-3-Clause", "MS-PL"}
# Their packages name no licence by its identifier; a file in them, or their repositories, do.
known = {"Microsoft.ML.OnnxRuntime": "MIT", "Microsoft.ML.OnnxRuntime.Managed": "MIT", "Mono.Cecil": "MIT", "NetArchTest.Rules": "MIT", "xunit.abstractions": "Apache-2.0"}
bad = 0
components = json.load(open(sys.argv[1]))["components"]
for component in components:
    licences = {(entry.get("license") or {}).get("id") or entry.get("expression") for entry in component.get("licenses", [])}
    licences = {known[component["name"]]} if component["name"] in known else licences
    if not licences & allowed:
        bad += 1
        print(f"{component['name']} {component['version']}: licence {', '.join(map(str, licences)) or 'unknown'}, expected one of {', '.join(sorted(allowed))}")
print(f"{len(components)} packages, {bad} with another licence")
sys.exit(1 if bad else 0)
PYTHON
