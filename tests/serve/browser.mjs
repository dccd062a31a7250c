// The page in Debian's Chromium against the real program: node browser.mjs PROGRAM WEB, with playwright-core in WEB/node_modules.
// Pictures go to WEB/pictures for people to look at; nothing is compared pixel by pixel. Ends with 77 where there is no Chromium.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dealWithACase } from "./cases_page.mjs";

const [program, web] = process.argv.slice(2);
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!chromium) {
    console.log("no Chromium here (scripts/setup --tests installs it): the page is not shown");
    process.exit(77);
}
const playwright = createRequire(join(web, "package.json"))("playwright-core");
const pictures = join(web, "pictures");
mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "mutu-browser-"));
const book = join(folder, "demo", "book.gpkg");
execFileSync(program, ["demo", join(folder, "demo")], { stdio: "ignore" });
execFileSync(program, ["run", join(folder, "demo", "PROJECT.toml"), "--quiet"], { stdio: "ignore" });
const scalar = (sql) => execFileSync(program, ["sql", book, sql, "--format", "csv"], { encoding: "utf8" }).trim().split("\n").pop();

const server = spawn(program, ["serve", book, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((found) => server.stdout.once("data", (line) => found(String(line).trim())));
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const faults = [];
const foreign = [];

async function watched(site, viewport = { width: 1920, height: 1080 }) {
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(60_000);  // machines that compile meanwhile are slow
    page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site)) foreign.push(request.url());
    });
    page.on("pageerror", (fault) => faults.push(String(fault)));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    return page;
}

async function open(hash = "", viewport = undefined) {
    const page = await watched(address, viewport);
    await page.goto(address + hash);
    await page.locator(".legend-row").first().waitFor();
    await settled(page);
    return page;
}

/** No request for half a second: tiles are there and drawn. */
async function settled(page) {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(600);
}

