// The page: one state, one function that shows it, listeners that change it.

import "ol/ol.css";
import "./app.css";
import { ask, remember } from "./api.js";
import { baseMaps } from "./base.js";
import { showCard } from "./card.js";
import { showCaseList, showCases } from "./cases.js";
import { showDesk } from "./desk.js";
import { button, el, fill, mu, swatch } from "./dom.js";
import { showLogin, whoAmI } from "./login.js";
import { ParkMap } from "./map.js";
import { showPark, showParks } from "./parks.js";
import { askScenario, showScenario } from "./scenario.js";
import { searchBox } from "./search.js";
import { showChips, showLegend, showTotals } from "./side.js";
import { filterOf, read, write } from "./state.js";
import { rowsPerPage, showTable } from "./table.js";
import { showWhatIf } from "./whatif.js";
import type { Book, Card, CaseList, Identified, Legend, ParkPage, Parks, ScenarioHead, ScenarioPage, Session, Table, Theme } from "./api.js";
import type { DeskState } from "./desk.js";
import type { Shown } from "./map.js";
import type { State } from "./state.js";

interface Known { book: Book; themes: Theme[]; parks: Parks; scenarios: ScenarioHead[]; desk: DeskState; session: Session }

class Page {
    private state: State = read(location.hash);
    private readonly shown: Shown;
    private readonly map: ParkMap;
    private at: [number, number] = [0, 0];
    private order = "";
    private offset = 0;
    private scenario: { of: string; page: ScenarioPage | null } = { of: "", page: null };
    private turn = 0;  // replies to earlier questions come too late
    private readonly totals = el("div", { class: "totals" });
    private readonly legend = el("section", { class: "legend" });
    private readonly chips = el("div", { class: "chips" });
    private readonly panel = el("aside", { class: "panel", attributes: { "aria-label": "详情" } });
    private readonly drawer = el("section", { class: "drawer closed", attributes: { "aria-label": "宗地表" } });
    private readonly message = el("p", { class: "message", attributes: { role: "status" } });
    private readonly theme: HTMLSelectElement;
    private readonly park: HTMLSelectElement;

    constructor(private readonly known: Known) {
        this.theme = this.select("专题", known.themes.map((one) => [one.id, one.label]), (value) => this.change({ theme: value }));
        this.park = this.select("园区", [["", "全部园区"], ...known.parks.parks.map((one): [string, string] => [one.park_id, one.park_name ?? one.park_id])], (value) => this.choosePark(value));
        const canvas = el("div", { class: "map", attributes: { tabindex: "0", "aria-label": "地图" } });
        document.body.replaceChildren(this.top(), el("main", {}, el("nav", { class: "side" }, this.totals, this.legend, this.layers()), el("div", { class: "middle" }, this.chips, canvas, this.drawer), this.panel), this.message);
        this.shown = { theme: this.themeOf(this.state.theme), chosen: null, lit: new Set() };
        this.map = new ParkMap(canvas, known.book.version, this.shown, {
            parcel: (id, at) => ((this.at = at), this.change({ parcel: id, panel: "" })),
            empty: (at) => ((this.at = at), this.change({ parcel: "" })),
            moved: (view) => ((this.state.view = view), this.remember()),
        });
        if (this.state.view) this.map.goTo(this.state.view);
        else if (known.book.bbox) this.map.fit(known.book.bbox);
        void baseMaps(this.map.map).then((list) => list && document.querySelector(".side")?.append(list));
        document.addEventListener("keydown", (event) => this.key(event));
        window.addEventListener("hashchange", () => {
            if (location.hash === write(this.state)) return;
            this.state = read(location.hash);
            void this.show();
        });
        void this.show();
    }

    private select(label: string, options: [string, string][], run: (value: string) => void): HTMLSelectElement {
        const made = el("select", { attributes: { "aria-label": label } }, ...options.map(([value, text]) => el("option", { attributes: { value } }, text)));
        made.addEventListener("change", () => run(made.value));
        return made;
    }

    private top(): HTMLElement {
        const { book } = this.known;
        const search = searchBox({ parcel: (id) => this.open(id), park: (id) => this.choosePark(id), filter: (text) => this.change({ q: text }) });
        return el("header", { class: "top" }, el("h1", {}, "亩图"), this.park, this.theme, search,
            button("宗地表", () => this.toggleTable()), button("园区", () => this.change({ panel: this.state.park ? "park" : "parks", parcel: "" })), this.known.session.role === "viewer" ? null : button("假如", () => this.change({ panel: "what-if", parcel: "" })),
            this.known.session.role === "viewer" ? null : button("处置", () => this.change({ panel: "cases", parcel: "" })),
            this.known.scenarios.length ? button("方案", () => this.change({ panel: "scenario", parcel: "" })) : null,
            this.known.desk.workspace ? button("新建分析", () => void ask<DeskState>("/api/desk").then((desk) => showDesk(desk, () => location.reload()))) : null,
            el("span", { class: "stamp" }, `基准日 ${book.as_of}　政策包 ${book.policy_id}　密级 ${secrecy[book.secrecy ?? ""] ?? book.secrecy ?? "未标"}${book.notice ? `　名次与名单：${book.notice}` : ""}`), whoAmI(this.known.session));
    }

