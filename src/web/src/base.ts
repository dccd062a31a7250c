// Pictures of the ground under the parcels, as the server was told of them: none is shown until one is chosen.

import type Map from "ol/Map.js";
import TileLayer from "ol/layer/Tile.js";
import { transformExtent } from "ol/proj.js";
import XYZ from "ol/source/XYZ.js";
import { ask } from "./api.js";
import { button, el } from "./dom.js";

interface BaseMap {
    id: number; title: string; date: string | null; secrecy: string; crs: string; url: string; foreign: boolean;
    bbox: [number, number, number, number] | null; minzoom: number; maxzoom: number;
}
const marks: Record<string, string> = { public: "公开", internal: "内部", secret: "涉密" };

/** Latitude and longitude of CGCS2000 are drawn as those of WGS 84. */
function layerOf(base: BaseMap): TileLayer<XYZ> {
    const degrees = base.crs === "EPSG:4490";
    const source = new XYZ({ url: base.url, minZoom: base.minzoom, maxZoom: base.maxzoom, projection: degrees ? "EPSG:4326" : "EPSG:3857" });
    const layer = new TileLayer({ source, visible: false, zIndex: -1 });
    if (base.bbox) layer.setExtent(transformExtent(base.bbox, "EPSG:4326", "EPSG:3857"));
    return layer;
}

/** A list of buttons for the side, with date and mark of each; null where there is no base map. */
export async function baseMaps(map: Map): Promise<HTMLElement | null> {
    const { base_maps: all } = await ask<{ base_maps: BaseMap[] }>("/api/base-maps");
    if (!all.length) return null;
    const rows = all.map((base) => {
        const layer = layerOf(base);
        map.addLayer(layer);
        const toggle = button(base.title, () => {
            layer.setVisible(!layer.getVisible());
            toggle.setAttribute("aria-pressed", String(layer.getVisible()));
        }, { class: "link", attributes: { "aria-pressed": "false" } });
        return el("li", {}, toggle, el("span", { class: "unit" }, `${base.date ?? "日期未注明"}　${marks[base.secrecy] ?? base.secrecy}`));
    });
    return el("div", { class: "base-maps" }, el("h3", {}, "底图"), el("ul", { class: "layers" }, ...rows));
}
