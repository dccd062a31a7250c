// Bundles the page: node build.mjs SOURCE WORK, with the libraries in WORK/node_modules and the result in WORK/page.
import { createRequire } from "node:module";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [source, work] = process.argv.slice(2, 4).map((path) => resolve(path));
const libraries = join(work, "node_modules");
const page = join(work, "page");
const esbuild = createRequire(join(work, "package.json"))("esbuild");

mkdirSync(page, { recursive: true });
esbuild.buildSync({
    entryPoints: { app: join(source, "src", "main.ts") },
    outdir: page,
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome87",
    charset: "utf8",
    legalComments: "none",
    nodePaths: [libraries],
    loader: { ".svg": "dataurl", ".png": "dataurl" },
});
for (const [from, to] of [["index.html"], ["openapi.json"], ["guide/guide.md", "guide.md"]])
    copyFileSync(join(source, from), join(page, to ?? from));

// Every library that could be in the bundle, with its licence in full.
const licences = [];
for (const name of readdirSync(libraries).flatMap((entry) =>
    entry.startsWith("@") ? readdirSync(join(libraries, entry)).map((sub) => `${entry}/${sub}`) : [entry])) {
    const manifest = join(libraries, name, "package.json");
    if (name.startsWith(".") || !existsSync(manifest)) continue;
    const { version, license } = JSON.parse(readFileSync(manifest, "utf8"));
    const file = readdirSync(join(libraries, name)).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(join(libraries, name, file), "utf8").trim() : "";
    licences.push(`${name} ${version} (${license})\n\n${text}\n`);
}
writeFileSync(join(page, "licences.txt"), licences.join("\n----\n\n"));
