// The explorer: begin from a search, see what stands around, choose what to add, read every record behind a link.
// One view (lib-graph-model) is the state, the address and the undo stack; each deed makes the next view of it.
import { Panel, FIRST, type Step } from "./lib-graph-panel";
import { chips, chooser, nothing, shown as showChips } from "./lib-graph-chips";
import { framed } from "./lib-graph-frame";
import { Keys } from "./lib-graph-keys";
import { laid } from "./lib-graph-layout";
import { EMPTY, hanging, query, read, scene as seen, type Answer, type Line, type Paths, type Place, type Scene, type Thing, type View } from "./lib-graph-model";
import { Picture } from "./lib-graph-picture";
import { mark, sort } from "./lib-graph-shapes";
import { kindsOf, twin } from "./lib-graph-table";
import { taken, type Form } from "./lib-graph-take";
import * as talk from "./lib-graph-talk";
import { bring, button, kindWord, make, number, refill, say, span, type Words } from "./lib-graph-words";
import { suggestions } from "./lib-suggest";

interface Taken { view: View; says: string }
const NARROW = 640; // pixels of width under which a first view has fewer things
const FEW = 15;
const idOf = (iri: string): string => iri.split("/id/").pop() ?? iri;

class Explorer {
  private taken: Taken[] = [];
  private now = -1;
  private answer: Answer = { nodes: [], links: [], facets: { total: 0, chosen: 0, undated: 0, kinds: {}, years: {}, publishers: [], countries: [], sure: {}, without: {} } };
  private scene: Scene = { things: [], lines: [], hidden: 0, beside: new Map() };
  private readonly known = new Map<string, Thing>();
  private found: Paths | null = null;
  private turn = 0;
  private waiting = 0;

  private readonly live = make("p", { class: "hidden", role: "status" });
  private readonly stage = make("div", { class: "stage" });
  private readonly tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  private readonly filters = make("div", { class: "drops", role: "group", "aria-label": say("filters") });
  private readonly chips = make("div", { class: "chips-on", role: "group", "aria-label": say("filters") });
  private readonly legend = make("div", { class: "legend", role: "group", "aria-label": say("legend") });
  private readonly caption = make("p", { class: "caption" });
  private readonly notice = make("div", { class: "notice" });
  private readonly table = make("div", { class: "twin" });
  private readonly undo = button("↶", () => void this.go(this.now - 1), { "aria-label": say("undo"), title: `${say("undo")} (Z)` });
  private readonly redo = button("↷", () => void this.go(this.now + 1), { "aria-label": say("redo"), title: `${say("redo")} (Y)` });
  private readonly as = button(say("asTable"), () => this.adjust({ ...this.view, table: !this.view.table }), { title: "T" });
  private readonly search = make("input", { type: "search", id: "explorer-add", autocomplete: "off", placeholder: say("add") });
  private readonly dialog = make("dialog", { class: "keys", "aria-label": say("help") });
  private readonly side = make("aside", { class: "panel", "aria-label": say("facts") });
  private readonly picture: Picture;
  private readonly panel: Panel;

  constructor(private readonly box: HTMLElement, private readonly most: number) {
    this.picture = new Picture(this.stage, this.tip, say("picture"), {
      thing: (thing, links) => `${thing.label}, ${kindWord(thing.kind)}, ${say("links").toLocaleLowerCase()}: ${number(links)}${(thing.degree ?? 0) > links ? `, ${say("moreOf")}: ${number(thing.degree! - links)}` : ""}`,
      line: (line) => `${this.label(line.a)} – ${this.label(line.b)}: ${kindsOf(line)}${line.last ? `, ${span(line.first, line.last)}` : ""}`,
      more: (left) => say("more", left),
    }, {
      choose: (id) => this.choose(id),
      chooseLine: (line) => this.chooseLine(line),
      move: (id, place) => void this.change({ ...this.view, places: { ...this.view.places, [id]: place }, pinned: new Set([...this.view.pinned, id]) }, `${say("moved")}: ${this.label(id)}`),
      expand: (id) => void this.expand(id, FIRST),
      nothing: () => this.adjust({ ...this.view, at: "", link: null, path: null }),
    });
    this.panel = new Panel(this.side, {
      choose: (id) => this.choose(id),
      chooseLine: (line) => this.chooseLine(line),
      expand: (id, wish) => this.expand(id, wish),
      collapse: (id) => void this.collapse(id),
      hide: (id) => void this.hide(id),
      pin: (id) => void this.pin(id),
      steps: (steps) => void this.change({ ...this.view, steps }, `${say("stepped")}: ${steps || say("all")}`),
      star: () => this.adjust({ ...this.view, star: !this.view.star }),
      path: (to) => this.path(this.view.at, to),
      showPath: (path) => void this.showPath(path),
      back: () => this.back(),
      leave: () => this.back(),
    });
    this.build();
    new Keys(this.box, this.picture, {
      scene: () => this.scene,
      at: () => this.view.at,
      still: () => this.dialog.open,
      read: (id) => this.read(id),
      expand: (id) => void this.expand(id, FIRST),
      letters: {
        e: (id) => id && void this.expand(id, FIRST), c: (id) => id && void this.collapse(id), h: (id) => id && void this.hide(id), p: (id) => id && void this.pin(id),
        l: (id) => this.nextLine(id), z: (_, shift) => void this.go(this.now + (shift ? 1 : -1)), y: () => void this.go(this.now + 1), f: () => this.picture.fit(),
        "+": () => this.picture.closer(1.3), "=": () => this.picture.closer(1.3), "-": () => this.picture.closer(1 / 1.3), t: () => this.adjust({ ...this.view, table: !this.view.table }),
        "/": () => this.search.focus(), escape: () => this.back(), "?": () => this.dialog.showModal(),
      },
    });
  }

