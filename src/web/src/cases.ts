// Cases of idle land on the page: what was done about a parcel, and the next step for who may take it.

import { ask, send } from "./api.js";
import { button, el, fill } from "./dom.js";
import type { CaseDraft, CaseHead, CaseList, CaseNext, CasePage, CasePaper } from "./api.js";

const fieldNames: Record<string, string> = { document: "文号", document_date: "文书日期", served_date: "送达日期", note: "说明" };
const checks: [string, string][] = [["", "（不记）"], ["not_started", "未动工"], ["started", "已动工"], ["built", "已建成"], ["unclear", "看不清"]];
type Act = (path: string, body: Record<string, string>) => void;

function labelled(label: string, control: HTMLElement): HTMLElement {
    return el("label", {}, el("span", {}, label), control);
}
function input(name: string, type: string, required: boolean): HTMLInputElement {
    const made = el("input", { attributes: { name, type, maxlength: "600" } });
    made.required = required;
    return made;
}

/** A form whose filled fields go to `run`. */
function form(title: string, controls: HTMLElement[], run: (fields: Record<string, string>) => void): HTMLFormElement {
    const made = el("form", { class: "case-form" }, ...controls, el("button", { class: "go", attributes: { type: "submit" } }, title));
    made.addEventListener("submit", (event) => {
        event.preventDefault();
        const fields: Record<string, string> = {};
        for (const [name, value] of new FormData(made)) if (typeof value === "string" && value.trim()) fields[name] = value.trim();
        run(fields);
    });
    return made;
}

function signatures(all: CaseNext["signatures"]): HTMLElement {
    return el("ol", { class: "signatures" }, ...all.map((one) => el("li", { class: one.by ? "done" : "" }, one.by ? `${one.label}：${one.by}` : one.label)));
}

function words(paper: { document: string | null; document_date: string | null; served_date: string | null; note: string | null }): string {
    return [paper.document, paper.document_date, paper.served_date ? `${paper.served_date} 送达` : null, paper.note].filter(Boolean).join("　");
}

function draft(one: CaseDraft, act: Act): HTMLElement {
    const back = form("退回", [labelled("理由", input("note", "text", true))], (fields) => act("return", fields));
    const sign = button("签署", () => act("sign", {}), { class: "go" });
    sign.disabled = !one.may;
    return el("div", { class: "case-draft" }, el("h3", {}, `拟办：${one.label}`), el("p", {}, words(one)), signatures(one.signatures),
        one.may ? null : el("p", { class: "unit" }, one.why_not ?? ""), sign, el("details", {}, el("summary", {}, "退回或撤回"), back));
}

function next(one: CaseNext, act: Act): HTMLElement {
    const needs = (name: string): boolean => one.needs.includes(name);
    const names = one.document ? ["document", "document_date", "served_date", "note"] : ["document_date", "note"];
    const controls = names.map((name) => labelled(fieldNames[name] ?? name, input(name, name.endsWith("_date") ? "date" : "text", needs(name))));
    const body = one.may ? form("拟办", controls, (fields) => act("step", { ...fields, step: one.step })) : el("p", { class: "unit" }, one.why_not ?? "");
    return el("details", { class: one.may ? "case-next may" : "case-next" }, el("summary", {}, one.label), one.document ? el("p", {}, `文书：${one.document}`) : null, signatures(one.signatures), body);
}

function paper(one: CasePaper, act: Act): HTMLElement {
    const serve = one.may_serve && !one.served_date
        ? form("记送达", [labelled("送达日期", input("served_date", "date", true))], (fields) => act("serve", { ...fields, step: one.step }))
        : null;
    const signed = one.signatures.map((signature) => signature.by).filter(Boolean).join("、");
    return el("li", {}, el("b", {}, one.label), el("span", {}, `${one.paper ? `${one.paper} ` : ""}${words(one)}`), el("small", {}, signed), serve);
}

function note(act: Act): HTMLElement {
    const check = el("select", { attributes: { name: "field_check" } }, ...checks.map(([value, text]) => el("option", { attributes: { value } }, text)));
    return el("details", {}, el("summary", {}, "记一条说明或实地核查"),
        form("记下", [labelled("说明", input("note", "text", false)), labelled("实地核查", check), labelled("核查日期", input("field_check_date", "date", false))], (fields) => act("note", fields)));
}

