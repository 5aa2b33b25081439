// What the explorer shows, as one value that never changes: a new view for each step. The view is what the address
// holds, what undo goes back to, and all that the picture, the panel and the table are drawn from.

export interface Thing { id: string; iri: string; label: string; kind: string; address: string; degree?: number }
export interface Tie { a: string; b: string; kind: string; records: number; first: string; last: string }
export interface Group { relation: string; sort: string; things: number; fresh: number; records: number; first: string; last: string }
export interface Choice { id: string; label: string; records: number }
export interface Facets {
  total: number; chosen: number; undated: number; kinds: Record<string, number>; years: Record<string, number>;
  publishers: Choice[]; countries: Choice[]; sure: Record<string, number>; without: Record<string, number>;
}
export interface Answer { nodes: Thing[]; links: Tie[]; facets: Facets }
export interface Around { node: Thing; neighbours: Thing[]; groups: Group[]; left: number; total: number }
export interface Paths { paths: string[][]; nodes: Thing[]; number: number; longest: number; complete: boolean }

export interface Filters { kinds: string[]; since: string; until: string; country: string; publisher: string; confidence: string; dated: boolean }
export type Place = readonly [number, number];
export interface View {
  shown: readonly string[]; // in the order in which they came
  places: Readonly<Record<string, Place>>;
  pinned: ReadonlySet<string>;
  asked: ReadonlySet<string>; // those the reader named: they stay when filters take their links
  off: ReadonlySet<string>; // kinds of things that the legend hides
  filters: Filters;
  at: string; // the chosen thing
  link: readonly [string, string] | null; // the chosen link
  path: readonly [string, string] | null; // between which things paths are told
  steps: number; // only things within so many links of the chosen one; 0: all
  star: boolean; // only the links of the chosen thing
  table: boolean;
}

export const FREE: Filters = { kinds: [], since: "", until: "", country: "", publisher: "", confidence: "", dated: false };
export const EMPTY: View = {
  shown: [], places: {}, pinned: new Set(), asked: new Set(), off: new Set(), filters: FREE, at: "", link: null, path: null, steps: 0, star: false, table: false,
};

export function asked(filters: Filters): Record<string, string> {
  const told = { kinds: filters.kinds.join(","), since: filters.since, until: filters.until, country: filters.country, publisher: filters.publisher, confidence: filters.confidence, dated: filters.dated ? "1" : "" };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value));
}

export function filtered(filters: Filters): boolean {
  return Object.keys(asked(filters)).length > 0;
}

// "country/KZ~120~-33~p": the name, where it stands, p pinned, a asked for by the reader
function part(view: View, id: string): string {
  const place = view.places[id];
  const marks = (view.pinned.has(id) ? "p" : "") + (view.asked.has(id) ? "a" : "");
  return [id, ...(place ? place.map((each) => String(Math.round(each))) : marks ? ["", ""] : []), ...(marks ? [marks] : [])].join("~");
}

export function query(view: View): string {
  const pairs: [string, string][] = [];
  if (view.shown.length) pairs.push(["show", view.shown.map((id) => part(view, id)).join(",")]);
  pairs.push(...Object.entries(asked(view.filters)));
  if (view.off.size) pairs.push(["off", [...view.off].sort().join(",")]);
  if (view.at) pairs.push(["at", view.at]);
  if (view.link) pairs.push(["link", view.link.join(",")]);
  if (view.path) pairs.push(["path", view.path.join(",")]);
  if (view.steps) pairs.push(["steps", String(view.steps)]);
  if (view.star) pairs.push(["star", "1"]);
  if (view.table) pairs.push(["as", "table"]);
  const readable = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%2C", ",");
  return pairs.map(([name, value]) => `${name}=${readable(value)}`).join("&");
}

const listed = (text: string | null): string[] => (text ?? "").split(",").filter(Boolean);

