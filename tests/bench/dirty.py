#!/usr/bin/env python3
"""dirty.py IN OUT: the workload's input as offices often hand it in.

Parcels and buildings become shapefiles in GBK with Chinese headings, and of the parcels one in twenty is spoilt, in turn: crossed
(two neighbouring corners change places), slivered (one corner moved by some 30 cm into the neighbour), repeated (the same row once
more). Everything else is taken over. The same input gives the same output. Needs python3-gdal.
"""
import os
import shutil
import sys

from osgeo import ogr

ogr.UseExceptions()
source, target = sys.argv[1:3]
os.makedirs(target, exist_ok=True)
for name in ("in.gpkg", "enterprise.csv", "enterprise_parcel.csv"):
    shutil.copyfile(f"{source}/{name}", f"{target}/{name}")
data = ogr.Open(f"{source}/in.gpkg")
driver = ogr.GetDriverByName("ESRI Shapefile")
STEP = 3e-6  # degrees: some 30 cm


def crossed(ring):
    a, b = ring.GetPoint_2D(1), ring.GetPoint_2D(2)
    ring.SetPoint_2D(1, *b)
    ring.SetPoint_2D(2, *a)


def slivered(ring):
    x, y = ring.GetPoint_2D(1)
    ring.SetPoint_2D(1, x + STEP, y + STEP)


def copy(layer_name, file_name, headings, spoil):
    layer = data.GetLayerByName(layer_name)
    path = f"{target}/{file_name}.shp"
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    made = driver.CreateDataSource(path)  # must outlive its layer
    out = made.CreateLayer(file_name, layer.GetSpatialRef(), ogr.wkbPolygon, ["ENCODING=GBK"])
    for field, heading in headings.items():
        kind = ogr.OFTString
        if field != layer.GetFIDColumn():
            kind = layer.GetLayerDefn().GetFieldDefn(layer.GetLayerDefn().GetFieldIndex(field)).GetType()
        out.CreateField(ogr.FieldDefn(heading, kind))
    counts = {"crossed": 0, "slivered": 0, "repeated": 0}

    def write(feature, shape):
        row = ogr.Feature(out.GetLayerDefn())
        for place, field in enumerate(headings):
            value = str(feature.GetFID()) if field == layer.GetFIDColumn() else feature.GetField(field)
            if value is not None:
                row.SetField(place, value)
        row.SetGeometry(shape)
        out.CreateFeature(row)

    for number, feature in enumerate(layer):
        shape = feature.GetGeometryRef().Clone()
        turn = (number // 20) % 3 if spoil and number % 20 == 0 else None
        if turn == 0 and shape.GetGeometryRef(0).GetPointCount() > 4:
            crossed(shape.GetGeometryRef(0))
            counts["crossed"] += 1
        elif turn == 1 and shape.GetGeometryRef(0).GetPointCount() > 4:
            slivered(shape.GetGeometryRef(0))
            counts["slivered"] += 1
        write(feature, shape)
        if turn == 2:
            write(feature, shape)
            counts["repeated"] += 1
    made.Destroy()
    return layer.GetFeatureCount(), counts


PARCEL = {"parcel_id": "宗地编号", "park_id": "园区编号", "land_use": "地类编码", "plan_far": "规划容积率"}
BUILDING = {"building_id": "建筑编号", "floors": "层数", "height": "建筑高度", "kind": "用途"}
rows, counts = copy("parcel", "宗地", PARCEL, True)
print(rows, "parcels,", ", ".join(f"{n} {word}" for word, n in counts.items()))
print(copy("building", "建筑", BUILDING, False)[0], "buildings")
