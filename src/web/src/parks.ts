// All parks in one table, and the page of one.

import { button, count, el, fill, mu } from "./dom.js";
import type { Cell, ParkPage, Parks } from "./api.js";

const text = (value: Cell | undefined): string => (value === null || value === undefined ? "—" : String(value));
const rounded = (value: Cell | undefined): string => (typeof value === "number" ? String(Math.round(value * 100) / 100) : text(value));

export function showParks(target: HTMLElement, parks: Parks, open: (id: string) => void, close: () => void): void {
    const body = el("tbody");
    for (const park of parks.parks) {
        const row = el("tr", {});
        for (const one of park.items)
            row.append(one.key === "park_name" ? el("td", {}, button(one.text, () => open(park.park_id), { class: "link" })) : el("td", { class: typeof one.value === "number" ? "number" : "" }, one.text));
        body.append(row);
    }
    const head = el("tr", {}, ...parks.columns.map((one) => el("th", {}, one.label)));
    fill(target, el("header", {}, el("h2", {}, "园区"), button("关闭", close)), el("div", { class: "wide" }, el("table", { class: "grid" }, el("thead", {}, head), body)));
}

function goals(rows: Record<string, Cell>[]): HTMLElement {
    const body = el("tbody");
    for (const one of rows)
        body.append(el("tr", { class: text(one["met"]), title: text(one["clause"]) }, el("th", {}, text(one["title"])), el("td", { class: "number" }, rounded(one["value"])),
            el("td", { class: "number" }, `${text(one["op"])} ${rounded(one["target"])} ${one["unit"] ?? ""}`), el("td", { class: "number" }, rounded(one["gap"]))));
    return el("table", { class: "grid" }, el("thead", {}, el("tr", {}, ...["目标", "现状", "要求", "差距"].map((one) => el("th", {}, one)))), body);
}

function indicators(rows: Record<string, Cell>[]): HTMLElement {
    const body = el("tbody");
    for (const one of rows)
        body.append(el("tr", { title: text(one["undetermined_because"]) }, el("td", {}, text(one["indicator_code"])), el("th", {}, text(one["title"])), el("td", { class: "number" }, `${rounded(one["value"])} ${one["unit"] ?? ""}`),
            el("td", { class: "number" }, rounded(one["ideal"])), el("td", { class: "number" }, rounded(one["score"])), el("td", { class: "number" }, text(one["rank"]))));
    return el("table", { class: "grid" }, el("thead", {}, el("tr", {}, ...["编号", "指标", "值", "理想值", "得分", "名次"].map((one) => el("th", {}, one)))), body);
}

export function showPark(target: HTMLElement, park: ParkPage, words: (value: string) => string, close: () => void): void {
    const list = el("dl", { class: "facts" });
    for (const one of park.items) list.append(el("dt", {}, one.label), el("dd", {}, one.text));
    const classes = el("ul", {}, ...park.classes.map((one) => el("li", {}, `${words(one.land_class)}：${count(one.count)} 宗，${mu(one.area_m2)} 亩`)));
    fill(target, el("header", {}, el("h2", {}, park.park_name ?? park.park_id), button("关闭", close)), list, el("h3", {}, "用地分类"), classes,
        park.goals.length ? el("h3", {}, "目标与差距") : null, park.goals.length ? goals(park.goals) : null,
        el("h3", {}, "指标"), indicators(park.indicators.filter((one) => one["title"] !== null)));
}
