#!/usr/bin/env python3
"""Compares two verdicts.json number for number, without a tolerance: compare-verdicts.py A B

Prints one line: that they are equal, or what differs. The exit code is 0 or 1."""

import json
import sys


def leaves(value, at=()):
    """Every single value with its place; an entry that names its claim needs no number."""
    if isinstance(value, dict):
        at += tuple(str(value[key]) for key in ("claim", "architecture") if key in value)
        for key, inner in value.items():
            yield from leaves(inner, at + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            named = isinstance(inner, dict) and "claim" in inner
            yield from leaves(inner, at if named else at + (str(index),))
    else:
        yield " ".join(at), value


def read(path):
    with open(path, encoding="utf-8") as file:
        found = list(leaves(json.load(file)))
    if len(dict(found)) != len(found):
        sys.exit(f"not comparable: {path} says something twice")
    if not any(place.endswith(" verdict") for place, _ in found):
        sys.exit(f"not comparable: {path} has no verdicts")
    return dict(found)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare-verdicts.py A B")
    a, b = read(sys.argv[1]), read(sys.argv[2])
    places = list({**a, **b})
    differing = [p for p in places if p not in a or p not in b or a[p] != b[p]]
    if differing:
        shown = [f"{p}: {a.get(p, 'absent')} and {b.get(p, 'absent')}" for p in differing[:5]]
        more = ["..."] if len(differing) > 5 else []
        sys.exit(f"not equal, {len(differing)} of {len(places)} values differ: " + "; ".join(shown + more))
    verdicts = sum(p.endswith(" verdict") for p in places)
    numbers = sum(isinstance(a[p], (int, float)) for p in places)
    print(f"equal: {verdicts} verdicts with {numbers} numbers")


main()
