#!/usr/bin/env python3
"""shards.py MUTU PROJECT.toml [COUNTS]: one run of a project beside the same in pieces, as a table.

Each piece and the whole run with one thread; CPU and wall seconds, peak memory of the largest process; the books are compared.
COUNTS: 1,2,4 unless given. Writes into a folder of its own, gone afterwards.
"""
import filecmp
import os
import re
import sys
import tempfile
import time

mutu, project = sys.argv[1], os.path.abspath(sys.argv[2])
counts = [int(n) for n in (sys.argv[3] if len(sys.argv) > 3 else "1,2,4").split(",")]
os.environ["SOURCE_DATE_EPOCH"] = "1750000000"


def timed(*words):
    begun = time.monotonic()
    child = os.posix_spawn(mutu, [mutu, *words, "--quiet"], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, state, used = os.wait4(child, 0)
    if state:
        sys.exit(f"shards: mutu {' '.join(words)} ended with {os.waitstatus_to_exitcode(state)}")
    return {"cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - begun, "mb": used.ru_maxrss / 1024}


def cell(one):
    return f"{one['cpu']:.1f} / {one['wall']:.1f} s, {one['mb']:.0f} MB"


with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
    whole = timed("run", project, "--book", f"{work}/whole.gpkg", "--threads", "1")
    print(f"whole run: {cell(whole)}\n\n| pieces | cut | dearest piece | all pieces, CPU | merge | critical path ÷ whole, wall |\n|---|---|---|---|---|---|")
    for count in counts:
        folder = f"{work}/pieces{count}"
        cut = timed("shard", project, "-n", str(count), "-o", folder, "--threads", "1")
        shards = sorted(name for name in os.listdir(folder) if re.fullmatch(r"shard_\d+\.gpkg", name))
        pieces = [timed("run", f"{folder}/{name}", "--threads", "1") for name in shards]
        merge = timed("merge", folder, "-o", f"{work}/merged.gpkg", "--threads", "1", "--overwrite")
        if not filecmp.cmp(f"{work}/whole.gpkg", f"{work}/merged.gpkg", shallow=False):
            sys.exit(f"shards: {count} pieces give another book")
        dearest = max(pieces, key=lambda one: one["wall"])
        path = (cut["wall"] + dearest["wall"] + merge["wall"]) / whole["wall"]
        print(f"| {count} | {cell(cut)} | {cell(dearest)} | {sum(one['cpu'] for one in pieces):.1f} s | {cell(merge)} | {path:.2f} |", flush=True)
