# Opens layers of a published store in QGIS without a screen, by nothing but a connection, as a desk does: they come with their colours and Chinese
# labels from the store itself.
# Usage: qgis_store.py "host=… port=… user=… dbname=…" PARCELS. Exit 77 (skipped) where PyQGIS is not installed.
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
try:
    from qgis.core import QgsApplication, QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer
except ImportError:
    print("skipped: PyQGIS (python3-qgis) is not installed")
    sys.exit(77)

connection, parcels = dict(part.split("=", 1) for part in sys.argv[1].split()), int(sys.argv[2])
application = QgsApplication([], False)
application.initQgis()
base = QgsDataSourceUri()
base.setConnection(connection["host"], connection["port"], connection["dbname"], connection["user"], "")

# What the browser of QGIS shows of the connection.
metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
listed = {table.tableName(): table for table in metadata.createConnection(base.connectionInfo(), {}).tables("mutu")}
expected = {
    "parcel_result": {"idle": "疑似闲置", "unsupplied": "批而未供", "undetermined": "待核", "low_efficiency": "拟认定低效"},
    "unsupplied_land": {},
    "park_result": {},
}
for name, classes in expected.items():
    table = listed[name]
    assert table.geometryColumn() == "geom" and table.primaryKeyColumns(), name
    uri = QgsDataSourceUri(base)
    uri.setDataSource("mutu", name, "geom", "", table.primaryKeyColumns()[0])
    layer = QgsVectorLayer(uri.uri(False), name, "postgres")
    assert layer.isValid() and layer.featureCount() > 0, name
    assert layer.crs().authid().startswith("EPSG:45"), layer.crs().authid()
    if classes:
        labels = {one.value(): one.label() for one in layer.renderer().categories()}
        for value, label in classes.items():
            assert labels.get(value) == label, (name, value, labels)
        assert len({one.symbol().color().name() for one in layer.renderer().categories()}) == len(labels)
        assert layer.featureCount() == parcels, layer.featureCount()
        assert "宗地编号" in [field.alias() for field in layer.fields()]
        assert len({feature.id() for feature in layer.getFeatures()}) == parcels, "each row is a feature of its own"
    number, ids, names, _, error = layer.listStylesInDatabase()
    assert number > 0 and not error, (name, error)
print("the store's layers come styled", flush=True)
os._exit(0)  # QGIS 3.22 may crash while Python takes it down; what was asked has been answered
