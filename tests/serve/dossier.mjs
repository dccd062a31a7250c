// A park's dossier from disk in Debian's Chromium with the network off: node dossier.mjs PROGRAM WEB, with playwright-core
// in WEB/node_modules. A picture goes to WEB/pictures. Ends with 77 where there is no Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, web] = process.argv.slice(2);
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
if (!chromium) {
    console.log("no Chromium here (scripts/setup --tests installs it): the dossier is not shown");
    process.exit(77);
}
const playwright = createRequire(join(web, "package.json"))("playwright-core");
mkdirSync(join(web, "pictures"), { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "mutu-dossier-"));
const book = join(folder, "demo", "book.gpkg"), file = join(folder, "P001.html");
execFileSync(program, ["demo", join(folder, "demo")], { stdio: "ignore" });
execFileSync(program, ["run", join(folder, "demo", "PROJECT.toml"), "--quiet"], { stdio: "ignore" });
execFileSync(program, ["report", book, "--kind", "dossier", "--park", "P001", "-o", file, "--quiet"]);

const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
try {
    for (const script of [true, false]) {
        const context = await browser.newContext({ offline: true, javaScriptEnabled: script, viewport: { width: 1300, height: 900 } });
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        const asked = [], faults = [];
        page.on("request", (request) => asked.push(request.url()));
        page.on("pageerror", (fault) => faults.push(String(fault)));
        page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
        await page.goto("file://" + file);
        if (script) await page.screenshot({ path: join(web, "pictures", "dossier_park.png") });

        // A parcel on the map leads to its dossier, which unfolds, with a script and without.
        const link = page.locator("#map a").nth(34);
        const number = await link.getAttribute("data-p");
        await link.click();
        await page.locator(`#p${number} h2`).first().waitFor({ state: "visible" });
        assert.ok((await page.locator(`#p${number}`).textContent()).includes("闲置土地处置办法"), "the proofs are there");

        if (script) {
            const all = await page.locator("#parcels tbody tr").count(), idle = await page.locator('#parcels tr[data-c="idle"]').count();
            assert.ok(idle > 0 && idle < all, "some parcels are idle");
            const id = (await page.locator(`#parcels tr[data-p="${number}"] a`).textContent()).trim();
            await page.fill("#find", id);
            assert.equal(await page.textContent("#shown"), `显示 1 / ${all} 宗`);
            assert.equal(await page.locator("#parcels tbody tr:visible").count(), 1);
            await page.fill("#find", "");
            await page.uncheck('#legend input[value="idle"]');
            assert.equal(await page.locator("#parcels tbody tr:visible").count(), all - idle);
        }
        assert.deepEqual(asked.filter((url) => !url.startsWith("data:")), ["file://" + file], "nothing else was asked for");
        assert.deepEqual(faults, []);
        await context.close();
    }
    // So many parcels that their dossiers are packed.
    const large = join(folder, "large");
    execFileSync(program, ["demo", large, "--parks", "1", "--parcels", "900"], { stdio: "ignore" });
    execFileSync(program, ["run", join(large, "PROJECT.toml"), "--quiet"], { stdio: "ignore" });
    execFileSync(program, ["report", join(large, "book.gpkg"), "--kind", "dossier", "--park", "P001", "-o", file, "--overwrite", "--quiet"]);
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const faults = [];
    page.on("pageerror", (fault) => faults.push(String(fault)));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    await page.goto("file://" + file + "#p700");
    await page.locator("#p700 h2").first().waitFor({ state: "visible" });
    await page.locator("details.parcel summary").nth(2).click();
    await page.locator("#p3 h2").first().waitFor({ state: "visible" });
    assert.ok((await page.locator("#p3").textContent()).includes("闲置土地处置办法"), "packed proofs are there");
    assert.deepEqual(faults, []);
    console.log("a park's dossier opens from disk with the network off, with a script and without");
} finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
}
