// Beside the picture: what stands behind the chosen thing or link, what could be shown around it, paths, the trail.
import { suggestions } from "./lib-suggest";
import type { Around, Filters, Group, Line, Paths, Scene, Thing, View } from "./lib-graph-model";
import { mark } from "./lib-graph-shapes";
import { kindsOf } from "./lib-graph-table";
import * as talk from "./lib-graph-talk";
import { button, capital, kindWord, make, named, number, refill, relationWord, say, span } from "./lib-graph-words";

export interface Deeds {
  choose: (id: string) => void;
  chooseLine: (line: Line) => void;
  expand: (id: string, wish: talk.Wish) => Promise<void>;
  collapse: (id: string) => void;
  hide: (id: string) => void;
  pin: (id: string) => void;
  steps: (number: number) => void;
  star: () => void;
  path: (to: string) => Promise<void>;
  showPath: (path: string[]) => void;
  back: () => void;
  leave: () => void;
}

export interface Step { says: string; at: boolean; go: () => void }
const AMOUNTS = [5, 10, 20, 50, 100];
export const FIRST: talk.Wish = { relation: [], sort: [], limit: 20, by: "records" };

export class Panel {
  private readonly main = make("div", { class: "chosen-box" });
  private readonly trail = make("ol", { class: "trail" });
  private readonly trailBox: HTMLElement;
  private shown = ""; // what the main part tells, so that it is not made again while it is being read
  private wish: talk.Wish = FIRST;
  private search = 0;

  constructor(readonly box: HTMLElement, private readonly deeds: Deeds) {
    this.trailBox = make("details", { class: "trail-box" }, make("summary", {}, say("trail")), this.trail);
    box.append(this.main, this.trailBox);
  }

  tell(view: View, scene: Scene, paths: { found: Paths; from: string; to: string } | null, labels: ReadonlyMap<string, Thing>): void {
    const thing = scene.things.find((each) => each.id === view.at);
    const line = view.link ? scene.lines.find((each) => each.a === view.link![0] && each.b === view.link![1]) : undefined;
    const key = JSON.stringify([view.at, view.link, view.filters, paths?.from, paths?.to, line?.records, thing ? [view.shown, view.pinned.has(thing.id), view.steps, view.star, scene.beside.get(thing.id)?.size] : ""]);
    if (key === this.shown) return;
    this.shown = key;
    if (line) this.line(line, view, labels);
    else if (paths) this.paths(paths, labels, scene);
    else if (thing) this.thing(thing, view, scene, labels);
    else refill(this.main, make("p", { class: "note" }, say("choose")));
  }

  steps(steps: readonly Step[]): void {
    refill(this.trail, ...steps.map((step, at) => make("li", {}, make("button", { type: "button", class: "plain", "aria-current": step.at ? "step" : undefined, "data-key": `step-${at}`, click: step.go }, named(step.says)))));
    this.trailBox.querySelector("summary")!.textContent = `${say("trail")} (${number(steps.length)})`;
  }

  private line(line: Line, view: View, labels: ReadonlyMap<string, Thing>): void {
    const [a, b] = [labels.get(line.a)!, labels.get(line.b)!];
    const facts = make("div", { class: "facts" });
    const kinds = Object.entries(line.kinds);
    const choose = (relation: string) => (): void => void this.facts(facts, a.id, b.id, relation, view.filters);
    const tabs = make("div", { class: "tabs" });
    if (kinds.length > 1) {
      tabs.append(...[["", line.records] as const, ...kinds].map(([kind, count]) => button(`${kind ? relationWord(kind) : say("all")} ${number(count)}`, choose(kind), { class: "chip" })));
    }
    refill(
      this.main,
      this.head(make("span", {}, this.name(a), " – ", this.name(b)), `${say("records")}: ${number(line.records)} · ${kindsOf(line)}${line.last ? ` · ${span(line.first, line.last)}` : ""}`),
      tabs, facts,
    );
    choose("")();
  }

  private name(thing: Thing): HTMLElement {
    return make("button", { type: "button", class: "plain", click: () => this.deeds.choose(thing.id), "data-key": `name-${thing.id}` }, named(thing.label));
  }

  private head(title: Node, note: string): HTMLElement {
    return make("div", { class: "panel-head" }, make("h2", { tabindex: "-1" }, title), button("×", this.deeds.leave, { class: "plain leave", "aria-label": say("close"), "data-key": "leave" }), make("p", { class: "note" }, note));
  }