  private get view(): View {
    return this.taken[this.now]?.view ?? EMPTY;
  }

  private label(id: string): string {
    return this.known.get(id)?.label ?? id;
  }

  async begin(data: { answer: Answer }): Promise<void> {
    const address = new URLSearchParams(location.search);
    let view = read(address);
    for (const each of data.answer.nodes) this.known.set(each.id, each);
    if (!view.shown.length) {
      const first = data.answer.nodes.slice(0, this.box.clientWidth < NARROW ? FEW + 1 : undefined).map((each) => each.id);
      view = { ...view, shown: first, asked: new Set(first.slice(0, 1)), at: view.at || first[0] || "" };
    }
    if (view.shown.length === data.answer.nodes.length) talk.remember(view.shown, view.filters, data.answer);
    await this.change(view, `${say("began")}: ${this.label(view.shown[0] ?? "")}`);
    this.picture.fit();
    if (view.path) await this.path(...view.path);
  }

  // The next view, as a step that can be undone. What has no place yet gets one; nothing else moves.
  private async change(next: View, says: string): Promise<boolean> {
    const turn = ++this.turn;
    const answer = await this.ask(next);
    if (!answer || turn !== this.turn) return false;
    this.answer = answer;
    for (const each of answer.nodes) this.known.set(each.id, each);
    const placed = { ...next, places: this.laid(next, answer) };
    this.taken = [...this.taken.slice(0, this.now + 1), { view: placed, says }];
    this.now = this.taken.length - 1;
    this.draw();
    this.live.textContent = `${says}. ${this.counts()}`;
    return true;
  }

  // The same step seen otherwise: what is chosen, picture or table.
  private adjust(next: View): void {
    if (!this.taken[this.now]) return;
    this.taken[this.now] = { ...this.taken[this.now]!, view: next };
    this.draw();
  }

  private async go(to: number): Promise<void> {
    const step = this.taken[to];
    if (!step || to === this.now) return;
    const says = to < this.now ? `${say("undone")}: ${this.taken[this.now]!.says}` : `${say("redone")}: ${step.says}`;
    const answer = await this.ask(step.view);
    if (!answer) return;
    this.answer = answer;
    this.now = to;
    this.draw();
    this.live.textContent = says;
  }

  // What is being waited for: told to readers who cannot see it, and looked at by tests.
  private busy(more: 1 | -1): void {
    this.waiting += more;
    if (this.waiting) this.box.setAttribute("aria-busy", "true");
    else this.box.removeAttribute("aria-busy");
  }

  private async ask(view: View): Promise<Answer | null> {
    this.busy(1);
    try {
      const answer = await talk.links(view.shown, view.filters);
      this.notice.replaceChildren();
      return answer;
    } catch (error) {
      this.trouble(error);
      return null;
    } finally {
      this.busy(-1);
    }
  }

  private trouble(error: unknown): void {
    const words = error instanceof talk.Refused ? error.message : say("failed");
    this.notice.replaceChildren(make("p", { class: "problem" }, words));
    this.live.textContent = words;
  }

  private laid(view: View, answer: Answer): Record<string, Place> {
    const { width, height } = this.picture.size;
    const all = seen({ ...view, off: new Set(), steps: 0, star: false, filters: { ...view.filters } }, answer);
    return laid(view.shown.filter((id) => this.known.has(id)), all.lines, view.places, Math.min(2.2, Math.max(0.6, width / height)));
  }

