// 新建分析: files, what they were taken for, the run, and the open book.

import { ask, change, send } from "./api.js";
import { button, count, el, fill } from "./dom.js";

interface Analysis { name: string; project: boolean; book: boolean }
interface Job { name: string; state: "none" | "running" | "done" | "failed" | "stopped"; step: string; share: number; said: string }
export interface DeskState { workspace: boolean; analyses: Analysis[]; open: string; job: Job }
interface Doubt { weight: number; text: string }
interface Column { source_column: string; field: string; label: string; first: string[]; unit?: string }
interface Source {
    path: string; layer: string; rows: number; shaped: boolean; role: string; role_doubtful: boolean; left_out: boolean; encoding: string; encoding_from: string;
    crs: string; crs_from: string; columns: Column[]; unsettled_units: { field: string; source_column: string }[]; doubts: Doubt[];
}
interface Choice { id: string; label: string }
interface Role extends Choice { shaped: boolean; fields: Choice[] }
interface Form {
    name: string; as_of: string; policy: string; sources: Source[]; doubts: Doubt[]; policies: Choice[]; roles: Role[]; encodings: string[]; units: string[];
}
interface Draft { name: string; files: { path: string; bytes: number }[]; form?: Form; project?: string }
interface Answer { path: string; layer: string; role?: string; crs?: string; encoding?: string; columns: Record<string, string>; units: Record<string, string> }

const said = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
const grave = 3;  // doubts up to this weight change what is judged

function choose(label: string, choices: Choice[], value: string, run: (value: string) => void): HTMLSelectElement {
    const made = el("select", { attributes: { "aria-label": label } }, ...choices.map((one) => el("option", { attributes: { value: one.id } }, one.label)));
    made.value = value;
    made.addEventListener("change", () => run(made.value));
    return made;
}

function doubtList(doubts: Doubt[]): HTMLElement | null {
    if (doubts.length === 0) return null;
    return el("ul", { class: "doubts" }, ...doubts.map((one) => el("li", { class: one.weight <= grave ? "grave" : "" }, one.text)));
}

class Desk {
    private readonly list = el("ul", { class: "analyses" });
    private readonly work = el("section", { class: "desk-work" });
    private readonly message = el("p", { class: "fault", attributes: { role: "alert" } });
    private name = "";
    private as_of = "";
    private policy = "";
    private answers = new Map<string, Answer>();

    constructor(target: HTMLElement, private state: DeskState, close: (() => void) | null) {
        const title = el("input", { attributes: { "aria-label": "新分析的名称", placeholder: "名称，如 2026年年中评价", maxlength: "40" } });
        const begin = () => {
            if (title.value.trim() === "") return title.focus();
            void this.enter(title.value.trim());
        };
        title.addEventListener("keydown", (event) => event.key === "Enter" && begin());
        fill(target, el("header", { class: "top" }, el("h1", {}, "亩图"), el("span", {}, "工作区"), close ? button("回到一张图", close) : null),
            el("main", { class: "desk" }, el("nav", { class: "side" }, el("h2", {}, "新建分析"), el("p", {}, title, " ", button("新建", begin)), el("h2", {}, "已有分析"), this.list), el("div", { class: "desk-body" }, this.message, this.work)));
        this.showList();
        if (state.job.state === "running") void this.follow(state.job.name);
        else fill(this.work, el("p", { class: "hint" }, "给新分析起个名称，再把手头的资料放进来：宗地、批文、供地、企业、建筑、园区边界。SHP 请连同 dbf、shx、prj 一起放，GDB 压缩成 ZIP。资料只存在这台机器的工作区文件夹里。"));
    }

    private showList(): void {
        fill(this.list, ...this.state.analyses.map((one) => el("li", {}, el("b", {}, one.name), one.name === this.state.open ? " （已打开）" : "", el("span", { class: "actions" }, one.book ? button("打开", () => void this.open(one.name)) : null, button("资料", () => void this.enter(one.name))))));
    }

    private async attempt(run: () => Promise<void>): Promise<void> {
        this.message.textContent = "";
        try {
            await run();
        } catch (fault) {
            this.message.textContent = said(fault);
        }
    }

    private async open(name: string): Promise<void> {
        await this.attempt(async () => {
            await send(`/api/desk/${encodeURIComponent(name)}/open`, null);
            location.hash = "";
            location.reload();
        });
    }

