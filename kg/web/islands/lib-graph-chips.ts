// Filters: what can be chosen with the number of records each choice would leave, and what is chosen as chips.
import { FREE, filtered, type Choice, type Facets, type Filters } from "./lib-graph-model";
import { button, make, named, number, refill, relationWord, say } from "./lib-graph-words";

type Change = (filters: Filters, says: string) => void;
const KINDS = ["figure", "event", "agreement", "project", "tenure", "mention"];

export function chooser(box: HTMLElement, facets: Facets, filters: Filters, change: Change): void {
  refill(box, kinds(facets, filters, change), period(facets, filters, change), one("country", facets.countries, filters, change), one("publisher", facets.publishers, filters, change), sure(facets, filters, change));
}

function drop(key: string, word: string, active: boolean, ...children: Node[]): HTMLElement {
  const box = make("details", { class: active ? "drop active" : "drop", "data-key": `drop-${key}` }, make("summary", { "data-key": `sum-${key}` }, word), make("div", { class: "sheet" }, ...children));
  return box;
}

function option(type: "checkbox" | "radio", name: string, key: string, label: Node | string, count: number, checked: boolean, change: () => void): HTMLElement {
  const input = make("input", { type, name, checked, change, "data-key": `${name}-${key}` });
  return make("label", { class: count || checked ? "option" : "option none" }, input, make("span", {}, label), make("small", {}, number(count)));
}

function kinds(facets: Facets, filters: Filters, change: Change): HTMLElement {
  const options = KINDS.filter((kind) => facets.kinds[kind] || filters.kinds.includes(kind)).map((kind) =>
    option("checkbox", "kind", kind, relationWord(kind), facets.kinds[kind] ?? 0, filters.kinds.includes(kind), () => {
      const next = filters.kinds.includes(kind) ? filters.kinds.filter((each) => each !== kind) : KINDS.filter((each) => each === kind || filters.kinds.includes(each));
      change({ ...filters, kinds: next }, `${say("relation")}: ${next.map(relationWord).join(", ") || say("any")}`);
    }),
  );
  return drop("kinds", say("relation"), filters.kinds.length > 0, ...options);
}

function period(facets: Facets, filters: Filters, change: Change): HTMLElement {
  const years = Object.keys(facets.years);
  const said = (next: Filters): string => `${say("period")}: ${next.since || "…"}–${next.until || "…"}`;
  const field = (name: "since" | "until", word: string): HTMLElement => {
    const list = make("select", { "data-key": name, change: (event) => {
      const next = { ...filters, [name]: (event.target as HTMLSelectElement).value };
      if (next.since && next.until && next.since > next.until) next[name === "since" ? "until" : "since"] = next[name];
      change(next, said(next));
    } }, make("option", { value: "" }, say("any")));
    const offered = [...new Set([...years, filters[name]].filter(Boolean))].sort();
    for (const year of offered) list.append(make("option", { value: year, selected: year === filters[name] }, `${year} (${number(facets.years[year] ?? 0)})`));
    return make("label", { class: "pair" }, `${word} `, list);
  };
  const dated = option("checkbox", "dated", "1", `${say("datedOnly")}; ${say("undated")}:`, facets.undated, filters.dated, () => change({ ...filters, dated: !filters.dated }, say("datedOnly")));
  return drop("period", say("period"), Boolean(filters.since || filters.until || filters.dated), make("div", { class: "years-of" }, field("since", say("from")), field("until", say("to"))), dated);
}

function one(name: "country" | "publisher", choices: readonly Choice[], filters: Filters, change: Change): HTMLElement {
  const word = say(name === "publisher" ? "source" : name);
  const set = (id: string, label: string) => (): void => change({ ...filters, [name]: id }, `${word}: ${label}`);
  const options = choices.map((each) => option("radio", name, each.id, named(each.label), each.records, filters[name] === each.id, set(each.id, each.label)));
  const any = make("label", { class: "option" }, make("input", { type: "radio", name, checked: !filters[name], change: set("", say("any")), "data-key": `${name}-any` }), make("span", {}, say("any")), "");
  return drop(name, word, Boolean(filters[name]), any, ...options);
}