    private layers(): HTMLElement {
        const rows = this.known.book.layers.filter((one) => one.count > 0).map((one) => {
            if (!one.look) return el("li", {}, el("span", {}, one.title), el("span", { class: "number" }, String(one.count)));
            const box = el("input", { attributes: { type: "checkbox" } });
            box.checked = this.state.layers.includes(one.id);
            box.addEventListener("change", () => this.change({ layers: this.known.book.layers.map((other) => other.id).filter((id) => (id === one.id ? box.checked : this.state.layers.includes(id))) }));
            const legend = (one.classes ?? [{ ...one.look, count: one.count, area_m2: NaN }]).map((part) => el("li", {}, swatch(part.color, part.outline), el("span", {}, part.label || one.title), el("span", { class: "number" }, String(part.count)), el("span", { class: "number" }, Number.isNaN(part.area_m2) ? "" : `${mu(part.area_m2)} 亩`)));
            return el("li", { class: "drawn" }, el("label", {}, box, ` ${one.title}`), el("span", { class: "number" }, String(one.count)), one.classes ? el("ul", { class: "layer-legend" }, el("li", {}, el("span"), el("span", { class: "unit" }, one.legend ?? "")), ...legend) : null);
        });
        const links = el("p", { class: "links" }, ...[["/ogc", "OGC 接口"], ["/api", "数据接口"], ["/guide.md", "使用指南"], ["/licences.txt", "第三方许可"]].map(([href = "", text = ""]) => el("a", { attributes: { href, target: "_blank", rel: "noopener" } }, text)));
        return el("details", { class: "section" }, el("summary", {}, "成果库图层"), el("ul", { class: "layers" }, ...rows), links);
    }

    private themeOf(id: string): Theme {
        const found = this.known.themes.find((one) => one.id === id) ?? this.known.themes[0];
        if (!found) throw new Error("服务器没有给出专题");
        return found;
    }
    private words(value: string, column = "land_class"): string {
        return this.known.themes.find((one) => one.words && one.column === column)?.classes.find((one) => one.value === value)?.label ?? value;
    }
    private label(column: string): string {
        return this.known.themes.find((one) => one.column === column)?.label ?? column;
    }

    private remember(): void {
        history.replaceState(null, "", write(this.state));
    }
    private change(part: Partial<State>): void {
        const filtered = write({ ...this.state, ...part, view: null, parcel: "", panel: "" }) !== write({ ...this.state, view: null, parcel: "", panel: "" });
        if (filtered) this.offset = 0;
        this.state = { ...this.state, ...part };
        this.remember();
        void this.show();
    }
    private choosePark(id: string): void {
        const box = this.known.parks.parks.find((one) => one.park_id === id)?.bbox ?? this.known.book.bbox;
        if (box) this.map.fit(box);
        this.change({ park: id, parcel: "", panel: id ? "park" : "" });
    }
    private open(id: string): void {
        this.change({ parcel: id, panel: "" });
        void this.card(true);
    }
    private key(event: KeyboardEvent): void {
        if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
        if (event.key === "Escape") this.change({ parcel: "", panel: "" });
        if (event.key === "f" && this.known.book.bbox) this.map.fit(this.known.book.bbox);
        const theme = this.known.themes[Number(event.key) - 1];
        if (theme) this.change({ theme: theme.id });
    }
    private toggleTable(): void {
        this.drawer.classList.toggle("closed");
        void this.show();
    }

    /** Everything as the state says. */
    private async show(): Promise<void> {
        const turn = ++this.turn;
        const filter = filterOf(this.state);
        this.theme.value = this.themeOf(this.state.theme).id;
        this.park.value = this.state.park;
        const ask_legend = new URLSearchParams(filter);
        ask_legend.set("theme", this.theme.value);
        try {
            const [legend, chosen] = await Promise.all([ask<Legend>("/api/legend", ask_legend), filter.toString() ? ask<number[]>("/api/parcel-fids", filter) : null]);
            if (turn !== this.turn) return;
            showTotals(this.totals, legend);
            showLegend(this.legend, legend, this.state, { change: (part) => this.change(part) });
            showChips(this.chips, this.state, legend.total.count, (column, value) => this.words(value, column), (column) => this.label(column), { change: (part) => this.change(part) });
            this.shown.theme = this.themeOf(this.state.theme);
            this.shown.chosen = chosen ? new Set(chosen) : null;
            this.map.show(this.shown);
            this.map.layers(this.known.book.layers.filter((one) => one.look && this.state.layers.includes(one.id)));
            await this.overlay();
            if (turn !== this.turn) return;
            await Promise.all([this.table(turn), this.side()]);
            this.message.textContent = "";
        } catch (fault) {
            this.message.textContent = fault instanceof Error ? fault.message : String(fault);
        }
    }