  private thing(thing: Thing, view: View, scene: Scene, labels: ReadonlyMap<string, Thing>): void {
    const links = scene.beside.get(thing.id)?.size ?? 0;
    const left = Math.max(0, (thing.degree ?? 0) - links);
    const pinned = view.pinned.has(thing.id);
    const around = make("div", { class: "around" }, make("p", { class: "note" }, say("loading")));
    const facts = make("div", { class: "facts" });
    const reading = make("details", { "data-key": "facts", toggle: () => { if (reading.open && !facts.childNodes.length) void this.facts(facts, thing.id, "", "", view.filters); } }, make("summary", { "data-key": "facts-sum" }, say("facts")), facts);
    const actions = make("div", { class: "actions" },
      button(say("collapse"), () => this.deeds.collapse(thing.id), { "data-key": "collapse", title: "C" }),
      button(say("hide"), () => this.deeds.hide(thing.id), { "data-key": "hide", title: "H" }),
      button(say(pinned ? "unpin" : "pin"), () => this.deeds.pin(thing.id), { "data-key": "pin", title: "P", "aria-pressed": String(pinned) }),
      make("a", { href: thing.address, class: "button" }, say("page")),
    );
    const lines = scene.lines.filter((line) => line.a === thing.id || line.b === thing.id).sort((one, other) => other.records - one.records);
    refill(
      this.main,
      this.head(make("span", {}, mark(thing.kind), " ", named(thing.label)), `${capital(kindWord(thing.kind))} · ${say("links")}: ${number(links)}${left ? ` · ${say("moreOf")}: ${number(left)}` : ""}`),
      actions,
      make("details", { "data-key": "around", open: true }, make("summary", { "data-key": "around-sum" }, say("around")), around),
      make("details", { "data-key": "lines", open: lines.length > 0 && lines.length < 40 }, make("summary", { "data-key": "lines-sum" }, `${say("linksHere")} (${number(lines.length)})`), this.lines(lines, thing.id, labels)),
      reading,
      this.further(thing, view),
    );
    if (reading.open && !facts.childNodes.length) void this.facts(facts, thing.id, "", "", view.filters);
    void this.around(around, thing, view);
  }

  private lines(lines: readonly Line[], from: string, labels: ReadonlyMap<string, Thing>): HTMLElement {
    return make("ul", { class: "rows" }, ...lines.map((line) => {
      const other = labels.get(line.a === from ? line.b : line.a)!;
      return make("li", {}, make("button", { type: "button", class: "plain row", "data-key": `row-${other.id}`, click: () => this.deeds.chooseLine(line) }, mark(other.kind), named(other.label), make("small", {}, kindsOf(line))));
    }));
  }

  // Steps around it, only its links, paths to another thing.
  private further(thing: Thing, view: View): HTMLElement {
    const steps = make("div", { class: "actions", role: "group", "aria-label": say("steps") }, make("span", {}, say("steps")), ...[0, 1, 2, 3].map((each) => button(each ? String(each) : say("all"), () => this.deeds.steps(each), { "aria-pressed": String(view.steps === each), "data-key": `steps-${each}` })));
    const star = make("label", { class: "option" }, make("input", { type: "checkbox", checked: view.star, change: this.deeds.star, "data-key": "star" }), make("span", {}, say("starOnly")));
    this.search += 1;
    const input = make("input", { type: "search", id: `path-to-${this.search}`, autocomplete: "off", "data-key": "path" });
    const label = make("label", { for: input.id }, say("pathTo"));
    const box = make("div", { class: "path-to" }, label, make("span", { class: "field" }, input));
    suggestions(input, (hit) => void this.deeds.path(hit.iri.split("/id/").pop()!));
    return make("div", { class: "further" }, steps, star, box);
  }

  // Counts before anything is shown: by kind of record and of thing, which to show, how many, which first.
  private async around(box: HTMLElement, thing: Thing, view: View): Promise<void> {
    let found: Around;
    try {
      found = await talk.around(thing.id, view.shown, view.filters, FIRST);
    } catch (error) {
      box.replaceChildren(this.trouble(error, () => void this.around(box, thing, view)));
      return;
    }
    const picked = new Set<Group>();
    const fresh = found.neighbours.length + found.left;
    const rows = found.groups.slice().sort((a, b) => b.fresh - a.fresh || b.things - a.things).map((group) => {
      const input = make("input", { type: "checkbox", disabled: group.fresh === 0, "data-key": `group-${group.relation}-${group.sort}`, change: () => {
        if (!picked.delete(group)) picked.add(group);
        update();
      } });
      return make("label", { class: group.fresh ? "group" : "group none" }, input, mark(group.sort), make("span", {}, `${kindWord(group.sort)} · ${relationWord(group.relation)}`), make("small", {}, `${number(group.things)}${group.fresh < group.things ? `, ${say("notShown")} ${number(group.fresh)}` : ""}${group.last ? ` · ${span(group.first, group.last)}` : ""}`));
    });
    const amount = make("select", { "data-key": "amount", change: () => update() }, ...AMOUNTS.map((each) => make("option", { value: String(each), selected: each === this.wish.limit }, String(each))));
    const by = make("select", { "data-key": "by", change: () => update() }, make("option", { value: "records", selected: this.wish.by === "records" }, say("mostTold")), make("option", { value: "newest", selected: this.wish.by === "newest" }, say("newest")));
    const show = button("", () => void this.expand(thing.id, [...picked]), { "data-key": "expand", class: "main", title: "E", disabled: fresh === 0 });
    const update = (): void => {
      this.wish = { ...this.wish, limit: Number(amount.value), by: by.value };
      const most = picked.size ? [...picked].reduce((sum, each) => sum + each.fresh, 0) : fresh;
      show.textContent = fresh === 0 ? say("nothingNew") : `${say("show")} ${number(Math.min(most, this.wish.limit))} / ${number(most)}`;
    };
    update();
    if (!box.isConnected) return;
    refill(box, make("div", { class: "actions" }, make("label", {}, `${say("howMany")} `, amount), make("label", {}, `${say("order")} `, by), show), ...rows);
  }

