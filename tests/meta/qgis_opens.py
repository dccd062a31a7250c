# Opens a demo book in QGIS without a screen and asserts that the layers come coloured by land class with Chinese labels.
# Usage: qgis_opens.py MUTU WORK_FOLDER. Exit 77 (skipped) where PyQGIS is not installed.
import os
import subprocess
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
try:
    from qgis.core import QgsApplication, QgsVectorLayer
    from qgis.PyQt.QtXml import QDomDocument
except ImportError:
    print("skipped: PyQGIS (python3-qgis) is not installed")
    sys.exit(77)

mutu, folder = sys.argv[1:3]
subprocess.run(["rm", "-rf", folder], check=True)
subprocess.run([mutu, "demo", folder], check=True)
subprocess.run([mutu, "run", folder + "/PROJECT.toml", "--quiet"], check=True)
application = QgsApplication([], False)
application.initQgis()
expected = {
    "parcel_result": {"idle": "疑似闲置", "unsupplied": "批而未供", "undetermined": "待核", "low_efficiency": "拟认定低效"},
    "diagnostic": {"error": "错误", "warning": "警告"},
}
for name, classes in expected.items():
    layer = QgsVectorLayer(f"{folder}/book.gpkg|layername={name}", name, "ogr")
    assert layer.isValid(), name
    labels = {one.value(): one.label() for one in layer.renderer().categories()}
    for value, label in classes.items():
        assert labels.get(value) == label, (name, value, labels)
    colours = {one.symbol().color().name() for one in layer.renderer().categories()}
    assert len(colours) == len(labels), "each class has a colour of its own"
layer = QgsVectorLayer(f"{folder}/book.gpkg|layername=parcel_result", "p", "ogr")
assert layer.featureCount() == 180 and layer.crs().authid() == "EPSG:4525"
assert "宗地编号" in [field.alias() for field in layer.fields()]
_, ids, names, _, _ = layer.listStylesInDatabase()
style = QDomDocument()
style.setContent(layer.getStyleFromDatabase(ids[names.index("亩均税收")])[0])
assert layer.importNamedStyle(style)[0] and layer.renderer().type() == "RuleRenderer"
assert "5—10" in [item.label() for item in layer.renderer().legendSymbolItems()], "the classes of the other maps"
subprocess.run([mutu, "export", folder + "/book.gpkg", "parcel_result", folder + "/out.gdb", "--profile", "pinyin", "--quiet"], check=True)
handed_over = QgsVectorLayer(folder + "/out.gdb", "g", "ogr")
assert handed_over.featureCount() == 180 and handed_over.crs().authid() == "EPSG:4525", "a FileGDB that QGIS opens"
assert "宗地编号" in [field.alias() for field in handed_over.fields()]
print("styles read by QGIS as written", flush=True)
os._exit(0)  # QGIS 3.22 may crash while Python takes it down; what was asked has been answered
