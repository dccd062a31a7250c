// The drawer with the rows of the selection, page by page, sorted by the server.

import { button, count, el, fill } from "./dom.js";
import type { Table } from "./api.js";

export interface TableActions { sort(order: string): void; page(offset: number): void; open(id: string): void }

export const rowsPerPage = 100;

export function showTable(target: HTMLElement, table: Table, order: string, chosen: string, download: string, actions: TableActions): void {
    const head = el("tr", {}, ...table.columns.map((one) => {
        const mark = order === one.key ? " ▲" : order === `-${one.key}` ? " ▼" : "";
        return el("th", {}, button(one.label + mark, () => actions.sort(order === one.key ? `-${one.key}` : one.key), { class: "link" }));
    }));
    const body = el("tbody", {}, ...table.parcels.map((row) => {
        const made = el("tr", { class: row.parcel_id === chosen ? "chosen" : "" });
        for (const { key } of table.columns)
            made.append(key === "parcel_id" ? el("td", {}, button(row.parcel_id, () => actions.open(row.parcel_id), { class: "link" })) : el("td", {}, row.text[key] ?? "—"));
        return made;
    }));
    const last = Math.min(table.offset + table.parcels.length, table.count);
    const back = button("上一页", () => actions.page(Math.max(0, table.offset - rowsPerPage)));
    const onward = button("下一页", () => actions.page(table.offset + rowsPerPage));
    back.disabled = table.offset === 0;
    onward.disabled = last >= table.count;
    const file = el("a", { class: "button", attributes: { href: download, download: "parcels.csv" } }, "导出 CSV");
    fill(target, el("div", { class: "pager" }, el("span", {}, `第 ${count(table.count ? table.offset + 1 : 0)}–${count(last)} 宗，共 ${count(table.count)} 宗`), back, onward, file),
        el("div", { class: "wide" }, el("table", { class: "grid" }, el("thead", {}, head), body)));
}