  private draw(): void {
    const view = this.view;
    this.scene = seen(view, this.answer);
    const lit = new Set(view.path && this.found && !view.link ? this.found.paths.flat() : []);
    this.picture.draw(this.scene, view, view.places, lit);
    this.panel.tell(view, this.scene, view.path && this.found ? { found: this.found, from: view.path[0], to: view.path[1] } : null, this.known);
    this.panel.steps(this.taken.map((each, at): Step => ({ says: each.says, at: at === this.now, go: () => void this.go(at) })));
    this.furnish();
    const language = new URLSearchParams(location.search).get("lang");
    document.title = `${this.title()} · Tradegraph`;
    history.replaceState(null, "", `?${query(view)}${language ? `&lang=${language}` : ""}${location.hash}`);
    for (const each of document.querySelectorAll<HTMLAnchorElement>(".languages a")) each.href = `?${query(view)}&lang=${each.hreflang}`;
  }

  private furnish(): void {
    const view = this.view;
    this.undo.disabled = this.now <= 0;
    this.redo.disabled = this.now >= this.taken.length - 1;
    this.as.textContent = say(view.table ? "asPicture" : "asTable");
    this.stage.hidden = view.table;
    this.table.hidden = !view.table;
    if (view.table) twin(this.table, this.scene, view, (id) => this.choose(id), (line) => this.chooseLine(line));
    const filter = (filters: View["filters"], says: string): void => void this.change({ ...this.view, filters }, says);
    chooser(this.filters, this.answer.facets, view.filters, filter);
    const extra: { says: string; off: () => void }[] = [];
    if (view.steps && view.at) extra.push({ says: `${say("steps")}: ${view.steps} (${this.label(view.at)})`, off: () => void this.change({ ...this.view, steps: 0 }, `${say("stepped")}: ${say("all")}`) });
    if (view.star) extra.push({ says: say("starOnly"), off: () => this.adjust({ ...this.view, star: false }) });
    showChips(this.chips, this.answer.facets, view.filters, extra, filter);
    const none = nothing(this.answer.facets, view.filters, filter);
    this.notice.replaceChildren(...(none ? [none] : []));
    this.caption.textContent = this.counts();
    this.kinds();
  }

  // The legend: kinds by shape, word and number; each one can be put away.
  private kinds(): void {
    const view = this.view;
    const numbers = new Map<string, number>();
    for (const each of this.answer.nodes) numbers.set(each.kind, (numbers.get(each.kind) ?? 0) + 1);
    refill(this.legend, ...[...numbers].sort((a, b) => b[1] - a[1]).map(([kind, count]) => {
      const on = !view.off.has(kind);
      const toggle = (): void => {
        const off = new Set(view.off);
        if (on) off.add(kind);
        else off.delete(kind);
        void this.change({ ...this.view, off }, `${on ? "−" : "+"} ${kindWord(kind)}`);
      };
      return make("button", { type: "button", class: `sort-key k-${sort(kind)}`, "aria-pressed": String(on), "data-key": `kind-${kind}`, click: toggle }, mark(kind), make("span", {}, kindWord(kind)), make("small", {}, number(count)));
    }));
  }

  private counts(): string {
    const whole = !this.view.off.size && !this.view.star && !this.view.steps;
    const parts = [`${say("things")}: ${number(this.scene.things.length)}`, `${say("links")}: ${number(this.scene.lines.length)}`];
    if (whole) parts.push(`${say("records")}: ${number(this.answer.facets.chosen)}`);
    if (this.scene.hidden) parts.push(`${say("hiddenByFilters")}: ${number(this.scene.hidden)}`);
    return parts.join(" · ");
  }

  // A picture is taken for the whole truth: what stands around the things it began with, and is not in it.
  private leaves(): string {
    const left = [...this.view.asked].slice(0, 4).map((id) => [id, (this.known.get(id)?.degree ?? 0) - (this.scene.beside.get(id)?.size ?? 0)] as const).filter(([, count]) => count > 0);
    return left.length ? `${say("leaves")}: ${left.map(([id, count]) => `${this.label(id)} ${number(count)}`).join(", ")}` : "";
  }

  private choose(id: string): void {
    if (!this.known.has(id)) return;
    this.adjust({ ...this.view, at: id, link: null, path: null });
    this.picture.reveal(id);
    this.live.textContent = `${say("chosen")}: ${this.label(id)}`;
  }

