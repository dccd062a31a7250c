// Logging in and out, where the server keeps users.

import { change, remember } from "./api.js";
import { button, el, fill } from "./dom.js";
import type { Session } from "./api.js";

const roles = { viewer: "查看 viewer", editor: "编辑 editor", admin: "管理 admin" };

/** Name and password; `done` once the server knows them. */
export function showLogin(target: HTMLElement, done: (session: Session) => void): void {
    const name = el("input", { attributes: { id: "name", autocomplete: "username", maxlength: "40", required: "" } });
    const password = el("input", { attributes: { id: "password", type: "password", autocomplete: "current-password", maxlength: "200", required: "" } });
    const fault = el("p", { class: "fault", attributes: { role: "alert" } });
    const go = el("button", { class: "go", attributes: { type: "submit" } }, "登录 Log in");
    const form = el("form", { class: "login" }, el("h1", {}, "亩图 · 一张图"),
        el("label", { attributes: { for: "name" } }, "名字 Name"), name, el("label", { attributes: { for: "password" } }, "密码 Password"), password, fault, go,
        el("p", { class: "hint" }, "登录与导出会留下记录；半小时不用即退出。"));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        go.disabled = true;
        change<Session>("POST", "/api/session", JSON.stringify({ name: name.value, password: password.value }))
            .then((session) => done(remember(session)))
            .catch((said: unknown) => {
                fault.textContent = said instanceof Error ? said.message : String(said);
                password.value = "";
                go.disabled = false;
                password.focus();
            });
    });
    fill(target, form);
    name.focus();
}

/** Who is logged in, and the way out; nothing without users. */
export function whoAmI(session: Session): HTMLElement | null {
    if (!session.users || !session.role) return null;
    const leave = () => void change("DELETE", "/api/session", null).finally(() => location.reload());
    return el("span", { class: "who" }, `${session.user ?? ""}（${roles[session.role]}）`, " ", button("退出", leave, { title: "Log out" }));
}
