// 一地一档: one parcel, from who holds it to why it was judged so.

import { button, el, fill } from "./dom.js";
import type { Card, Day, Identified, Item, Proof, Standing } from "./api.js";

const evidence: Record<string, string> = { confirmed: "已核对", secondhand: "转引", unconfirmed: "未核实", product: "产品自定" };
const answers: Record<string, string> = { yes: "是", no: "否", undetermined: "待核" };
const signs: Record<string, string> = { yes: "✓", no: "✗", undetermined: "?" };
const heads = ["land_class", "park_id", "area_m2", "supply_state", "idle_state", "recognition", "efficiency", "action", "missing"];

function facts(items: Item[]): HTMLElement {
    const list = el("dl", { class: "facts" });
    for (const one of items) list.append(el("dt", {}, one.label), el("dd", {}, one.text));
    return list;
}

function section(title: string, open: boolean, ...content: (Node | string | null)[]): HTMLElement {
    const made = el("details", { class: "section" }, el("summary", {}, title), ...content);
    made.open = open;
    return made;
}

/** "已过 120 天", "还有 30 天": against the day the book speaks for. */
function distance(day: Day): string {
    if (day.days === 0) return "当日";
    return day.days < 0 ? `已过 ${-day.days} 天` : `还有 ${day.days} 天`;
}

function timeline(days: Day[], asOf: string): HTMLElement {
    const list = el("ol", { class: "timeline" });
    let told = false;
    const today = () => el("li", { class: "today" }, el("time", {}, asOf), el("b", {}, "基准日"));
    for (const day of days) {
        if (!told && day.date > asOf) list.append(today()), (told = true);
        list.append(el("li", { class: day.kind, title: day.source }, el("time", {}, day.date), el("b", {}, day.label), el("span", {}, distance(day))));
    }
    if (!told) list.append(today());
    return list;
}

function standing(rows: Standing[]): HTMLElement {
    const body = el("tbody");
    for (const one of rows)
        body.append(el("tr", {}, el("th", {}, one.label), el("td", {}, one.text), el("td", {}, one.median_text),
            el("td", {}, one.value === null ? "—" : `${one.rank} / ${one.known}`)));
    return el("table", { class: "grid" }, el("thead", {}, el("tr", {}, el("th", {}, "指标"), el("th", {}, "本宗"), el("th", {}, "园区中位"), el("th", {}, "名次"))), body);
}

function proof(one: Proof): HTMLElement {
    const answer = one.verdict ?? "undetermined";
    const steps = el("ul", { class: "because" });
    for (const step of one.because ?? []) steps.append(el("li", { class: step.holds }, `${signs[step.holds] ?? "?"} ${step.text}`, step.margin ? el("small", {}, `（差距 ${step.margin}）`) : null));
    const made = el("details", { class: `proof ${answer}` },
        el("summary", {}, el("span", { class: "answer" }, answers[answer] ?? answer), one.title),
        el("p", {}, one.sentence ?? ""),
        el("p", { class: "clause" }, `${one.clause ?? ""}${one.evidence ? `［${evidence[one.evidence] ?? one.evidence}］` : ""}`), steps);
    made.open = answer === "yes";
    return made;
}

function sources(card: Card): HTMLElement {
    const list = el("ul");
    for (const [title, rows] of [["宗地", card.parcel], ["供地", card.supply]] as const)
        for (const row of rows) {
            const of = (key: string) => row.find((one) => one.key === key)?.text ?? "?";
            list.append(el("li", {}, `${title}：${of("source_file")} 第 ${of("source_row")} 行`));
        }
    return list;
}

export interface CardActions { close(): void; fit(): void; identify(): Promise<Identified | null>; cases: ((target: HTMLElement) => void) | null }

export function showCard(target: HTMLElement, card: Card, actions: CardActions): void {
    const head = card.result.filter((one) => heads.includes(one.key));
    const rest = card.result.filter((one) => !heads.includes(one.key) && one.value !== null && one.key !== "parcel_id");
    const holder = card.parcel[0]?.find((one) => one.key === "holder_name")?.text ?? "";
    const everything = el("div");
    const look = button("此处各图层", () => {
        void actions.identify().then((found) => fill(everything, ...(found?.layers ?? []).flatMap((layer) =>
            layer.features.map((items) => section(layer.title, false, facts(items))))));
    });
    const cases = el("div");
    actions.cases?.(cases);
    fill(target,
        el("header", {}, el("h2", {}, card.parcel_id), button("定位", actions.fit), button("关闭", actions.close, { title: "Esc" })),
        el("p", { class: "holder" }, holder),
        facts(head),
        actions.cases ? section("处置", true, cases) : null,
        section("时间线", true, timeline(card.timeline, card.as_of)),
        section("判定与证明", true, ...[...card.proofs].sort((a, b) => Number(b.verdict === "yes") - Number(a.verdict === "yes")).map(proof)),
        section("与园区比较", true, standing(card.standing)),
        section("结果各项", false, facts(rest)),
        ...card.parcel.map((row) => section("宗地登记", false, facts(row))),
        ...card.supply.map((row) => section("供地", false, facts(row))),
        card.firms.length ? section("用地企业", false, ...card.firms.map(facts)) : null,
        card.overlaps.length ? section("压占", false, ...card.overlaps.map(facts)) : null,
        section("数据来源", false, sources(card)), look, everything);
}
