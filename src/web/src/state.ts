// What the page shows, kept in the address so that a link shows the same.

export interface State {
    view: [number, number, number] | null;  // longitude, latitude, zoom
    theme: string;
    park: string;
    parcel: string;
    q: string;
    classes: string[];          // land_class
    words: Record<string, string[]>;  // by column, of the other themes of words
    ranges: Record<string, string>;  // min_X, max_X, unknown
    layers: string[];           // drawn over the parcels
    scenario: string;           // plan/ID, expansion/ID/ALTERNATIVE
    panel: "" | "parks" | "park" | "what-if" | "scenario" | "cases";
}

const wordColumns = ["efficiency", "grade", "land_use"];
const filters = /^(min_|max_)[a-z_0-9]+$|^unknown$/;

export function read(hash: string): State {
    const all = new URLSearchParams(hash.replace(/^#/, ""));
    const numbers = (all.get("view") ?? "").split(",").map(Number);
    const view = numbers.length === 3 && numbers.every(Number.isFinite) ? (numbers as [number, number, number]) : null;
    const ranges: Record<string, string> = {};
    for (const [name, value] of all) if (filters.test(name)) ranges[name] = value;
    const words: Record<string, string[]> = {};
    for (const column of wordColumns) {
        const chosen = (all.get(column) ?? "").split(",").filter(Boolean);
        if (chosen.length) words[column] = chosen;
    }
    const panel = all.get("panel");
    return {
        view, ranges, words, theme: all.get("theme") || "land_class", park: all.get("park") ?? "", parcel: all.get("parcel") ?? "",
        layers: (all.get("layers") ?? "").split(",").filter(Boolean), scenario: all.get("scenario") ?? "", q: all.get("q") ?? "", classes: (all.get("class") ?? "").split(",").filter(Boolean),
        panel: panel === "parks" || panel === "park" || panel === "what-if" || panel === "scenario" || panel === "cases" ? panel : "",
    };
}

/** The part that chooses parcels, as the API takes it. */
export function filterOf(state: State): URLSearchParams {
    const chosen = new URLSearchParams();
    if (state.park) chosen.set("park", state.park);
    if (state.classes.length) chosen.set("class", state.classes.join(","));
    if (state.q) chosen.set("q", state.q);
    for (const [column, values] of Object.entries(state.words)) if (values.length) chosen.set(column, values.join(","));
    for (const [name, value] of Object.entries(state.ranges)) chosen.set(name, value);
    return chosen;
}

export function write(state: State): string {
    const all = filterOf(state);
    if (state.theme !== "land_class") all.set("theme", state.theme);
    if (state.parcel) all.set("parcel", state.parcel);
    if (state.layers.length) all.set("layers", state.layers.join(","));
    if (state.scenario) all.set("scenario", state.scenario);
    if (state.panel) all.set("panel", state.panel);
    if (state.view) all.set("view", [state.view[0].toFixed(6), state.view[1].toFixed(6), state.view[2].toFixed(2)].join(","));
    return `#${all.toString()}`;
}