    private async enter(name: string): Promise<void> {
        if (name !== this.name) (this.answers = new Map()), (this.as_of = ""), (this.policy = "");
        this.name = name;
        const known = this.state.analyses.some((one) => one.name === name);
        if (known) await this.redraft();
        else this.show({ name, files: [] });
    }

    private path(rest: string): string {
        return `/api/desk/${encodeURIComponent(this.name)}${rest}`;
    }

    private async receive(files: File[]): Promise<void> {
        await this.attempt(async () => {
            for (const file of files) {
                fill(this.work, el("p", { class: "hint" }, `正在放入 ${file.name}（${count(file.size / 1024)} KB）……`));
                await change("PUT", this.path(`/files/${encodeURIComponent(file.name)}`), file);
            }
            this.state = await ask<DeskState>("/api/desk");
            this.showList();
        });
        await this.redraft();
    }

    private body(): string {
        return JSON.stringify({ name: this.name, as_of: this.as_of, policy: this.policy, sources: [...this.answers.values()] });
    }

    private async redraft(): Promise<void> {
        await this.attempt(async () => this.show(await send<Draft>(this.path("/draft"), this.body())));
    }

    private answer(source: Source): Answer {
        const key = `${source.path}\n${source.layer}`;
        const known = this.answers.get(key) ?? { path: source.path, layer: source.layer, columns: {}, units: {} };
        this.answers.set(key, known);
        return known;
    }

    private dropZone(): HTMLElement {
        const input = el("input", { attributes: { type: "file", multiple: "", "aria-label": "放入资料" } });
        input.addEventListener("change", () => void this.receive([...(input.files ?? [])]));
        const zone = el("div", { class: "drop" }, el("p", {}, "把文件拖到这里，或"), input);
        zone.addEventListener("dragover", (event) => (event.preventDefault(), zone.classList.add("over")));
        zone.addEventListener("dragleave", () => zone.classList.remove("over"));
        zone.addEventListener("drop", (event) => {
            event.preventDefault();
            void this.receive([...(event.dataTransfer?.files ?? [])]);
        });
        return zone;
    }

    /** What was put in, by data set: files of one name, or what was unpacked from one archive. */
    private fileList(files: Draft["files"]): HTMLElement | null {
        if (files.length === 0) return null;
        const sets = new Map<string, string[]>();
        for (const { path } of files) {
            const set = path.includes("/") ? path.slice(0, path.indexOf("/")) : path.replace(/\.[^.]*$/, "");
            sets.set(set, [...(sets.get(set) ?? []), path]);
        }
        const rows = [...sets].map(([set, paths]) => el("li", {}, `${set}（${paths.length} 个文件）`, el("span", { class: "actions" }, button("删除", () => void this.remove(set, paths)))));
        return el("details", { class: "section" }, el("summary", {}, `已放入的文件（${files.length}）`), el("ul", {}, ...rows));
    }

    private async remove(set: string, paths: string[]): Promise<void> {
        if (!confirm(`删除 ${set}（${paths.length} 个文件）？只删放进来的副本。`)) return;
        await this.attempt(async () => {
            const whole = paths.every((path) => path.startsWith(`${set}/`));
            for (const path of whole ? [set] : paths) await change("DELETE", this.path(`/files/${encodeURIComponent(path)}`), null);
            this.answers = new Map([...this.answers].filter(([, one]) => !paths.some((path) => one.path.endsWith(path))));
        });
        await this.redraft();
    }

    private show(draft: Draft): void {
        const { form } = draft;
        const head = el("header", { class: "desk-head" }, el("h2", {}, draft.name));
        if (!form) return fill(this.work, head, this.dropZone(), this.fileList(draft.files));
        const day = el("input", { attributes: { type: "date", "aria-label": "截止日", value: form.as_of } });
        day.addEventListener("change", () => (this.as_of = day.value));
        head.append(el("label", {}, "截止日 ", day), el("label", {}, "政策包 ", choose("政策包", form.policies, form.policy, (value) => (this.policy = value))),
            button("运行", () => void this.run(), { class: "go" }), button("重新识别", () => void this.redraft()));
        fill(this.work, head, doubtList(form.doubts), ...form.sources.map((one) => this.card(one, form)), this.dropZone(), this.fileList(draft.files),
            el("details", { class: "section" }, el("summary", {}, "项目文件 PROJECT.toml（运行时保存）"), el("pre", {}, draft.project ?? "")));
    }

