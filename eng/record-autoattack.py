#!/usr/bin/env python3
"""Measures AutoAttack on networks of a study, one after the other, and records what came out in fixtures/STUDY/autoattack.json.

    record-autoattack.py STUDY [NETWORK ...] [--images 100] [--program ./robustrepro] [--set KEY=VALUE ...]

Without names: one S and one R of every architecture, the first seed of the study. A network that is on record with these weights
and so many images is passed over, so that the script can be ended and started again; the file is written after each network.
The record says of which commit it is: what another commit measured is measured again.
An S takes a minute, an R about ten on one core.
"""
import argparse
import datetime
import json
import os
import shlex
import subprocess
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("study", choices=["trifeature", "cifar10", "tinyimagenet"])
parser.add_argument("networks", nargs="*")
parser.add_argument("--images", type=int, default=100)
parser.add_argument("--program", default="./robustrepro", help="how the suite is started")
parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="settings, such as where images are")
options = parser.parse_args()

root = Path(__file__).resolve().parent.parent
seed = {"trifeature": 10, "cifar10": 0, "tinyimagenet": 20}[options.study]
networks = options.networks or [f"{a}-{m}-{seed}" for m in ["standard", "robust"] for a in ["alexnet", "googlenet", "resnet"]]
path = root / "fixtures" / options.study / "autoattack.json"
commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True).stdout.strip()
before = json.loads(path.read_text()) if path.exists() else {"commit": commit, "networks": []}
known = {n["network"]: n for n in before["networks"]} if before["commit"] == commit else {}
processor = next(l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name"))

for network in networks:
    if network in known and known[network]["images"] == options.images:
        print(f"{network}: on record")
        continue
    command = [*shlex.split(options.program), "evaluate", network, "--study", options.study, "--attack", "autoattack", "--json", "--quiet",
               "--set", f"AutoAttackImages={options.images}"]
    for setting in options.set:
        command += ["--set", setting]
    known[network] = json.loads(subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout)["autoAttack"]
    record = {
        "study": options.study,
        "commit": commit,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        "processor": processor,
        "networks": [known[n] for n in sorted(known)],
    }
    new = path.with_suffix(".new")
    new.write_text(json.dumps(record, indent=1) + "\n")
    os.replace(new, path)
    found = known[network]
    print(f"{network}: {found['correct']} of {found['images']} right, {found['correctUnderPgd']} under PGD, "
          f"{len(found['withstand'])} under AutoAttack", flush=True)
