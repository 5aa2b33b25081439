// Bundles the islands: one file an island, the map's shapes as a file of their own, and the licences of what is in them.
// node build.mjs [OUT]     (default: static/built)
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

const out = process.argv[2] ?? join("static", "built");
mkdirSync(out, { recursive: true });
const entries = readdirSync("islands").filter((name) => /^[a-z-]+\.ts$/.test(name) && !name.startsWith("lib-"));
const made = await build({
  entryPoints: entries.map((name) => join("islands", name)),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  outdir: out,
  metafile: true,
  legalComments: "none",
  charset: "utf8",
});
copyFileSync(join("node_modules", "world-atlas", "countries-50m.json"), join(out, "countries-50m.json"));

const packages = new Map();
for (const input of [...Object.keys(made.metafile.inputs), "node_modules/world-atlas/countries-50m.json"]) {
  const parts = input.split(/[\\/]/);
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) continue;
  const name = parts[at + 1].startsWith("@") ? parts.slice(at + 1, at + 3) : parts.slice(at + 1, at + 2);
  packages.set(name.join("/"), [...parts.slice(0, at + 1), ...name].join(sep));
}
const notices = [...packages].sort().map(([name, folder]) => {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8") : "";
  return { name, version: about.version, licence: String(about.license ?? ""), text };
});
writeFileSync(join(out, "licences.json"), JSON.stringify(notices, null, 1));
for (const island of Object.keys(made.metafile.outputs).sort()) {
  console.log(`${island} ${made.metafile.outputs[island].bytes}`);
}