/** Colours that the map's canvas shows, apart from its background. */
const painted = (page) => page.evaluate(() => {
    const canvas = document.querySelector(".map canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Set();
    for (let at = 0; at < data.length; at += 4 * 7) if (data[at + 3] > 200) colors.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return colors.size;
});

/** No scenario, no button; then a plan and a change of the boundary, as the commands left them in the book. */
async function scenarios() {
    const before = await open();
    assert.equal(await before.getByRole("button", { name: "方案", exact: true }).count(), 0);
    await before.close();
    execFileSync(program, ["plan", book, "--budget", "3000", "--years", "3"], { stdio: "ignore" });
    execFileSync(program, ["expand", book, "--park", "P001", "--area-mu", "300"], { stdio: "ignore" });
    const page = await open("#park=P001");
    const plain = await painted(page);
    await page.getByRole("button", { name: "方案", exact: true }).click();
    await page.getByLabel("方案", { exact: true }).selectOption("plan/P1");
    await page.locator(".scenario-legend li").first().waitFor();
    await settled(page);
    const panel = page.locator(".panel");
    assert.match(await panel.innerText(), /预算\s+3000 万元/);
    assert.ok((await panel.innerText()).includes(Number(scalar("SELECT uplift_wan FROM plan_scenario")).toFixed(2)));
    assert.equal(await page.locator(".scenario-park").count(), 3);
    assert.notEqual(await painted(page), plain, "the plan is not drawn");
    await page.screenshot({ path: join(pictures, "scenario_plan.png") });

    // Another scenario; a link to it shows the same; without one the map is as it was.
    await page.getByLabel("方案", { exact: true }).selectOption("expansion/E1/A2");
    await page.locator(".scenario-park", { hasText: "园区面积" }).waitFor();
    await settled(page);
    assert.match(page.url(), /scenario=expansion%2FE1%2FA2/);
    const after = `${((Number(scalar("SELECT park_after_m2 FROM expansion_candidate WHERE alternative_id = 'A2'")) * 3) / 2000).toFixed(2)} 亩`;
    assert.ok((await panel.innerText()).includes(after));
    await page.screenshot({ path: join(pictures, "scenario_expansion.png") });
    const again = await open(page.url().slice(address.length));
    assert.equal(await again.getByLabel("方案", { exact: true }).inputValue(), "expansion/E1/A2");
    assert.ok((await again.locator(".panel").innerText()).includes(after));
    await again.close();
    await page.getByLabel("方案", { exact: true }).selectOption("");
    await page.getByText("选一个方案").waitFor();
    assert.doesNotMatch(page.url(), /scenario=/);
    await page.close();
}

/** From files to a coloured map without a terminal: what a clerk does with a workspace. */
async function newAnalysis() {
    const workspace = join(folder, "workspace");
    mkdirSync(workspace);
    const desk = spawn(program, ["serve", workspace, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    try {
        const site = await new Promise((found) => desk.stdout.once("data", (line) => found(String(line).trim())));
        const page = await watched(site);
        await page.goto(site);
        await page.getByLabel("新分析的名称").fill("年中评价");
        await page.getByRole("button", { name: "新建", exact: true }).click();
        const files = readdirSync(join(folder, "demo")).filter((name) => /^(园区边界|宗地|开发情况|批文|供地|建筑|企业)/.test(name));
        const stray = join(folder, "误放.csv");
        writeFileSync(stray, "甲,乙\n1,2\n");
        await page.getByLabel("放入资料").setInputFiles([...files.map((name) => join(folder, "demo", name)), stray]);
        await page.locator(".source").first().waitFor();
        await page.getByText("已放入的文件").click();
        await page.screenshot({ path: join(pictures, "desk_files.png"), fullPage: true });
        page.once("dialog", (question) => void question.accept());
        await page.locator("li", { hasText: "误放" }).getByRole("button", { name: "删除" }).click();
        await page.locator("li", { hasText: "误放" }).waitFor({ state: "detached" });
        await page.getByLabel("截止日").fill("2026-06-30");
        await page.screenshot({ path: join(pictures, "desk.png") });
        const before = await page.locator(".source.unused").count();
        await page.locator(".source select[aria-label='资料类别']").last().selectOption("");
        await page.locator(".source.unused").nth(before).waitFor();
        await page.getByRole("button", { name: "运行" }).click();
        await page.getByRole("button", { name: "看一张图" }).click();
        await page.locator(".legend-row").first().waitFor();
        await settled(page);
        assert.match(await page.locator(".stamp").innerText(), /2026-06-30/);
        assert.ok(existsSync(join(workspace, "年中评价", "PROJECT.toml")));
        await page.getByRole("button", { name: "新建分析" }).click();
        await page.getByText("（已打开）").waitFor();
        await page.close();
    } finally {
        desk.kill("SIGTERM");
    }
}

try {
    const page = await open();
    assert.equal(await page.locator(".legend-row").count(), 10);
    assert.match(await page.locator(".totals").innerText(), /180/);
    assert.ok((await painted(page)) > 5, "the map is empty");
    await page.screenshot({ path: join(pictures, "land_class.png") });

    // Words lead to a parcel and its proof; the map stands over it, and a click there opens the same card.
    await page.getByLabel("检索").fill("示例");
    await page.locator(".hits button:not(.all)").nth(3).click();
    await page.locator(".panel h2").waitFor();
    const id = await page.locator(".panel h2").innerText();
    await settled(page);
    assert.ok((await page.locator(".proof").count()) > 0);
    assert.match(await page.locator(".timeline").innerText(), /基准日/);
    assert.match(page.url(), new RegExp(`parcel=${id}`));
    await page.keyboard.press("Escape");
    assert.ok(await page.locator(".panel").evaluate((panel) => panel.classList.contains("closed")));
    await settled(page);
    const map = await page.locator(".map").boundingBox();
    await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
    await page.locator(".panel h2").waitFor();
    assert.equal(await page.locator(".panel h2").innerText(), id);
    await page.getByText("此处各图层").click();
    await page.locator(".panel summary", { hasText: "宗地结果" }).waitFor();

    // The legend filters; table and chips say the same number as the book.
    await page.keyboard.press("Escape");
    const idle = scalar("SELECT count(*) FROM parcel_result WHERE land_class = 'idle'");
    await page.locator(".legend-row", { hasText: "疑似闲置" }).click();
    await page.locator(".chip").waitFor();
    await settled(page);
    assert.equal(await page.locator(".found").innerText(), `${idle} 宗`);
    await page.getByRole("button", { name: "宗地表" }).click();
    await page.locator(".drawer tbody tr").first().waitFor();
    assert.equal(await page.locator(".drawer tbody tr").count(), Math.min(100, Number(idle)));
    await page.locator(".drawer tbody button").first().click();
    await page.locator(".proof.yes").first().waitFor();
    await settled(page);
    await page.screenshot({ path: join(pictures, "card.png") });

    // A link shows the same.
    const link = page.url().slice(address.length);
    const again = await open(link);
    await again.locator(".proof.yes").first().waitFor();
    assert.equal(await again.locator(".found").innerText(), `${idle} 宗`);
    await again.close();

    // Another theme; the park page; other parameters.
    await page.keyboard.press("Escape");
    await page.locator(".chip").first().click();
    await page.getByLabel("专题").selectOption("tax");
    await page.locator(".legend .unit", { hasText: "万元/亩" }).waitFor();
    await page.getByLabel("园区", { exact: true }).selectOption("P001");
    await page.locator(".panel h2", { hasText: "示例一园" }).waitFor();
    await settled(page);
    await page.screenshot({ path: join(pictures, "tax.png") });

    // Grades of firms, by land: a class of the legend filters by its own column.
    await page.getByLabel("专题").selectOption("grade");
    await page.locator(".legend-row", { hasText: "A 档" }).click();
    await page.locator(".chip", { hasText: "A 档" }).waitFor();
    await settled(page);
    assert.match(page.url(), /grade=A/);
    assert.equal(await page.locator(".found").innerText(), await page.locator(".legend-row", { hasText: "A 档" }).locator(".number").first().innerText());
    await page.screenshot({ path: join(pictures, "grade.png") });
    await page.locator(".chip", { hasText: "A 档" }).click();
    await page.getByLabel("专题").selectOption("land_use");
    await page.locator(".legend-row", { hasText: "工业用地" }).waitFor();
    await settled(page);
    await page.screenshot({ path: join(pictures, "land_use.png") });

    // Unsupplied land over the parcels, by the years since its approval; a link shows the same.
    const without = await painted(page);
    await page.getByText("成果库图层").click();
    await page.locator(".layers .drawn", { hasText: "批而未供" }).getByRole("checkbox").check();
    await settled(page);
    assert.match(page.url(), /layers=unsupplied_land/);
    assert.notEqual(await painted(page), without, "the layer is not drawn");
    assert.equal(await page.locator(".layers .drawn", { hasText: "批而未供" }).locator(".layer-legend .swatch").count(), 6);
    await page.screenshot({ path: join(pictures, "unsupplied.png") });
    await page.getByText("成果库图层").click();

    // Two Chinese characters are enough to search by.
    await page.getByLabel("检索").fill("有限");
    await page.locator(".hits button", { hasText: "有限" }).nth(5).waitFor();
    await page.getByLabel("检索").fill("");
    await page.getByLabel("检索").press("Escape");
    await page.getByRole("button", { name: "假如" }).click();
    await page.locator(".panel input").first().waitFor();
    await page.locator(".panel tr", { hasText: "预警" }).locator("input").first().fill("720");
    await page.keyboard.press("Tab");
    await page.locator(".moved li").first().waitFor();
    await settled(page);
    await page.screenshot({ path: join(pictures, "what_if.png") });
    await page.close();

    await scenarios();

    // A small screen has no bar to scroll sideways.
    const small = await open("", { width: 1366, height: 768 });
    assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await small.screenshot({ path: join(pictures, "small.png") });

    await newAnalysis();
    await dealWithACase({ program, folder, book, watched, settled, pictures, scalar });

    assert.deepEqual(foreign, [], "requests to foreign hosts");
    assert.deepEqual(faults, [], "faults in the page");
    console.log("the page shows the book");
} finally {
    await browser.close();
    server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
}