export function read(address: URLSearchParams): View {
  const shown: string[] = [];
  const places: Record<string, Place> = {};
  const pinned = new Set<string>();
  const named = new Set<string>();
  for (const each of listed(address.get("show"))) {
    const [id = "", x = "", y = "", marks = ""] = each.split("~");
    if (!id || shown.includes(id)) continue;
    shown.push(id);
    if (x !== "" && y !== "" && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) places[id] = [Number(x), Number(y)];
    if (marks.includes("p")) pinned.add(id);
    if (marks.includes("a")) named.add(id);
  }
  const get = (name: string): string => address.get(name) ?? "";
  const pair = (name: string): [string, string] | null => {
    const [one, other, ...rest] = listed(address.get(name));
    return one && other && !rest.length ? [one, other] : null;
  };
  return {
    shown, places, pinned, asked: named,
    off: new Set(listed(address.get("off"))),
    filters: { kinds: listed(address.get("kinds")), since: get("since"), until: get("until"), country: get("country"), publisher: get("publisher"), confidence: get("confidence"), dated: get("dated") === "1" },
    at: get("at"),
    link: pair("link"),
    path: pair("path"),
    steps: Math.min(3, Math.max(0, Number(get("steps")) || 0)),
    star: get("star") === "1",
    table: get("as") === "table",
  };
}

export interface Line { a: string; b: string; records: number; kinds: Record<string, number>; first: string; last: string; quiet: boolean }
export interface Scene { things: Thing[]; lines: Line[]; hidden: number; beside: Map<string, Set<string>> }

// What is to be seen of the things shown: the legend, the filters and the steps take away, and what they take is counted.
export function scene(view: View, answer: Answer): Scene {
  const known = new Map(answer.nodes.map((each) => [each.id, each]));
  const kept = new Set(view.shown.filter((id) => known.has(id) && !view.off.has(known.get(id)!.kind)));
  const lines = [...joined(answer.links).values()].filter((line) => kept.has(line.a) && kept.has(line.b));
  let beside = neighbours(lines);
  const stays = (id: string): boolean => id === view.at || view.asked.has(id) || view.pinned.has(id) || id === view.shown[0];
  if (filtered(view.filters)) for (const id of [...kept]) if (!beside.get(id)?.size && !stays(id)) kept.delete(id);
  if (view.steps && kept.has(view.at)) {
    const within = reach(beside, view.at, view.steps);
    for (const id of [...kept]) if (!within.has(id)) kept.delete(id);
  }
  const left = lines.filter((line) => kept.has(line.a) && kept.has(line.b) && (!view.star || !kept.has(view.at) || line.a === view.at || line.b === view.at));
  beside = neighbours(left);
  return { things: view.shown.filter((id) => kept.has(id)).map((id) => known.get(id)!), lines: left, hidden: known.size - kept.size, beside };
}

export function joined(ties: readonly Tie[]): Map<string, Line> {
  const found = new Map<string, Line>();
  for (const tie of ties) {
    const key = `${tie.a} ${tie.b}`;
    const line = found.get(key) ?? { a: tie.a, b: tie.b, records: 0, kinds: {}, first: "", last: "", quiet: true };
    line.records += tie.records;
    line.kinds[tie.kind] = tie.records;
    if (tie.first && (!line.first || tie.first < line.first)) line.first = tie.first;
    if (tie.last > line.last) line.last = tie.last;
    line.quiet &&= tie.kind === "mention";
    found.set(key, line);
  }
  return found;
}

export function neighbours(lines: readonly Line[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (one: string, other: string): void => {
    if (!found.has(one)) found.set(one, new Set());
    found.get(one)!.add(other);
  };
  for (const line of lines) {
    add(line.a, line.b);
    add(line.b, line.a);
  }
  return found;
}

function reach(beside: Map<string, Set<string>>, from: string, steps: number): Set<string> {
  const found = new Set([from]);
  let edge = [from];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((id) => [...(beside.get(id) ?? [])]).filter((id) => !found.has(id) && found.add(id));
  }
  return found;
}

// The things that would go with `id` if it were collapsed: those that hang on it alone.
export function hanging(id: string, beside: Map<string, Set<string>>, view: View): string[] {
  return [...(beside.get(id) ?? [])].filter((each) => beside.get(each)!.size === 1 && !view.pinned.has(each) && !view.asked.has(each));
}
