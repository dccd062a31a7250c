// Scenarios of the book on the page: the chooser, and the panel of the chosen one.

import { ask } from "./api.js";
import { button, count, el, fill, mu, swatch } from "./dom.js";
import type { ScenarioHead, ScenarioPage } from "./api.js";

export interface ScenarioActions { choose(scenario: string): void; fit(): void; close(): void }

const kinds: Record<ScenarioHead["kind"], string> = { plan: "腾笼换鸟", expansion: "调区扩区" };

/** "plan/P1", "expansion/E1/A2": what the address says of a scenario. */
export function pathOf(scenario: string): string | null {
    const [kind, id, alternative] = scenario.split("/");
    if (!id || (kind !== "plan" && kind !== "expansion")) return null;
    const path = `/api/${kind}s/${encodeURIComponent(id)}`;
    return alternative ? `${path}?alternative=${encodeURIComponent(alternative)}` : path;
}

export async function askScenario(scenario: string): Promise<ScenarioPage | null> {
    const path = pathOf(scenario);
    return path ? ask<ScenarioPage>(path) : null;
}

const asked = (head: ScenarioHead): string => head.request.slice(0, 2).map((one) => `${one.label} ${one.text}`).join("，");

/** Every scenario, one of each alternative of a change. */
function chooser(all: ScenarioHead[], chosen: string, choose: (scenario: string) => void): HTMLSelectElement {
    const select = el("select", { attributes: { "aria-label": "方案" } }, el("option", { attributes: { value: "" } }, "不显示方案"));
    for (const kind of ["plan", "expansion"] as const) {
        const group = el("optgroup", { attributes: { label: kinds[kind] } });
        for (const head of all.filter((one) => one.kind === kind)) {
            if (kind === "plan") group.append(el("option", { attributes: { value: `plan/${head.id}` } }, `${head.id}　${asked(head)}：年税收增量 ${head.title}`));
            for (const one of head.alternatives)
                group.append(el("option", { attributes: { value: `expansion/${head.id}/${one.id}` } }, `${head.id} ${one.id}　${head.title}，${mu(one.area_m2 ?? 0)} 亩`));
        }
        if (group.childElementCount) select.append(group);
    }
    select.value = chosen;
    select.addEventListener("change", () => choose(select.value));
    return select;
}

function park(one: ScenarioPage["parks"][number]): HTMLElement {
    const body = el("tbody");
    for (const figure of one.figures)
        body.append(el("tr", { class: figure.before === figure.after ? "" : "changed" }, el("th", {}, figure.label), el("td", { class: "number" }, figure.before), el("td", { class: "number" }, figure.after)));
    const head = el("tr", {}, ...["", "现状", "方案之后"].map((text) => el("th", {}, text)));
    return el("section", { class: "scenario-park" }, el("h3", {}, one.park_name), el("table", { class: "grid" }, el("thead", {}, head), body), years(one.years));
}

/** The park at the end of each year; years that end alike share a row. */
function years(all: ScenarioPage["parks"][number]["years"]): HTMLElement | null {
    if (!all.length) return null;
    const head = el("tr", {}, el("th", {}, "年末"), ...all[0].figures.map((figure) => el("th", {}, figure.label)));
    const alike = (a: typeof all[number], b: typeof all[number]): boolean => a.figures.every((figure, i) => figure.text === b.figures[i]?.text);
    const spans: { from: number; to: number; one: typeof all[number] }[] = [];
    for (const one of all) {
        const last = spans[spans.length - 1];
        if (last && alike(last.one, one)) last.to = one.year;
        else spans.push({ from: one.year, to: one.year, one });
    }
    const rows = spans.map(({ from, to, one }) => el("tr", {}, el("th", {}, from === to ? `第 ${from} 年` : `第 ${from}–${to} 年`), ...one.figures.map((figure) => el("td", { class: "number" }, figure.text))));
    return el("table", { class: "grid years" }, el("thead", {}, head), el("tbody", {}, ...rows));
}

function facts(items: { label: string; text: string }[]): HTMLElement {
    const list = el("dl", { class: "facts" });
    for (const one of items) list.append(el("dt", {}, one.label), el("dd", {}, one.text));
    return list;
}

export function showScenario(target: HTMLElement, all: ScenarioHead[], page: ScenarioPage | null, actions: ScenarioActions): void {
    const chosen = page ? [page.kind, page.id, page.alternative].filter(Boolean).join("/") : "";
    const header = el("header", {}, el("h2", {}, "方案"), page?.bbox ? button("看全", actions.fit) : null, button("关闭", actions.close));
    const choice = el("p", { class: "choice" }, chooser(all, chosen, actions.choose));
    if (!page) return fill(target, header, choice, el("p", { class: "unit" }, "选一个方案，它的地块画在图上。"));
    const legend = page.legend.map((one) => el("li", {}, swatch(one.hollow ? "transparent" : one.color, one.outline), el("span", {}, one.label), el("span", { class: "number" }, `${count(one.count)} 块`), el("span", { class: "number" }, `${mu(one.area_m2)} 亩`)));
    const checks = page.checks.map((one) => el("li", { class: one.verdict === "no" ? "fault" : "" }, `${one.label}：${one.text}`, one.because ? el("small", {}, `（${one.because}）`) : null));
    fill(target, header, choice, page.stale ? el("p", { class: "fault" }, "这个方案按较早的一次运行做成，与现在的结果可能不符。") : null,
        el("ul", { class: "scenario-legend" }, ...legend),
        el("h3", {}, "结果"), facts(page.items), el("h3", {}, "要求"), facts(page.request),
        ...page.parks.map(park), checks.length ? el("h3", {}, "没有通过的检查与门槛") : null, checks.length ? el("ul", { class: "because" }, ...checks) : null);
}