function sure(facets: Facets, filters: Filters, change: Change): HTMLElement {
  const word = say("confidence");
  const any = make("label", { class: "option" }, make("input", { type: "radio", name: "sure", checked: !filters.confidence, change: () => change({ ...filters, confidence: "" }, `${word}: ${say("any")}`), "data-key": "sure-any" }), make("span", {}, say("any")), "");
  const options = Object.entries(facets.sure).map(([step, count]) => option("radio", "sure", step, `${say("atLeast")} ${step}`, count, filters.confidence === step, () => change({ ...filters, confidence: step }, `${word} ≥ ${step}`)));
  return drop("sure", word, Boolean(filters.confidence), any, ...options);
}

export interface Chip { name: string; says: string; off: Filters }

// What is chosen, each with the filters that hold without it.
export function chips(filters: Filters, facets: Facets | null): Chip[] {
  const label = (id: string, choices: readonly Choice[] | undefined): string => choices?.find((each) => each.id === id)?.label ?? id;
  const found: Chip[] = [];
  if (filters.kinds.length) found.push({ name: "kinds", says: filters.kinds.map(relationWord).join(", "), off: { ...filters, kinds: [] } });
  if (filters.since || filters.until || filters.dated) {
    const years = filters.since === filters.until ? filters.since : `${filters.since || "…"}–${filters.until || "…"}`;
    found.push({ name: "years", says: [years, filters.dated ? say("datedOnly") : ""].filter(Boolean).join(", "), off: { ...filters, since: "", until: "", dated: false } });
  }
  if (filters.country) found.push({ name: "country", says: label(filters.country, facets?.countries), off: { ...filters, country: "" } });
  if (filters.publisher) found.push({ name: "publisher", says: label(filters.publisher, facets?.publishers), off: { ...filters, publisher: "" } });
  if (filters.confidence) found.push({ name: "confidence", says: `${say("confidence")} ≥ ${filters.confidence}`, off: { ...filters, confidence: "" } });
  return found;
}

export function shown(box: HTMLElement, facets: Facets, filters: Filters, extra: { says: string; off: () => void }[], change: Change): void {
  const found = chips(filters, facets);
  const chip = (key: string, says: string, off: () => void): HTMLElement => make("button", { type: "button", class: "chip", "data-key": `chip-${key}`, "aria-label": `${say("removeFilter")}: ${says}`, click: off }, named(says), make("span", { "aria-hidden": "true" }, " ×"));
  const made: Node[] = found.map((each) => chip(each.name, each.says, () => change(each.off, `− ${each.says}`)));
  made.push(...extra.map((each, at) => chip(`extra-${at}`, each.says, each.off)));
  if (found.length > 1) made.push(button(say("clear"), () => change(FREE, say("clear")), { class: "plain", "data-key": "clear" }));
  refill(box, ...made);
}

// "0 results, because of …": which filter to take off, and what that would bring.
export function nothing(facets: Facets, filters: Filters, change: Change): HTMLElement | null {
  if (!filtered(filters) || facets.chosen > 0) return null;
  const list = make("ul", {});
  for (const each of chips(filters, facets)) {
    list.append(make("li", {}, button(`${each.says} ×`, () => change(each.off, `− ${each.says}`), { class: "chip" }), ` ${number(facets.without[each.name] ?? 0)} ${say("withoutIt")}`));
  }
  if (list.children.length > 1) list.append(make("li", {}, button(say("clear"), () => change(FREE, say("clear")), { class: "chip" }), ` ${number(facets.total)} ${say("withoutAll")}`));
  return make("div", { class: "nothing" }, make("p", {}, make("strong", {}, say("nothingBecause"))), list);
}
