#!/usr/bin/env python3
"""table.py LOG: medians of the metered runs, ratios to the floor within a round, and how time and memory grow with size."""
import collections
import json
import statistics
import sys

FIELDS = ("wall", "cpu", "rss")
runs = collections.defaultdict(lambda: collections.defaultdict(list))
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        one = json.loads(line)
        runs[one["size"]][one["name"]].append(one)


def median(rounds, field):
    return statistics.median(one[field] for one in rounds)


def ratio(rounds, base, field):
    return statistics.median(a[field] / max(b[field], 1e-3) for a, b in zip(rounds, base))


for size, names in runs.items():
    print(f"\n{size:10} {'wall s':>8} {'cpu s':>8} {'rss MB':>8} {'wall ÷ floor':>13} {'cpu ÷ floor':>12}")
    for name, rounds in names.items():
        text = f"{name:10} {median(rounds, 'wall'):8.2f} {median(rounds, 'cpu'):8.2f} {median(rounds, 'rss'):8.0f}"
        if "floor" in names:
            text += f" {ratio(rounds, names['floor'], 'wall'):13.2f} {ratio(rounds, names['floor'], 'cpu'):12.2f}"
        print(text)
    if "mutu-1" in names:
        print(f"one thread ÷ all: wall {ratio(names['mutu-1'], names['mutu'], 'wall'):.2f}")
    if "dirty" in names:
        print(f"dirty ÷ clean: wall {ratio(names['dirty'], names['mutu'], 'wall'):.2f}, cpu {ratio(names['dirty'], names['mutu'], 'cpu'):.2f}")

for field, unit in zip(FIELDS, ("wall s", "cpu s", "MB")):
    if len(runs) < 2:
        break
    print(f"\nmutu by size, {unit}")
    largest = max(median(names["mutu"], field) for names in runs.values())
    for size, names in runs.items():
        value = median(names["mutu"], field)
        print(f"{size:10} {'█' * max(1, round(50 * value / largest))} {value:.2f}")