  private chooseLine(line: Line): void {
    this.adjust({ ...this.view, link: [line.a, line.b] });
    this.live.textContent = `${say("chosen")}: ${this.label(line.a)} – ${this.label(line.b)}, ${kindsOf(line)}`;
    if (matchMedia("(max-width: 60rem)").matches) this.side.scrollIntoView({ block: "start" });
  }

  private back(): void {
    const view = this.view;
    if (view.link) this.adjust({ ...view, link: null });
    else if (view.path) this.adjust({ ...view, path: null });
    else this.adjust({ ...view, at: "" });
    if (view.link || view.path) this.picture.focus(view.at);
  }

  private async expand(id: string, wish: talk.Wish): Promise<void> {
    const view = this.view;
    const room = this.most - view.shown.length;
    if (room <= 0) return this.full();
    this.busy(1);
    try {
      const found = await talk.around(id, view.shown, view.filters, { ...wish, limit: Math.min(wish.limit, room) });
      if (!found.neighbours.length) {
        this.live.textContent = say("nothingNew");
        return;
      }
      for (const each of found.neighbours) this.known.set(each.id, each);
      await this.grow(this.view, found.neighbours.map((each) => each.id), { at: id, link: null, path: null }, `${this.label(id)}: +${number(found.neighbours.length)}`);
    } catch (error) {
      this.trouble(error);
    } finally {
      this.busy(-1);
    }
  }

  // Add things; the picture is fitted anew only where they would come to stand out of sight.
  private async grow(view: View, ids: readonly string[], chosen: Partial<View>, says: string): Promise<boolean> {
    const fresh = ids.filter((id) => !view.shown.includes(id));
    if (view.shown.length + fresh.length > this.most) {
      this.full();
      return false;
    }
    const done = await this.change({ ...view, shown: [...view.shown, ...fresh], ...chosen }, says);
    if (done && fresh.some((id) => this.picture.outside(id))) this.picture.fit();
    return done;
  }

  private full(): void {
    this.notice.replaceChildren(make("p", {}, say("full", this.most)));
    this.live.textContent = say("full", this.most);
  }

  private async add(id: string, label: string): Promise<void> {
    if (this.view.shown.includes(id)) return this.choose(id);
    await this.grow(this.view, [id], { asked: new Set([...this.view.asked, id]), at: id, link: null, path: null }, `${say("added")}: ${label}`);
  }

  private async remove(ids: readonly string[], says: string): Promise<void> {
    const gone = new Set(ids);
    const view = this.view;
    const shown = view.shown.filter((id) => !gone.has(id));
    if (!ids.length || !shown.length) return;
    const keep = <T,>(all: ReadonlySet<T>): Set<T> => new Set([...all].filter((id) => !gone.has(id as string)));
    const places = Object.fromEntries(Object.entries(view.places).filter(([id]) => !gone.has(id)));
    await this.change({ ...view, shown, places, pinned: keep(view.pinned), asked: keep(view.asked), at: gone.has(view.at) ? "" : view.at, link: view.link?.some((id) => gone.has(id)) ? null : view.link, path: null }, says);
  }

  private async hide(id: string): Promise<void> {
    const next = [...(this.scene.beside.get(id) ?? [])][0] ?? "";
    await this.remove([id], `${say("hid")}: ${this.label(id)}`);
    this.picture.focus(next);
  }

  private async collapse(id: string): Promise<void> {
    const ids = hanging(id, this.scene.beside, this.view);
    if (ids.length) await this.remove(ids, `${say("collapsed")}: ${this.label(id)} −${number(ids.length)}`);
    else this.live.textContent = say("nothingNew");
  }

  private async pin(id: string): Promise<void> {
    const pinned = new Set(this.view.pinned);
    const off = pinned.delete(id);
    if (!off) pinned.add(id);
    await this.change({ ...this.view, pinned }, `${say(off ? "unpinned" : "pinned")}: ${this.label(id)}`);
  }

  private async path(from: string, to: string): Promise<void> {
    this.busy(1);
    try {
      this.found = await talk.paths(from, to, this.view.filters);
    } catch (error) {
      return this.trouble(error);
    } finally {
      this.busy(-1);
    }
    for (const each of this.found.nodes) if (!this.known.has(each.id)) this.known.set(each.id, each);
    const ids = [...new Set(this.found.paths.slice(0, 10).flat())];
    const fresh = ids.filter((id) => !this.view.shown.includes(id));
    if (!fresh.length) this.adjust({ ...this.view, path: [from, to], link: null });
    else await this.grow(this.view, fresh, { path: [from, to], link: null }, `${say("pathAdded")}: ${this.label(from)} – ${this.label(to)}`);
    this.live.textContent = this.found.paths.length ? `${say("paths")}: ${number(this.found.number)}` : say("noPath", this.found.longest);
  }

