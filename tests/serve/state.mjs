// The page's own logic without a browser: node state.mjs SOURCE WEB, with esbuild in WEB/node_modules.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const [source, web] = process.argv.slice(2);
const esbuild = createRequire(join(web, "package.json"))("esbuild");

async function load(file) {
    const { outputFiles } = esbuild.buildSync({ entryPoints: [join(source, file)], bundle: true, format: "esm", write: false });
    return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const { read, write, filterOf } = await load("state.ts");
const { toggled, isChosen } = await load("side.ts");

// An address shows the same page again.
const state = {
    view: [112.5, 27.8, 14], theme: "far", park: "P001", parcel: "4399 & 宗#1", q: "示例", scenario: "expansion/E1/A2", layers: ["unsupplied_land"], classes: ["idle", "stalled"],
    ranges: { min_far: "0.3", max_far: "0.6", unknown: "tax_wan_per_mu" }, words: { efficiency: ["low"], grade: ["A", "none"] }, panel: "park",
};
assert.deepEqual(read(write(state)), state);
assert.equal(filterOf(state).get("class"), "idle,stalled");
assert.equal(filterOf(state).get("grade"), "A,none");
assert.equal(filterOf(state).has("parcel"), false);

// What is not understood is left out.
for (const hash of ["", "#", "#view=1,2", "#view=a,b,c", "#panel=evil", "#x=1&min_=2"]) {
    const made = read(hash);
    assert.deepEqual([made.view, made.panel, made.ranges, made.theme], [null, "", {}, "land_class"], hash);
}

// A class of numbers becomes its bounds, and is taken back by the same click.
const legend = { id: "far", column: "far", words: false, classes: [{ to: 0.3 }, { from: 0.3, to: 0.6 }, {}] };
const empty = read("");
for (const one of legend.classes) {
    const chosen = { ...empty, ...toggled(empty, legend, one) };
    assert.ok(isChosen(chosen, legend, one));
    assert.ok(!isChosen(empty, legend, one));
    assert.deepEqual(toggled(chosen, legend, one), { ranges: {} });
}
assert.deepEqual(toggled(empty, legend, legend.classes[1]), { ranges: { min_far: "0.3", max_far: "0.6" } });

// Bounds of another column stay.
const other = { ...empty, ranges: { min_tax_wan_per_mu: "5" } };
assert.deepEqual(toggled(other, legend, legend.classes[0]).ranges, { min_tax_wan_per_mu: "5", max_far: "0.3" });

// Words of another column than land_class filter by that column, and leave the rest alone.
const grades = { id: "grade", column: "grade", words: true, classes: [{ value: "A" }, { value: "B" }] };
const graded = { ...state, words: { efficiency: ["low"] }, ...toggled({ ...state, words: { efficiency: ["low"] } }, grades, grades.classes[0]) };
assert.deepEqual([graded.words, graded.classes], [{ efficiency: ["low"], grade: ["A"] }, ["idle", "stalled"]]);
assert.ok(isChosen(graded, grades, grades.classes[0]) && !isChosen(graded, grades, grades.classes[1]));
assert.deepEqual(toggled(graded, grades, grades.classes[0]).words, { efficiency: ["low"], grade: [] });
console.log("state and legend hold");
