// The map: tiles of parks and parcels in the colours of the theme, one parcel highlighted.

import Feature from "ol/Feature.js";
import Map from "ol/Map.js";
import View from "ol/View.js";
import MousePosition from "ol/control/MousePosition.js";
import ScaleLine from "ol/control/ScaleLine.js";
import { defaults as controls } from "ol/control/defaults.js";
import { boundingExtent } from "ol/extent.js";
import GeoJSON from "ol/format/GeoJSON.js";
import MVT from "ol/format/MVT.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorTileLayer from "ol/layer/VectorTile.js";
import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import VectorTileSource from "ol/source/VectorTile.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { FeatureLike } from "ol/Feature.js";
import type { Bounds, Layer, ScenarioPage, Theme, ThemeClass } from "./api.js";

const font = '12px "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';

export interface Shown {
    theme: Theme;
    chosen: Set<number> | null;   // keys of the parcels that are meant; null: all
    lit: Set<string>;             // parcels that change in a what-if
}
export interface Listener {
    parcel(id: string, at: [number, number]): void;
    empty(at: [number, number]): void;
    moved(view: [number, number, number]): void;
}

function hatch(color: string): CanvasPattern | string {
    const size = 8;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    if (!pen) return color;
    pen.strokeStyle = color;
    pen.lineWidth = 1.5;
    for (const from of [-size, 0, size]) {
        pen.beginPath();
        pen.moveTo(from, size);
        pen.lineTo(from + size, 0);
        pen.stroke();
    }
    return pen.createPattern(canvas, "repeat") ?? color;
}

function belongs(value: unknown, one: ThemeClass): boolean {
    if (one.value !== undefined) return value === one.value;
    if (one.from === undefined && one.to === undefined) return typeof value !== "number";
    return typeof value === "number" && (one.from === undefined || value >= one.from) && (one.to === undefined || value < one.to);
}

/** Land and labels of a theme; what is not meant is pale, not gone. */
function parcelStyle(shown: () => Shown): (feature: FeatureLike) => Style | undefined {
    const looks = new globalThis.Map<string, Style>();
    const label = new Style({ text: new Text({ font, fill: new Fill({ color: "#222" }), stroke: new Stroke({ color: "#ffffffcc", width: 3 }) }) });
    return (feature) => {
        const { theme, chosen, lit } = shown();
        if (feature.get("layer") === "parcel_result_label") {
            label.getText()?.setText(String(feature.get("parcel_id")).slice(-5));
            return label;
        }
        const index = theme.classes.findIndex((one) => belongs(feature.get(theme.column), one));
        const pale = chosen !== null && !chosen.has(Number(feature.getId()));
        const bright = lit.has(String(feature.get("parcel_id")));
        const key = `${theme.id}/${index}/${pale}/${bright}`;
        let look = looks.get(key);
        if (!look) {
            const one = theme.classes[index];
            const color = one?.color ?? "#ffffff", outline = one?.outline ?? "#999999";
            look = new Style({
                fill: new Fill({ color: pale ? `${color}30` : one?.hatched ? hatch(color) : `${color}e0` }),
                stroke: new Stroke(bright ? { color: "#00c2ff", width: 4 } : { color: pale ? `${outline}40` : outline, width: 1 }),
            });
            looks.set(key, look);
        }
        return look;
    };
}

function parkStyle(): (feature: FeatureLike) => Style | undefined {
    const outline = new Style({ stroke: new Stroke({ color: "#1a1a1a", width: 2, lineDash: [8, 4] }) });
    const name = new Style({
        text: new Text({ font: `bold ${font.replace("12px", "14px")}`, fill: new Fill({ color: "#111" }), stroke: new Stroke({ color: "#ffffffdd", width: 4 }) }),
    });
    return (feature) => {
        if (feature.get("layer") !== "park_result_label") return outline;
        name.getText()?.setText(String(feature.get("park_name") ?? ""));
        return name;
    };
}

function scenarioStyle(page: ScenarioPage): (feature: FeatureLike) => Style | undefined {
    const looks = page.legend.map((one) => {
        const fill = one.hollow ? "#ffffff00" : one.hatched ? hatch(one.color) : `${one.color}e0`;
        return new Style({ fill: new Fill({ color: fill }), stroke: new Stroke({ color: one.outline, width: one.hollow ? 3 : 1.5 }), zIndex: one.hollow ? 1 : 0 });
    });
    return (feature) => looks[Number(feature.get("class"))];
}

