// Elements without markup: whatever comes from data becomes text, never HTML.

type Child = Node | string | null | undefined;
type Options = { class?: string; title?: string; on?: Record<string, (event: Event) => void>; attributes?: Record<string, string> };

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, options: Options = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag);
    if (options.class) made.className = options.class;
    if (options.title) made.title = options.title;
    for (const [name, value] of Object.entries(options.attributes ?? {})) made.setAttribute(name, value);
    for (const [name, listener] of Object.entries(options.on ?? {})) made.addEventListener(name, listener);
    for (const child of children) if (child !== null && child !== undefined) made.append(child);
    return made;
}

export function button(text: string, run: () => void, options: Options = {}): HTMLButtonElement {
    const made = el("button", options, text);
    made.type = "button";
    made.addEventListener("click", run);
    return made;
}

export function fill(parent: Element, ...children: Child[]): void {
    parent.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined));
}

/** A little square in a class's colour; colours come from the style tables of the server. */
export function swatch(color: string, outline: string): HTMLElement {
    const made = el("span", { class: "swatch" });
    made.style.backgroundColor = color;
    made.style.borderColor = outline;
    return made;
}

const grouped = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (value: number): string => grouped.format(value);
/** 亩 from m², as printed. */
export const mu = (squareMetres: number): string => decimals.format((squareMetres * 3) / 2000);
export const wan = (value: number): string => decimals.format(value);