    private card(source: Source, form: Form): HTMLElement {
        const roles = [{ id: "", label: source.role || source.left_out ? "不用" : "（请选择）" }, ...form.roles.filter((one) => one.shaped || !source.shaped)];
        const role = choose("资料类别", roles, source.role, (value) => {
            Object.assign(this.answer(source), { role: value, columns: {}, units: {} });
            void this.redraft();
        });
        const crs = el("input", { attributes: { "aria-label": "坐标系", value: source.crs, size: "12", placeholder: "EPSG:4546" } });
        crs.addEventListener("change", () => (this.answer(source).crs = crs.value.trim()));
        const encodings = [...new Set([source.encoding, ...form.encodings])].filter((one) => one !== "").map((id) => ({ id, label: id }));
        const title = source.layer && !source.path.includes(source.layer) ? `${source.path} / ${source.layer}` : source.path;
        return el("article", { class: source.role ? "source" : "source unused" }, el("header", {}, el("h3", {}, title), el("span", { class: "found" }, `${count(source.rows)} 行，${source.shaped ? "有图形" : "表格"}`)),
            el("p", {}, el("label", {}, "类别 ", role), source.shaped ? el("label", {}, " 坐标系 ", crs) : null, el("label", {}, " 编码 ", choose("编码", encodings, source.encoding, (value) => (this.answer(source).encoding = value)))),
            doubtList(source.doubts), ...source.unsettled_units.map((one) => this.unit(source, form, one)), source.role ? this.columns(source, form) : null);
    }

    private unit(source: Source, form: Form, open: { field: string; source_column: string }): HTMLElement {
        const choices = [{ id: "", label: "（未定）" }, ...form.units.map((id) => ({ id, label: id }))];
        return el("p", {}, el("label", {}, `列“${open.source_column}”的面积单位 `, choose("面积单位", choices, this.answer(source).units[open.field] ?? "", (value) => {
            if (value) this.answer(source).units[open.field] = value;
            else delete this.answer(source).units[open.field];
            void this.redraft();
        })));
    }

    private columns(source: Source, form: Form): HTMLElement {
        const fields = [{ id: "", label: "（原样保留）" }, ...(form.roles.find((one) => one.id === source.role)?.fields ?? [])];
        const rows = source.columns.map((column) => {
            const given = choose(`列 ${column.source_column} 的含义`, fields, column.field, (value) => {
                const { columns } = this.answer(source);
                for (const [field, name] of Object.entries(columns)) if (name === column.source_column) delete columns[field];
                if (value) columns[value] = column.source_column;
                void this.redraft();
            });
            return el("tr", { class: column.field ? "" : "passed" }, el("th", {}, column.source_column), el("td", {}, given), ...column.first.map((cell) => el("td", { title: cell }, cell)));
        });
        return el("div", { class: "wide" }, el("table", { class: "grid" }, el("thead", {}, el("tr", {}, el("th", {}, "列"), el("th", {}, "含义"), el("th", { attributes: { colspan: "5" } }, "前几行"))), el("tbody", {}, ...rows)));
    }

    private async run(): Promise<void> {
        await this.attempt(async () => {
            await send(this.path("/run"), this.body());
            await this.follow(this.name);
        });
    }

    /** Shows how far the run is until it ends; then its book, or why there is none. */
    private async follow(name: string): Promise<void> {
        const bar = el("progress", { attributes: { max: "1", value: "0", "aria-label": "进度" } });
        const step = el("p", { attributes: { role: "status" } }, "正在读取资料……");
        const halt = button("停止", () => void this.attempt(async () => {
            halt.disabled = true;
            await send(`/api/desk/${encodeURIComponent(name)}/stop`, null);
            step.textContent = "正在停止……";
        }));
        fill(this.work, el("h2", {}, name), bar, step, halt);
        for (;;) {
            this.state = await ask<DeskState>("/api/desk");
            const { job } = this.state;
            bar.value = job.share;
            if (job.step && !halt.disabled) step.textContent = job.step;
            if (job.state !== "running") break;
            await new Promise((ready) => setTimeout(ready, 400));
        }
        const { job } = this.state;
        this.showList();
        fill(this.work, el("h2", {}, name), job.state === "failed" || job.state === "stopped" ? el("p", { class: "fault" }, job.said) : el("pre", { class: "report" }, job.said),
            el("p", {}, job.state === "done" ? button("看一张图", () => { location.hash = ""; location.reload(); }, { class: "go" }) : null, button("回到资料", () => void this.enter(name))));
    }
}

export function showDesk(state: DeskState, close: (() => void) | null): void {
    new Desk(document.body, state, close);
}
