// The left side: sums of what is meant, the legend that filters, chips of the filters.

import { button, count, el, fill, mu, swatch, wan } from "./dom.js";
import type { Legend, ThemeClass } from "./api.js";
import type { State } from "./state.js";

export interface SideActions { change(part: Partial<State>): void }

/** What is chosen of a column of words: land_class has a place of its own in the state. */
function wordsOf(state: State, column: string): string[] {
    return column === "land_class" ? state.classes : state.words[column] ?? [];
}
function withWords(state: State, column: string, chosen: string[]): Partial<State> {
    return column === "land_class" ? { classes: chosen } : { words: { ...state.words, [column]: chosen } };
}

/** The state with a class of the legend chosen, or no longer chosen. */
export function toggled(state: State, legend: Legend, one: ThemeClass): Partial<State> {
    if (legend.words && one.value !== undefined) {
        const value = one.value;
        const chosen = wordsOf(state, legend.column);
        const after = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
        return withWords(state, legend.column, after);
    }
    const mine = (name: string, value: string) => name === `min_${legend.column}` || name === `max_${legend.column}` || (name === "unknown" && value === legend.column);
    const ranges = Object.fromEntries(Object.entries(state.ranges).filter(([name, value]) => !mine(name, value)));
    if (isChosen(state, legend, one)) return { ranges };
    if (one.from === undefined && one.to === undefined) return { ranges: { ...ranges, unknown: legend.column } };
    if (one.from !== undefined) ranges[`min_${legend.column}`] = String(one.from);
    if (one.to !== undefined) ranges[`max_${legend.column}`] = String(one.to);
    return { ranges };
}

export function isChosen(state: State, legend: Legend, one: ThemeClass): boolean {
    if (legend.words) return one.value !== undefined && wordsOf(state, legend.column).includes(one.value);
    if (one.from === undefined && one.to === undefined) return state.ranges["unknown"] === legend.column;
    const same = (name: string, bound: number | undefined) => (state.ranges[name] ?? "") === (bound === undefined ? "" : String(bound));
    return same(`min_${legend.column}`, one.from) && same(`max_${legend.column}`, one.to);
}

export function showLegend(target: HTMLElement, legend: Legend, state: State, actions: SideActions): void {
    const most = Math.max(1, ...legend.classes.map((one) => one.area_m2));
    const rows = legend.classes.map((one) => {
        const bar = el("span", { class: "bar" });
        bar.style.width = `${(100 * one.area_m2) / most}%`;
        bar.style.backgroundColor = one.color;
        const row = button("", () => actions.change(toggled(state, legend, one)), { class: "legend-row", attributes: { "aria-pressed": String(isChosen(state, legend, one)) } });
        row.append(swatch(one.color, one.outline), el("span", { class: "name" }, one.label), el("span", { class: "number" }, `${count(one.count)} 宗`), el("span", { class: "number" }, `${mu(one.area_m2)} 亩`), bar);
        return row;
    });
    fill(target, el("h2", {}, "图例"), el("p", { class: "unit" }, legend.unit ? `${legend.label}（${legend.unit}）` : legend.label), ...rows);
}

export function showTotals(target: HTMLElement, legend: Legend): void {
    const { total } = legend;
    const figure = (name: string, value: string) => el("div", { class: "figure" }, el("b", {}, value), el("span", {}, name));
    fill(target, figure("宗", count(total.count)), figure("亩", mu(total.area_m2)),
        total.tax_known > 0 ? figure(`万元税收（${count(total.tax_known)} 宗有数）`, wan(total.tax_wan)) : null);
}

export function showChips(target: HTMLElement, state: State, total: number, words: (column: string, value: string) => string, labels: (column: string) => string, actions: SideActions): void {
    const chips: HTMLElement[] = [];
    const chip = (text: string, without: Partial<State>) => chips.push(button(`${text} ×`, () => actions.change(without), { class: "chip", title: "去掉这个条件" }));
    if (state.q) chip(`含“${state.q}”`, { q: "" });
    for (const column of ["land_class", ...Object.keys(state.words)])
        for (const value of wordsOf(state, column)) chip(words(column, value), withWords(state, column, wordsOf(state, column).filter((one) => one !== value)));
    for (const [name, value] of Object.entries(state.ranges)) {
        const ranges = Object.fromEntries(Object.entries(state.ranges).filter(([other]) => other !== name));
        if (name === "unknown") chip(`${labels(value)}无数据`, { ranges });
        else chip(`${labels(name.slice(4))} ${name.startsWith("min_") ? "≥" : "<"} ${value}`, { ranges });
    }
    fill(target, ...chips, chips.length ? el("span", { class: "found" }, `${count(total)} 宗`) : null);
}
