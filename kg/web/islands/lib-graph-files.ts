// Taking it away: exactly what is shown, as a drawing, an image, a network, a table or linked data.
import { asked, type Facets, type Scene, type View } from "./lib-graph-model";
import { mark, sort } from "./lib-graph-shapes";
import { kindsOf } from "./lib-graph-table";
import { width } from "./lib-graph-labels";
import { capital, kindWord, number, say } from "./lib-graph-words";

const SVG = "http://www.w3.org/2000/svg";
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "paint-order", "text-anchor", "stroke-linejoin"];
// XML has no place for control characters, however they are written.
const writable = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const ADDRESS = 12; // lines of an address that are still worth reading

export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export interface Said { title: string; filters: string; counts: string; facets: Facets }

// The picture as it stands, every look written out, under its title and over what it shows, when, from whom, and where.
export function drawing(picture: SVGSVGElement, scene: Scene, said: Said): string {
  const box = picture.getBoundingClientRect();
  const height = box.height;
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const [from, to] = [picture.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, at) => looks(element, to[at]!));
  copy.querySelector("g.more")?.remove();
  for (const each of copy.querySelectorAll("[tabindex],[role],[aria-label],[aria-hidden],[aria-pressed],[class]")) for (const name of ["tabindex", "role", "aria-label", "aria-hidden", "aria-pressed", "class"]) each.removeAttribute(name);
  const style = getComputedStyle(document.body);
  const [ink, paper] = [style.color, getComputedStyle(picture).backgroundColor === "rgba(0, 0, 0, 0)" ? style.backgroundColor : getComputedStyle(picture).backgroundColor];
  const foot = lines(said, box.width - 36, style.fontFamily);
  const legend = [...new Set(scene.things.map((each) => sort(each.kind)))];
  const total = Math.ceil(height + 56 + 34 + foot.reduce((sum, row) => sum + row.size * 1.48, 0) + 14);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("xmlns", SVG);
  for (const [name, value] of Object.entries({ width: box.width, height: total, viewBox: `0 0 ${box.width} ${total}`, "font-family": style.fontFamily, fill: ink })) svg.setAttribute(name, String(value));
  const add = (tag: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.textContent = text;
    svg.append(made);
    return made;
  };
  add("title", {}, said.title);
  add("desc", {}, location.href);
  add("rect", { width: box.width, height: total, fill: paper });
  add("text", { x: 16, y: 34, "font-size": 20, "font-weight": 700 }, said.title);
  const clip = add("clipPath", { id: "edge" });
  clip.append(Object.assign(document.createElementNS(SVG, "rect")));
  for (const [name, value] of Object.entries({ width: box.width, height })) clip.firstElementChild!.setAttribute(name, String(value));
  const stage = add("g", { transform: "translate(0,52)", "clip-path": "url(#edge)" });
  stage.append(...copy.children);
  let x = 26;
  for (const kind of legend) {
    const shape = mark(kind).firstElementChild as SVGPathElement;
    const word = capital(kindWord(kind));
    const live = picture.querySelector(`.k-${kind} .mark`);
    add("path", { d: shape.getAttribute("d")!, transform: `translate(${x},${height + 72}) scale(.72)`, fill: live ? getComputedStyle(live).fill : ink });
    add("text", { x: x + 13, y: height + 76, "font-size": 12 }, word);
    x += 34 + word.length * 7;
  }
  let y = height + 104;
  for (const row of foot) {
    add("text", { x: 16, y, "font-size": row.size }, row.text);
    y += row.size * 1.48;
  }
  return writable(new XMLSerializer().serializeToString(svg));
}

function looks(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name);
    if (value && value !== "none" && value !== "normal") to.setAttribute(name, value);
    else if (value === "none" && (name === "fill" || name === "stroke")) to.setAttribute(name, value);
  }
}

interface Row { text: string; size: number }