  // Groups are pairs of relation and kind; the server takes both lists, so pairs not picked are asked for apart.
  private async expand(id: string, picked: Group[]): Promise<void> {
    const relation = [...new Set(picked.map((each) => each.relation))];
    const sort = [...new Set(picked.map((each) => each.sort))];
    if (relation.length * sort.length === picked.length || !picked.length) return this.deeds.expand(id, { ...this.wish, relation, sort });
    for (const each of relation) {
      await this.deeds.expand(id, { ...this.wish, relation: [each], sort: picked.filter((group) => group.relation === each).map((group) => group.sort) });
    }
  }

  private paths(told: { found: Paths; from: string; to: string }, labels: ReadonlyMap<string, Thing>, scene: Scene): void {
    const { found, from, to } = told;
    const name = (id: string): string => labels.get(id)?.label ?? found.nodes.find((each) => each.id === id)?.label ?? id;
    const line = (a: string, b: string): Line | undefined => scene.lines.find((each) => (each.a === a && each.b === b) || (each.a === b && each.b === a));
    const note = found.paths.length ? `${number(found.number)}${found.number > found.paths.length ? `, ${say("pathsListed")} ${number(found.paths.length)}` : ""} · ${number(found.paths[0]!.length - 1)} ${say("pathsLong")}` : found.complete ? say("noPath", found.longest) : say("gaveUp");
    const list = found.paths.map((path) => make("li", {}, ...path.flatMap((id, at) => {
      const next = path[at + 1];
      const tie = next ? line(id, next) : undefined;
      const middle = next ? [tie ? make("button", { type: "button", class: "chip", click: () => this.deeds.chooseLine(tie), "aria-label": `${name(id)} – ${name(next)}: ${kindsOf(tie)}` }, kindsOf(tie)) : make("button", { type: "button", class: "chip", click: () => this.deeds.showPath(path) }, say("show"))] : [];
      return [named(name(id)), " ", ...middle, " "];
    })));
    refill(this.main, this.head(make("span", {}, `${say("paths")}: `, named(name(from)), " – ", named(name(to))), note), make("ol", { class: "paths" }, ...list));
  }

  // The records behind a link or a thing, each with its words; the server makes the cards, all escaped.
  private async facts(box: HTMLElement, a: string, b: string, relation: string, filters: Filters, from = 0): Promise<void> {
    if (!from) refill(box, make("p", { class: "note" }, say("loading")));
    let page: Document;
    box.setAttribute("aria-busy", "true");
    try {
      page = new DOMParser().parseFromString(await talk.facts(a, b, relation, from, filters), "text/html");
    } catch (error) {
      box.replaceChildren(this.trouble(error, () => void this.facts(box, a, b, relation, filters, from)));
      return;
    } finally {
      box.removeAttribute("aria-busy");
    }
    const more = page.querySelector<HTMLButtonElement>(".more");
    const next = Number(more?.dataset.from ?? 0);
    const cards = [...page.body.children].filter((each) => each !== more);
    const go = more ? [button(more.textContent ?? "", () => void this.facts(box, a, b, relation, filters, next), { class: "more" })] : [];
    if (from) {
      box.querySelector(".more")?.remove();
      box.append(...cards, ...go);
      (cards[0]?.querySelector("a") as HTMLElement | null)?.focus();
    } else refill(box, ...cards, ...go);
  }

  private trouble(error: unknown, again: () => void): HTMLElement {
    const words = error instanceof talk.Refused ? error.message : say("failed");
    return make("p", { class: "problem" }, `${words} `, button(say("again"), again, { class: "plain" }));
  }
}
