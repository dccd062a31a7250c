// A case in the hands of three people: each logs in, sees the same case, and may do what their post lets them.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";

const word = "eight is too few";

export async function dealWithACase({ program, folder, book, watched, settled, pictures, scalar }) {
    const users = join(folder, "users");
    const add = (name, ...options) => execFileSync(program, ["user", users, name, ...options], { input: `${word}\n`, stdio: ["pipe", "ignore", "ignore"] });
    const post = (duty, office = "county_bureau") => ["--role", "editor", "--duty", duty, "--office", office];
    add("赵六", ...post("clerk", "park_office"));
    add("张三", ...post("clerk"));
    add("李四", ...post("reviewer"));
    add("王五", ...post("approver"));
    const parcel = scalar("SELECT parcel_id FROM parcel_result WHERE idle_state = 'idle_a_2y' ORDER BY fid LIMIT 1");
    const server = spawn(program, ["serve", book, "--port", "0", "--users", users], { stdio: ["ignore", "pipe", "inherit"] });
    try {
        const site = await new Promise((found) => server.stdout.once("data", (line) => found(String(line).trim())));
        /** The card of the parcel as one person sees it, until `work` is done. */
        const as = async (name, work) => {
            const page = await watched(site);
            await page.goto(`${site}#parcel=${parcel}`);
            await page.getByLabel("名字 Name").fill(name);
            await page.getByLabel("密码 Password").fill(word);
            await page.getByRole("button", { name: "登录" }).click();
            await page.getByText(/上报线索，立案|全部记录/).first().waitFor();
            await settled(page);
            await work(page, page.locator(".panel"));
            await page.getByRole("button", { name: "退出" }).click();
            await page.getByLabel("名字 Name").waitFor();
            await page.close();
        };
        await as("赵六", async (page, panel) => {
            await panel.getByLabel("说明").fill("<img src=x onerror=alert(1)>围墙未动");
            await panel.getByRole("button", { name: "上报线索，立案" }).click();
            await panel.getByText("C1　疑似（线索）").waitFor();
            // A park office reports clues and nothing else.
            assert.equal(await panel.getByRole("button", { name: "拟办" }).count(), 0);
            await panel.locator(".case-next", { hasText: "发调查通知" }).locator("summary").click();
            assert.match(await panel.locator(".case-next", { hasText: "发调查通知" }).innerText(), /要由县级自然资源主管部门的经办签，赵六 是园区管委会的经办/);
        });
        await as("张三", async (page, panel) => {
            const step = panel.locator(".case-next", { hasText: "发调查通知" });
            await step.locator("summary").click();
            await step.getByLabel("文号").fill("调〔2026〕1号");
            await step.getByLabel("文书日期").fill("2026-01-05");
            await page.screenshot({ path: join(pictures, "case_step.png") });
            await step.getByRole("button", { name: "拟办" }).click();
            await panel.getByText("拟办：发调查通知").waitFor();
            assert.ok(await panel.getByRole("button", { name: "签署" }).isDisabled());  // nobody signs own work
        });
        for (const name of ["李四", "王五"])
            await as(name, async (page, panel) => {
                await panel.getByRole("button", { name: "签署" }).click();
                await (name === "李四" ? panel.locator(".signatures .done", { hasText: "李四" }) : panel.getByText("C1　调查中")).waitFor();
            });
        await as("张三", async (page, panel) => {
            await panel.locator(".case-papers").getByLabel("送达日期").fill("2026-01-07");
            await panel.getByRole("button", { name: "记送达" }).click();
            await panel.getByText("2026-01-07 送达").waitFor();
            await panel.getByText(/全部记录/).click();
            assert.match(await panel.innerText(), /<img src=x onerror=alert\(1\)>围墙未动/);  // text, never markup
            await settled(page);
            await page.screenshot({ path: join(pictures, "case.png") });
            await page.keyboard.press("Escape");
            await page.getByRole("button", { name: "处置", exact: true }).click();
            await page.getByText("闲置处置（未结 1 件）").waitFor();
            await page.locator(".panel tbody tr", { hasText: parcel }).waitFor();
            await settled(page);
            await page.screenshot({ path: join(pictures, "cases.png") });
        });
    } finally {
        server.kill("SIGTERM");
    }
    assert.equal(scalar("SELECT case_state FROM cases"), "investigating");
    assert.equal(scalar("SELECT count(DISTINCT edited_by) FROM case_edit"), "4");
    assert.match(execFileSync(program, ["audit", "verify", book], { encoding: "utf8" }), /校验链完好/);
}
