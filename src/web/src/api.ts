// What the server answers, and asking it.

export type Cell = string | number | null;
export interface Item { key: string; label: string; value: Cell; text: string }
export interface Layer {
    id: string; title: string; count: number; look?: ThemeClass; column?: string; legend?: string; classes?: (ThemeClass & { count: number; area_m2: number })[];
}
export interface Book {
    run_id: string; as_of: string; policy_id: string; secrecy: string | null; notice: string; parcel_count: number; area_m2: number;
    crs: string; version: string; bbox: Bounds | null; layers: Layer[];
}
export type Bounds = [number, number, number, number];
export interface Totals { count: number; area_m2: number; tax_wan: number; tax_known: number }
export interface ThemeClass {
    value?: string; from?: number; to?: number; label: string; color: string; outline: string; hatched: boolean;
}
export interface Theme { id: string; column: string; label: string; unit: string; words: boolean; classes: ThemeClass[] }
export interface Legend extends Omit<Theme, "classes"> { classes: (ThemeClass & Totals)[]; total: Totals }
export interface Park { park_id: string; park_name: string | null; bbox: Bounds | null; items: Item[] }
export interface Parks { columns: { key: string; label: string }[]; parks: (Park & Record<string, Cell>)[] }
export interface ParkPage extends Park {
    classes: { land_class: string; count: number; area_m2: number }[];
    goals: Record<string, Cell>[];
    indicators: Record<string, Cell>[];
}
export interface TableRow { parcel_id: string; text: Record<string, string> }
export interface Table extends Totals { offset: number; columns: { key: string; label: string }[]; parcels: TableRow[] }
export interface Because { text: string; holds: string; margin?: string }
export interface Proof {
    rule?: string; title: string; clause?: string; evidence?: string; verdict?: string; sentence?: string; because?: Because[];
}
export interface Day { date: string; key: string; label: string; kind: string; days: number; source: string }
export interface Standing { key: string; label: string; text: string; median_text: string; rank: number; known: number; value: Cell }
export interface Card {
    parcel_id: string; fid: number; as_of: string; bbox: Bounds | null; geometry: object | null; result: Item[]; parcel: Item[][];
    supply: Item[][]; timeline: Day[]; standing: Standing[]; firms: Item[][]; overlaps: Item[][]; proofs: Proof[];
}
export interface Found {
    parcels: { parcel_id: string; holder_name: string | null; class_text: string; area_m2: number }[];
    parks: { park_id: string; park_name: string | null }[];
}
export interface ScenarioHead {
    kind: "plan" | "expansion"; id: string; stale: boolean; title: string; request: { key: string; label: string; text: string }[];
    alternatives: { id: string; area_m2: number | null }[];
}
export interface ScenarioClass { class: number; label: string; color: string; outline: string; hatched: boolean; hollow: boolean; count: number; area_m2: number }
export interface ScenarioPage extends ScenarioHead {
    alternative: string; items: Item[]; bbox: Bounds | null; legend: ScenarioClass[]; land: object;
    parks: { park_id: string; park_name: string; figures: { key: string; label: string; before: string; after: string }[]; years: { year: number; figures: { key: string; label: string; text: string }[] }[] }[];
    checks: { rule: string; label: string; verdict: string; text: string; because: string | null }[];
}
export interface Identified { x?: number; y?: number; crs?: string; layers: { layer: string; title: string; features: Item[][] }[] }

export interface CaseHead {
    case_id: string; parcel_id: string; state: string; state_label: string; since: string; due_on: string | null; final: boolean; pending: string | null; recognition: string; recognition_label: string;
}
export interface CaseYou { name: string; post: string | null }
export interface CaseList { you: CaseYou; cases: CaseHead[]; may_open?: boolean; why_not_open?: string | null }
interface CaseWords { document: string | null; document_date: string | null; served_date: string | null; note: string | null }
interface CaseSignature { duty: string; label: string; by: string | null }
export interface CaseDraft extends CaseWords { step: string; label: string; signatures: CaseSignature[]; may: boolean; why_not: string | null }
export interface CaseNext { step: string; label: string; document: string | null; needs: string[]; signatures: CaseSignature[]; may: boolean; why_not: string | null }
export interface CasePaper extends CaseWords { step: string; label: string; paper: string | null; signatures: CaseSignature[]; may_serve: boolean }
export interface CaseAct { act: number; at: string; by: string; office: string; duty: string; action: string; edits: { field: string; label: string; from: string | null; to: string | null }[] }
export interface CasePage extends CaseHead {
    idle_state: string | null; idle_state_label: string | null; draft: CaseDraft | null; next: CaseNext[]; papers: CasePaper[]; may_note: boolean; history: CaseAct[]; you: CaseYou;
}

/** Who asks; without a users file `users` is false and everybody on the machine is its admin. */
export interface Session { users: boolean; user: string | null; role: "viewer" | "editor" | "admin" | null; duty: string | null; office: string | null; token: string | null }
let token = "1";
/** Changes repeat the token of the session. */
export function remember(session: Session): Session {
    token = session.token ?? "1";
    return session;
}

export async function ask<T>(path: string, parameters?: URLSearchParams, signal?: AbortSignal): Promise<T> {
    const query = parameters?.toString();
    const reply = await fetch(query ? `${path}?${query}` : path, { signal: signal ?? null });
    if (reply.status === 401) location.reload();  // the session has ended: the page shows the log-in again
    const body = (await reply.json()) as T & { error?: string };
    if (!reply.ok) throw new Error(body.error ?? `${path}：${reply.status}`);
    return body;
}

/** Changes something; the header tells the server that this page asks. */
export async function change<T>(method: string, path: string, body: BodyInit | null): Promise<T> {
    const reply = await fetch(path, { method, body, headers: { "X-Mutu": token } });
    const answer = (await reply.json()) as T & { error?: string };
    if (!reply.ok) throw new Error(answer.error ?? `${path}：${reply.status}`);
    return answer;
}
export const send = <T>(path: string, body: string | null): Promise<T> => change<T>("POST", path, body ?? "");