// What stands under the picture. An address too long to be read is left to the description inside the file.
function lines(said: Said, room: number, family: string): Row[] {
  const most = 6;
  const sources = said.facets.publishers.slice(0, most).map((each) => `${each.label} (${number(each.records)})`).join(", ") + (said.facets.publishers.length > most ? `, ${say("more", said.facets.publishers.length - most)}` : "");
  const told = [
    said.counts,
    `${capital(say("filters"))}: ${said.filters || say("filtersNone")}`,
    `${say("sources")}: ${sources || "–"}`,
    say("made"),
    `${say("date")} ${new Date().toISOString().slice(0, 10)}`,
  ].flatMap((text) => cut(text, room, family, 11.5));
  const address = cut(`${say("address")}: ${location.href}`, room, family, 9);
  return [...told, ...(address.length <= ADDRESS ? address : cut(`${say("address")}: ${location.origin}/explore`, room, family, 9))];
}

// A long text in lines; an address has no spaces, so it is cut where the line ends.
function cut(text: string, room: number, family: string, size: number): Row[] {
  const found: Row[] = [];
  let rest = text;
  while (rest) {
    let end = rest.length;
    while (width(rest.slice(0, end), `${size}px ${family}`) > room && end > 10) end = Math.floor(end * Math.max(0.5, Math.min(0.97, room / width(rest.slice(0, end), `${size}px ${family}`))));
    const at = end < rest.length ? rest.lastIndexOf(" ", end) : -1;
    if (at > end / 2) end = at;
    found.push({ text: rest.slice(0, end), size });
    rest = rest.slice(end).trimStart();
  }
  return found;
}

export async function image(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement("canvas");
    const sharp = 2;
    [canvas.width, canvas.height] = [picture.width * sharp, picture.height * sharp];
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("png"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

// A cell that a spreadsheet would take for a formula is given as text.
const cell = (value: string | number): string => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csv(scene: Scene): string {
  const known = new Map(scene.things.map((each) => [each.id, each]));
  const rows: (string | number)[][] = [["a", "a_label", "a_kind", "b", "b_label", "b_kind", "relation", "records", "first", "last"]];
  for (const line of scene.lines) {
    const [a, b] = [known.get(line.a)!, known.get(line.b)!];
    for (const [kind, records] of Object.entries(line.kinds)) rows.push([a.iri, a.label, a.kind, b.iri, b.label, b.kind, kind, records, line.first, line.last]);
  }
  const linked = new Set(scene.lines.flatMap((line) => [line.a, line.b]));
  for (const each of scene.things) if (!linked.has(each.id)) rows.push([each.iri, each.label, each.kind, "", "", "", "", 0, "", ""]);
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const xml = (text: string): string => writable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function graphml(scene: Scene, view: View, places: Readonly<Record<string, readonly [number, number]>>): string {
  const keys = [["label", "node", "string"], ["kind", "node", "string"], ["x", "node", "double"], ["y", "node", "double"], ["records", "edge", "int"], ["relations", "edge", "string"], ["first", "edge", "string"], ["last", "edge", "string"]];
  const data = (values: Record<string, string | number>): string => Object.entries(values).map(([name, value]) => `<data key="${name}">${xml(String(value))}</data>`).join("");
  const nodes = scene.things.map((each) => `<node id="${xml(each.iri)}">${data({ label: each.label, kind: each.kind, x: places[each.id]?.[0] ?? 0, y: places[each.id]?.[1] ?? 0 })}</node>`);
  const iri = new Map(scene.things.map((each) => [each.id, each.iri]));
  const edges = scene.lines.map((line, at) => `<edge id="e${at}" source="${xml(iri.get(line.a)!)}" target="${xml(iri.get(line.b)!)}">${data({ records: line.records, relations: Object.entries(line.kinds).map(([kind, count]) => `${kind} ${count}`).join(", "), first: line.first, last: line.last })}</edge>`);
  const filters = Object.entries(asked(view.filters)).map(([name, value]) => `${name}=${value}`).join(" ");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<!-- ${xml(filters || "no filters").replaceAll("--", "- -")} -->\n${keys.map(([name, of, type]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`).join("\n")}\n<graph edgedefault="undirected">\n${[...nodes, ...edges].join("\n")}\n</graph>\n</graphml>\n`;
}

export { kindsOf };