function history(page: CasePage): HTMLElement {
    const acts = [...page.history].reverse().map((one) => el("li", {}, el("time", {}, one.at.slice(0, 16).replace("T", " ")), el("b", {}, `${one.by}（${one.office}${one.duty}）${one.action}`),
        el("ul", {}, ...one.edits.map((edit) => el("li", {}, `${edit.label}：`, edit.from === null ? null : el("del", {}, edit.from), edit.from === null ? null : " → ", edit.to === null ? "（清空）" : el("ins", {}, edit.to))))));
    return el("details", { class: "section" }, el("summary", {}, `全部记录（${page.history.length} 次，只加不改）`), el("ol", { class: "case-history" }, ...acts));
}

function showPage(target: HTMLElement, page: CasePage, act: Act): void {
    const due = page.due_on ? `，${page.due_on} 前应有下一步` : "";
    fill(target,
        el("p", { class: "case-state" }, el("b", {}, `${page.case_id}　${page.state_label}`), `　${page.since} 起${due}　认定情况：${page.recognition_label}`),
        page.you.post ? el("p", { class: "unit" }, `您是 ${page.you.name}，${page.you.post}`) : el("p", { class: "unit" }, "您没有处置岗位，只能看"),
        page.draft ? draft(page.draft, act) : null,
        page.draft || !page.next.length ? null : el("h3", {}, "接下来"), ...(page.draft ? [] : page.next.map((one) => next(one, act))),
        page.papers.length ? el("h3", {}, "文书") : null, page.papers.length ? el("ul", { class: "case-papers" }, ...page.papers.map((one) => paper(one, act))) : null,
        page.may_note ? note(act) : null, history(page));
}

/** The case of a parcel, or the way to open one. */
export async function showCases(target: HTMLElement, parcel: string): Promise<void> {
    const fault = el("p", { class: "fault", attributes: { role: "alert" } });
    const body = el("div", { class: "case" });
    fill(target, body, fault);
    const show = (page: CasePage): void =>
        showPage(body, page, (what, fields) => {
            fault.textContent = "";
            send<CasePage>(`/api/cases/${encodeURIComponent(page.case_id)}/${what}`, JSON.stringify(fields)).then(
                (after) => show(after), (said: unknown) => (fault.textContent = said instanceof Error ? said.message : String(said)));
        });
    const list = await ask<CaseList>("/api/cases", new URLSearchParams({ parcel }));
    const last = list.cases[list.cases.length - 1];
    if (last) show(await ask<CasePage>(`/api/cases/${encodeURIComponent(last.case_id)}`));
    if (last && !last.final) return;
    const opening = list.may_open
        ? form("上报线索，立案", [labelled("说明", input("note", "text", false))], (fields) => {
            send<CasePage>("/api/cases", JSON.stringify({ ...fields, parcel_id: parcel })).then((page) => (show(page), opening.remove()), (said: unknown) => (fault.textContent = String(said)));
        })
        : el("p", { class: "unit" }, last ? "" : list.you.post ? list.why_not_open ?? "" : "没有处置记录");
    target.append(opening);
}

/** Every open case, for the panel. */
export function showCaseList(target: HTMLElement, cases: CaseHead[], open: (parcel: string) => void, close: () => void): void {
    const rows = cases.map((one) => el("tr", {}, el("td", {}, button(one.case_id, () => open(one.parcel_id), { class: "link" })), el("td", {}, one.parcel_id), el("td", {}, one.state_label), el("td", {}, one.since), el("td", {}, one.due_on ?? "—"), el("td", {}, one.pending ?? "")));
    const head = el("tr", {}, ...["编号", "宗地", "状态", "自", "期限", "待签"].map((text) => el("th", {}, text)));
    fill(target, el("header", {}, el("h2", {}, `闲置处置（未结 ${cases.length} 件）`), button("关闭", close)),
        cases.length ? el("table", { class: "grid" }, el("thead", {}, head), el("tbody", {}, ...rows)) : el("p", { class: "unit" }, "没有未结的处置；在宗地卡片上报线索。"));
}
