// 假如: other parameters of the policy, and what changes then; nothing is stored.

import { ask } from "./api.js";
import { button, count, el, fill, mu, wan } from "./dom.js";

interface Parameter { id: string; title: string; value: string; unit: string; clause: string; evidence: string }
interface Figures { idle_m2: number; idle_count: number; low_efficiency_m2: number; low_efficiency_count: number; undetermined_m2: number; undetermined_count: number }
interface Change { changed_count: number; changed_m2: number; changed_tax_wan: number; before: Figures; after: Figures }
interface WhatIf { changed: { parcel_id: string; field: string; from: string; to: string }[]; parks: (Change & { park_id: string; park_name: string })[]; total: Change }

export interface WhatIfActions { light(ids: Set<string>): void; open(id: string): void; close(): void; words(group: string, value: string): string }

function figures(total: Change): HTMLElement {
    const row = (name: string, before: string, after: string) => el("tr", { class: before === after ? "" : "changed" }, el("th", {}, name), el("td", { class: "number" }, before), el("td", { class: "number" }, after));
    const { before, after } = total;
    return el("table", { class: "grid" }, el("thead", {}, el("tr", {}, ...["", "现在", "假如"].map((one) => el("th", {}, one)))), el("tbody", {},
        row("闲置（宗）", count(before.idle_count), count(after.idle_count)), row("闲置（亩）", mu(before.idle_m2), mu(after.idle_m2)),
        row("低效（宗）", count(before.low_efficiency_count), count(after.low_efficiency_count)), row("低效（亩）", mu(before.low_efficiency_m2), mu(after.low_efficiency_m2)),
        row("待核（宗）", count(before.undetermined_count), count(after.undetermined_count)), row("待核（亩）", mu(before.undetermined_m2), mu(after.undetermined_m2))));
}

export async function showWhatIf(target: HTMLElement, actions: WhatIfActions): Promise<void> {
    const parameters = await ask<Parameter[]>("/api/parameters");
    const set = new Map<string, string>();
    const answer = el("div");
    const run = async () => {
        if (set.size === 0) return actions.light(new Set()), fill(answer, el("p", {}, "改动一个参数，就会看到哪些宗地换了分类。"));
        try {
            const found = await ask<WhatIf>("/api/what-if", new URLSearchParams([...set]));
            const moved = found.changed.filter((one) => one.field === "land_class");
            actions.light(new Set(moved.map((one) => one.parcel_id)));
            fill(answer, el("p", {}, `${count(found.total.changed_count)} 宗、${mu(found.total.changed_m2)} 亩换了分类，涉及已知税收 ${wan(found.total.changed_tax_wan)} 万元`), figures(found.total),
                el("ul", { class: "moved" }, ...moved.slice(0, 200).map((one) => el("li", {}, button(one.parcel_id, () => actions.open(one.parcel_id), { class: "link" }), ` ${actions.words("land_class", one.from)} → ${actions.words("land_class", one.to)}`))));
        } catch (fault) {
            fill(answer, el("p", { class: "fault" }, fault instanceof Error ? fault.message : String(fault)));
        }
    };
    const rows = parameters.map((one) => {
        const input = el("input", { attributes: { value: one.value, "aria-label": one.title, size: "8" } });
        input.addEventListener("change", () => {
            if (input.value.trim() === one.value || input.value.trim() === "") set.delete(one.id);
            else set.set(one.id, input.value.trim());
            void run();
        });
        return el("tr", { title: one.clause }, el("th", {}, one.title), el("td", {}, input, ` ${one.unit}`));
    });
    fill(target, el("header", {}, el("h2", {}, "假如……"), button("关闭", () => (actions.light(new Set()), actions.close()))), answer,
        el("table", { class: "grid" }, el("tbody", {}, ...rows)));
    await run();
}
