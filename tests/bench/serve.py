#!/usr/bin/env python3
"""How long `mutu serve` takes for its heaviest tile and for a point: serve.py MUTU BOOK [ZOOM]."""
import http.client
import json
import math
import os
import subprocess
import sys
import time

mutu, book = sys.argv[1:3]
zoom = int(sys.argv[3]) if len(sys.argv) > 3 else 13
server = subprocess.Popen([mutu, "serve", book, "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
host = server.stdout.readline().strip()[7:-1]


def asked(connection, path):
    begin = time.perf_counter()
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read()
    return reply.status, body, (time.perf_counter() - begin) * 1000


def cpu():
    with open(f"/proc/{server.pid}/stat", encoding="ascii") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def tile_of(lon, lat):
    across = 1 << zoom
    return int((lon + 180) / 360 * across), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * across)


def spread(times):
    times = sorted(times)
    return f"median {times[len(times) // 2]:.1f}, least {times[0]:.1f}, most {times[-1]:.1f} ms"


try:
    wire = http.client.HTTPConnection(host, timeout=120)
    known = json.loads(asked(wire, "/api/book")[1])
    west, south, east, north = known["bbox"]
    (left, top), (right, bottom) = tile_of(west, north), tile_of(east, south)
    tiles = []
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            path = f"/tiles/parcel_result/{zoom}/{x}/{y}.mvt"
            status, body, took = asked(wire, path)
            if status == 200:
                tiles.append((len(body), path, took))
    heaviest = max(tiles)
    print(f"{known['parcel_count']} parcels, {len(tiles)} tiles of zoom {zoom} with land, each once: "
          + spread([tile[2] for tile in tiles]))
    fresh = [asked(http.client.HTTPConnection(host, timeout=120), heaviest[1])[2] for _ in range(5)]
    before = cpu()
    times = [asked(wire, heaviest[1])[2] for _ in range(50)]
    print(f"heaviest {heaviest[1]}, {heaviest[0]} bytes: " + spread(times) + f"; CPU {(cpu() - before) / 50:.1f} ms; "
          + "in threads that had not made one: " + " ".join(f"{one:.1f}" for one in fresh) + " ms")
    points = []
    for row in json.loads(asked(wire, "/api/parcels?limit=100")[1])["parcels"]:
        box = json.loads(asked(wire, "/api/parcels/" + row["parcel_id"])[1]).get("bbox")
        if box:
            points.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    print(f"a point, {len(points)} of them: "
          + spread([asked(wire, f"/api/identify?lon={lon}&lat={lat}")[2] for lon, lat in points]))
finally:
    server.terminate()
    server.wait()