  private async showPath(path: readonly string[]): Promise<void> {
    await this.grow(this.view, path, {}, `${say("pathAdded")}: ${path.map((id) => this.label(id)).join(" – ")}`);
  }

  private async tidy(): Promise<void> {
    const pinned = Object.fromEntries(Object.entries(this.view.places).filter(([id]) => this.view.pinned.has(id)));
    const before = this.view.places;
    if (!(await this.change({ ...this.view, places: pinned }, say("tidied")))) return;
    const after = this.view.places;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || this.scene.things.length > 150;
    for (let frame = 1; frame < 18 && !still; frame += 1) {
      const part = 1 - (1 - frame / 18) ** 3;
      const between = Object.fromEntries(Object.entries(after).map(([id, to]) => [id, (before[id] ?? to).map((from, axis) => from + (to[axis]! - from) * part) as unknown as Place]));
      this.picture.draw(this.scene, this.view, between);
      await new Promise(requestAnimationFrame);
    }
    this.draw();
    this.picture.fit();
  }

  private read(id: string): void {
    this.choose(id);
    this.side.querySelector<HTMLDetailsElement>('details[data-key="facts"]')?.setAttribute("open", "");
    this.side.querySelector<HTMLElement>("h2")?.focus();
  }

  private nextLine(id: string): void {
    const lines = this.scene.lines.filter((line) => line.a === id || line.b === id).sort((a, b) => b.records - a.records);
    const at = lines.findIndex((line) => this.view.link?.[0] === line.a && this.view.link[1] === line.b);
    const next = lines[(at + 1) % Math.max(1, lines.length)];
    if (!next) return;
    if (this.view.at !== id) this.choose(id);
    this.chooseLine(next);
  }

  private async take(kind: Form): Promise<void> {
    for (const each of this.box.querySelectorAll<HTMLDetailsElement>("details.drop[open]")) each.open = false;
    const told = { title: this.title(), filters: chips(this.view.filters, this.answer.facets).map((each) => each.says).join("; "), counts: [this.counts(), this.leaves()].filter(Boolean).join(" · "), facets: this.answer.facets };
    if (this.view.table && (kind === "png" || kind === "svg")) this.adjust({ ...this.view, table: false });
    await taken(kind, this.scene, this.view, this.picture.svg, told);
  }

  private title(): string {
    const first = [...this.view.asked].filter((id) => this.view.shown.includes(id)).map((id) => this.label(id));
    const told = first.length ? first : [this.label(this.view.shown[0] ?? "")];
    const left = this.scene.things.length - told.length;
    return `${told.slice(0, 4).join(", ")}${left > 0 ? ` ${say("more", left)}` : ""}`;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      this.live.textContent = say("copied");
      this.notice.replaceChildren(make("p", { class: "note" }, say("copied")));
    } catch {
      const field = make("input", { value: location.href, readonly: true, "aria-label": say("copy"), class: "address" });
      this.notice.replaceChildren(field);
      field.select();
    }
  }

  private build(): void {
    const parts = { search: this.search, stage: this.stage, tip: this.tip, filters: this.filters, chips: this.chips, legend: this.legend, caption: this.caption, notice: this.notice, table: this.table, undo: this.undo, redo: this.redo, as: this.as, dialog: this.dialog, side: this.side, live: this.live };
    framed(this.box, parts, {
      fit: () => this.picture.fit(),
      closer: (by) => this.picture.closer(by),
      tidy: () => void this.tidy(),
      take: (form) => void this.take(form),
      copy: () => void this.copy(),
    });
    suggestions(this.search, (hit) => {
      this.search.value = "";
      void this.add(idOf(hit.iri), hit.label);
    });
  }
}

const begin = document.querySelector<HTMLInputElement>("#begin");
if (begin) {
  const language = new URLSearchParams(location.search).get("lang");
  suggestions(begin, (hit) => location.assign(`/explore?of=${idOf(hit.iri)}${language ? `&lang=${language}` : ""}`));
}
const box = document.querySelector<HTMLElement>("#explorer");
const data = document.querySelector("#explorer-data");
if (box && data?.textContent) {
  bring(JSON.parse(box.dataset.words ?? "{}") as Words);
  box.hidden = false;
  document.querySelector("#explorer-table")?.remove();
  void new Explorer(box, Number(box.dataset.most)).begin(JSON.parse(data.textContent) as { answer: Answer });
}
