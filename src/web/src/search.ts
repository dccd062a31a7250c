// The box that finds parcels and parks while one types.

import { ask } from "./api.js";
import { button, el, fill, mu } from "./dom.js";
import type { Found } from "./api.js";

export interface SearchActions { parcel(id: string): void; park(id: string): void; filter(text: string): void }

export function searchBox(actions: SearchActions): HTMLElement {
    const input = el("input", { attributes: { type: "search", placeholder: "宗地代码、使用权人、合同号、监管号  （按 /）", "aria-label": "检索" } });
    const list = el("div", { class: "hits", attributes: { role: "listbox" } });
    let running: AbortController | null = null;
    let waiting = 0;
    const close = () => fill(list);
    const show = (text: string, found: Found) => {
        const parks = found.parks.map((one) => button(`园区 ${one.park_name ?? one.park_id}`, () => (close(), actions.park(one.park_id))));
        const parcels = found.parcels.map((one) => button(`${one.parcel_id}　${one.holder_name ?? ""}　${one.class_text}　${mu(one.area_m2)} 亩`, () => (close(), actions.parcel(one.parcel_id))));
        const all = parcels.length ? button(`只看含“${text}”的宗地`, () => (close(), actions.filter(text)), { class: "all" }) : null;
        fill(list, all, ...parks, ...parcels, parks.length + parcels.length === 0 ? el("p", {}, "没有找到") : null);
    };
    const look = async () => {
        running?.abort();
        const text = input.value.trim();
        if (!text) return close();
        running = new AbortController();
        try {
            show(text, await ask<Found>("/api/search", new URLSearchParams({ q: text }), running.signal));
        } catch (fault) {
            if (!(fault instanceof DOMException)) fill(list, el("p", {}, String(fault)));
        }
    };
    input.addEventListener("input", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => void look(), 150);
    });
    input.addEventListener("keydown", (event) => {
        if (event.key === "Escape") close();
        if (event.key === "ArrowDown") list.querySelector("button")?.focus();
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "/" && !(event.target instanceof HTMLInputElement)) event.preventDefault(), input.focus();
    });
    return el("div", { class: "search" }, input, list);
}