/** A layer over the parcels: its one look, or that of the class of its column. */
function layerStyle(layer: Layer): (feature: FeatureLike) => Style | undefined {
    const made = (one: ThemeClass) => new Style({ fill: new Fill({ color: one.hatched ? hatch(one.color) : `${one.color}e0` }), stroke: new Stroke({ color: one.outline, width: 1.5 }) });
    const classes = (layer.classes ?? []).map((one) => ({ one, style: made(one) }));
    const plain = layer.look ? made(layer.look) : undefined;
    return (feature) => {
        if (feature.get("layer") !== layer.id) return undefined;
        return layer.column ? classes.find(({ one }) => belongs(feature.get(layer.column ?? ""), one))?.style : plain;
    };
}

function tiles(layer: string, version: string): VectorTileSource {
    return new VectorTileSource({ format: new MVT(), url: `/tiles/${layer}/{z}/{x}/{y}.mvt?v=${version}`, maxZoom: 17 });
}

export class ParkMap {
    readonly map: Map;
    private readonly parcels: VectorTileLayer;
    private readonly scenario = new VectorLayer({ source: new VectorSource<Feature>() });
    private readonly over = new globalThis.Map<string, VectorTileLayer>();
    private readonly marked = new VectorSource<Feature>();

    constructor(target: HTMLElement, private readonly version: string, private shown: Shown, listener: Listener) {
        this.parcels = new VectorTileLayer({ source: tiles("parcel_result", version), style: parcelStyle(() => this.shown), declutter: true });
        const parks = new VectorTileLayer({ source: tiles("park_result", version), style: parkStyle(), declutter: true });
        const mark = new VectorLayer({ source: this.marked, style: new Style({ stroke: new Stroke({ color: "#0047ff", width: 4 }) }) });
        const position = new MousePosition({ placeholder: "", projection: "EPSG:4326", coordinateFormat: (at) => (at ? `${at[0]?.toFixed(6)}°, ${at[1]?.toFixed(6)}°` : "") });
        this.map = new Map({
            target, layers: [this.parcels, this.scenario, parks, mark],
            controls: controls({ rotate: false, attribution: false }).extend([new ScaleLine(), position]),
            view: new View({ center: fromLonLat([112, 27.8]), zoom: 8, maxZoom: 20, enableRotation: false }),
        });
        this.map.on("singleclick", (event) => {
            const at = toLonLat(event.coordinate) as [number, number];
            const hit = this.map.forEachFeatureAtPixel(event.pixel, (feature) => feature.get("parcel_id") as string | undefined, { layerFilter: (layer) => layer === this.parcels });
            if (hit) listener.parcel(hit, at);
            else listener.empty(at);
        });
        this.map.on("moveend", () => {
            const view = this.map.getView();
            const [lon = 0, lat = 0] = toLonLat(view.getCenter() ?? [0, 0]);
            listener.moved([lon, lat, view.getZoom() ?? 0]);
        });
    }

    show(shown: Shown): void {
        this.shown = shown;
        this.parcels.changed();
    }
    /** These layers over the parcels, and no others. */
    layers(wanted: Layer[]): void {
        for (const [id, layer] of this.over)
            if (!wanted.some((one) => one.id === id)) this.map.removeLayer(layer), this.over.delete(id);
        for (const one of wanted) {
            if (this.over.has(one.id)) continue;
            const layer = new VectorTileLayer({ source: tiles(one.id, this.version), style: layerStyle(one) });
            this.over.set(one.id, layer);
            this.map.getLayers().insertAt(1, layer);
        }
    }
    /** Land of a scenario over the map, which steps back; null takes it away. */
    overlay(page: ScenarioPage | null): void {
        const source = this.scenario.getSource();
        source?.clear();
        this.parcels.setOpacity(page ? 0.35 : 1);
        if (!page) return;
        this.scenario.setStyle(scenarioStyle(page));
        source?.addFeatures(new GeoJSON().readFeatures(page.land, { featureProjection: "EPSG:3857" }) as Feature[]);
    }
    goTo(view: [number, number, number]): void {
        this.map.getView().setCenter(fromLonLat([view[0], view[1]]));
        this.map.getView().setZoom(view[2]);
    }
    fit(bounds: Bounds, most = 18): void {
        const extent = transformExtent(boundingExtent([[bounds[0], bounds[1]], [bounds[2], bounds[3]]]), "EPSG:4326", "EPSG:3857");
        this.map.getView().fit(extent, { padding: [30, 30, 30, 30], maxZoom: most });
    }
    /** A GeoJSON geometry in degrees with a thick line around it; null takes it away. */
    mark(geometry: object | null): void {
        this.marked.clear();
        const land = geometry && new GeoJSON().readGeometry(geometry, { featureProjection: "EPSG:3857" });
        if (land) this.marked.addFeature(new Feature(land));
    }
}