    /** The scenario of the state, asked for once. */
    private async overlay(): Promise<void> {
        const of = this.state.scenario;
        if (of === this.scenario.of) return;
        const page = this.known.scenarios.length ? await askScenario(of) : null;
        if (of !== this.state.scenario) return;
        this.scenario = { of, page };
        this.map.overlay(page);
    }
    private fitScenario(): void {
        if (this.scenario.page?.bbox) this.map.fit(this.scenario.page.bbox);
    }
    private async chooseScenario(scenario: string): Promise<void> {
        this.state = { ...this.state, scenario };
        this.remember();
        await this.show();
        if (!this.state.park || scenario.startsWith("expansion")) this.fitScenario();  // else the chosen park stays in view
    }

    private async table(turn: number): Promise<void> {
        if (this.drawer.classList.contains("closed")) return fill(this.drawer);
        const wanted = filterOf(this.state);
        if (this.order) wanted.set("sort", this.order);
        const download = `/api/parcels.csv?${wanted.toString()}`;
        wanted.set("limit", String(rowsPerPage));
        wanted.set("offset", String(this.offset));
        const table = await ask<Table>("/api/parcels", wanted);
        if (turn !== this.turn) return;
        showTable(this.drawer, table, this.order, this.state.parcel, download, {
            sort: (order) => ((this.order = order), (this.offset = 0), void this.show()),
            page: (offset) => ((this.offset = offset), void this.show()),
            open: (id) => this.open(id),
        });
    }

    private async side(): Promise<void> {
        const { parcel, panel, park } = this.state;
        this.panel.classList.toggle("closed", !parcel && !panel);
        if (parcel) return this.card(false);
        this.map.mark(null);
        const close = () => this.change({ panel: "" });
        if (panel === "parks") showParks(this.panel, this.known.parks, (id) => this.choosePark(id), close);
        else if (panel === "park" && park) showPark(this.panel, await ask<ParkPage>(`/api/parks/${encodeURIComponent(park)}`), (value) => this.words(value), close);
        else if (panel === "cases") showCaseList(this.panel, (await ask<CaseList>("/api/cases", new URLSearchParams({ open: "1" }))).cases, (id) => this.open(id), close);
        else if (panel === "what-if") {
            if (this.panel.dataset["panel"] !== "what-if")
                await showWhatIf(this.panel, { light: (ids) => ((this.shown.lit = ids), this.map.show(this.shown)), open: (id) => this.open(id), close, words: (_, value) => this.words(value) });
        } else if (panel === "scenario") showScenario(this.panel, this.known.scenarios, this.scenario.page, { choose: (scenario) => void this.chooseScenario(scenario), fit: () => this.fitScenario(), close });
        else fill(this.panel);
        this.panel.dataset["panel"] = panel;
        this.panel.classList.toggle("broad", panel === "parks" || panel === "cases");
    }

    private async card(go: boolean): Promise<void> {
        const id = this.state.parcel;
        if (!id) return;
        const card = await ask<Card>(`/api/parcels/${encodeURIComponent(id)}`);
        if (id !== this.state.parcel) return;
        this.panel.dataset["panel"] = "card";
        this.panel.classList.remove("closed", "broad");
        this.map.mark(card.geometry);
        const fit = () => card.bbox && this.map.fit(card.bbox, 17);
        if (go) fit();
        if (this.at[0] === 0 && card.bbox) this.at = [(card.bbox[0] + card.bbox[2]) / 2, (card.bbox[1] + card.bbox[3]) / 2];
        showCard(this.panel, card, {
            cases: this.known.session.role === "viewer" ? null : (target) => void showCases(target, id).catch((fault: unknown) => fill(target, String(fault))),
            fit: () => void fit(), close: () => this.change({ parcel: "" }),
            identify: () => ask<Identified>("/api/identify", new URLSearchParams({ lon: String(this.at[0]), lat: String(this.at[1]) })),
        });
    }
}

const secrecy: Record<string, string> = { public: "公开", internal: "内部", secret: "涉密" };

async function start(known: Session | null = null): Promise<void> {
    try {
        const session = known ?? remember(await ask<Session>("/api/session"));
        if (session.users && session.user === null) return showLogin(document.body, (one) => void start(one));
        const desk = await ask<DeskState>("/api/desk");
        if (desk.workspace && desk.open === "") return showDesk(desk, null);
        const [book, themes, parks, { scenarios }] = await Promise.all([ask<Book>("/api/book"), ask<Theme[]>("/api/themes"), ask<Parks>("/api/parks"), session.role === "viewer" ? { scenarios: [] } : ask<{ scenarios: ScenarioHead[] }>("/api/scenarios")]);
        new Page({ book, themes, parks, scenarios, desk, session });
    } catch (fault) {
        document.body.replaceChildren(el("p", { class: "message" }, `打不开：${fault instanceof Error ? fault.message : String(fault)}`));
    }
}

void start();
