// The picture: SVG drawn by us, at most some hundreds of things. Two tricks make it cheap: during a gesture the whole
// picture is one layer that only the compositor moves (it is drawn anew at its true size of text when the gesture ends),
// and what fades does so by the opacity of fills and strokes, never by that of groups, each of which would be a layer.
import { Gestures, HOME, back, put, scaled, type Spot } from "./lib-graph-gestures";
import { written } from "./lib-graph-labels";
import type { Line, Place, Scene, Thing, View } from "./lib-graph-model";
import { gap, ring } from "./lib-graph-ring";
import { SHAPES, sort } from "./lib-graph-shapes";

const SVG = "http://www.w3.org/2000/svg";
const R = 10; // pixels from the middle of a mark to its edge

export interface Told { // what the picture says of things, in the reader's language
  thing: (thing: Thing, links: number) => string;
  line: (line: Line) => string;
  more: (number: number) => string;
}
export interface Wishes {
  choose: (id: string) => void;
  chooseLine: (line: Line) => void;
  move: (id: string, place: Place) => void;
  expand: (id: string) => void;
  nothing: () => void;
}

export class Picture {
  readonly svg: SVGSVGElement;
  private readonly layer = document.createElement("div");
  private readonly lines: SVGGElement;
  private readonly marks: SVGGElement;
  private readonly names: SVGGElement;
  private readonly more: SVGGElement;
  private readonly drawnThings = new Map<string, SVGGElement>();
  private readonly drawnLines = new Map<string, SVGLineElement>();
  private readonly gestures: Gestures;
  private spot: Spot = HOME; // where the reader has gone
  private drawn: Spot = HOME; // for which the picture was last drawn
  private scene: Scene = { things: [], lines: [], hidden: 0, beside: new Map() };
  private view: View | null = null;
  private places: Record<string, Place> = {};
  private lit: ReadonlySet<string> = new Set(); // things of the paths that are told
  private pointed = "";
  private waiting = 0;
  private readonly over = document.createElementNS(SVG, "svg"); // what is being dragged, as a layer of its own
  private carried: { lines: [Line, SVGLineElement][]; rest: { from: SVGElement; copy: SVGElement }[] } = { lines: [], rest: [] };

  constructor(private readonly stage: HTMLElement, private readonly tip: HTMLElement, label: string, private readonly told: Told, private readonly wishes: Wishes) {
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("class", "picture");
    this.svg.setAttribute("role", "group");
    this.svg.setAttribute("aria-label", label);
    const group = (name: string, parent: SVGElement): SVGGElement => {
      const made = document.createElementNS(SVG, "g");
      made.setAttribute("class", name);
      parent.append(made);
      return made;
    };
    this.lines = group("lines", this.svg);
    this.marks = group("marks", this.svg);
    this.names = group("names", this.svg);
    this.names.setAttribute("aria-hidden", "true");
    this.more = group("more", this.marks);
    this.layer.className = "layer";
    this.over.setAttribute("class", "picture over");
    this.over.setAttribute("aria-hidden", "true");
    this.layer.append(this.svg, this.over);
    stage.append(this.layer);
    this.gestures = this.moves();
    this.listen();
  }

  // Draw what the view shows; `places` has a place for every thing of the scene.
  draw(scene: Scene, view: View, places: Record<string, Place>, lit: ReadonlySet<string> = new Set()): void {
    this.scene = scene;
    this.lit = lit;
    this.view = view;
    this.places = places;
    this.reconcile();
    this.place();
    this.shade();
  }

  focus(id: string): void {
    this.drawnThings.get(id)?.focus({ preventScroll: true });
  }

  has(id: string): boolean {
    return this.drawnThings.has(id);
  }

  // Where a thing stands, as it is or as it is being dragged.
  at(id: string): Place {
    return this.places[id] ?? [0, 0];
  }

  get size(): { width: number; height: number } {
    return { width: this.stage.clientWidth || 800, height: this.stage.clientHeight || 500 };
  }

  // All that is shown, in the middle, not larger than life.
  fit(): void {
    const shown = this.scene.things.map((each) => this.at(each.id));
    if (!shown.length) return;
    const { width, height } = this.size;
    const [left, right] = [Math.min(...shown.map((p) => p[0])), Math.max(...shown.map((p) => p[0]))];
    const [top, bottom] = [Math.min(...shown.map((p) => p[1])), Math.max(...shown.map((p) => p[1]))];
    const edge = Math.min(90, width / 7);
    const scale = Math.min(1.5, (width - 2 * edge) / Math.max(1, right - left), (height - 90) / Math.max(1, bottom - top));
    this.go({ k: scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 });
  }

  closer(by: number): void {
    const { width, height } = this.size;
    this.go(scaled(this.spot, by, [width / 2, height / 2]));
  }

  outside(id: string): boolean {
    const [x, y] = put(this.spot, this.at(id));
    const { width, height } = this.size;
    return this.drawnThings.has(id) && (x < 20 || y < 20 || x > width - 20 || y > height - 20);
  }

  // Bring a thing into sight, if it is not.
  reveal(id: string): void {
    if (!this.outside(id)) return;
    const [x, y] = put(this.spot, this.at(id));
    const { width, height } = this.size;
    this.go({ ...this.spot, x: this.spot.x + width / 2 - x, y: this.spot.y + height / 2 - y });
  }

  private go(to: Spot): void {
    this.spot = to;
    this.place();
    this.shade();
  }

  private reconcile(): void {
    const things = new Map(this.scene.things.map((each) => [each.id, each]));
    for (const [id, element] of this.drawnThings) if (!things.has(id)) { element.remove(); this.drawnThings.delete(id); }
    for (const thing of things.values()) this.thing(thing);
    const wanted = new Set(this.scene.lines.map((line) => `${line.a} ${line.b}`));
    for (const [key, element] of this.drawnLines) if (!wanted.has(key)) { element.remove(); this.drawnLines.delete(key); }
    for (const line of this.scene.lines) {
      const key = `${line.a} ${line.b}`;
      let element = this.drawnLines.get(key);
      if (!element) {
        element = document.createElementNS(SVG, "line");
        this.lines.append(element);
        this.drawnLines.set(key, element);
      }
      element.setAttribute("stroke-width", (1 + Math.log2(line.records) * 0.55).toFixed(1));
    }
  }

  private thing(thing: Thing): void {
    const view = this.view!;
    let element = this.drawnThings.get(thing.id);
    if (!element) {
      element = document.createElementNS(SVG, "g");
      element.dataset.id = thing.id;
      element.setAttribute("role", "button");
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", "mark");
      path.setAttribute("d", SHAPES[sort(thing.kind)]!);
      element.append(path);
      this.marks.append(element);
      this.drawnThings.set(thing.id, element);
    }
    const links = this.scene.beside.get(thing.id)?.size ?? 0;
    const entrance = view.at && this.scene.things.some((each) => each.id === view.at) ? view.at : this.scene.things[0]?.id;
    element.setAttribute("tabindex", thing.id === entrance ? "0" : "-1");
    element.setAttribute("aria-label", this.told.thing(thing, links));
    element.setAttribute("aria-pressed", String(thing.id === view.at));
    const classes = ["thing", `k-${sort(thing.kind)}`];
    if ((thing.degree ?? 0) > links) classes.push("has-more");
    if (view.pinned.has(thing.id)) classes.push("pinned");
    if (thing.id === view.at) classes.push("chosen");
    element.setAttribute("class", classes.join(" "));
    const pin = element.querySelector(".pin");
    if (view.pinned.has(thing.id) && !pin) {
      const dot = document.createElementNS(SVG, "circle");
      dot.setAttribute("class", "pin");
      dot.setAttribute("r", "2.6");
      element.append(dot);
    } else if (!view.pinned.has(thing.id)) pin?.remove();
  }

  // Everything at its true size for the present transform.
  private place(): void {
    this.drawn = this.spot;
    this.layer.style.transform = "";
    for (const thing of this.scene.things) {
      const [x, y] = this.screen(thing.id);
      this.drawnThings.get(thing.id)!.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})${this.scale}`);
    }
    for (const line of this.scene.lines) this.join(line);
    this.dashed();
    this.label();
  }

  // From afar marks are drawn smaller, so that many do not run into one; never so small that shapes are lost.
  private get large(): number {
    return Math.min(1, Math.max(0.62, 0.3 + this.drawn.k));
  }

  private get scale(): string {
    return this.large < 1 ? ` scale(${this.large.toFixed(2)})` : "";
  }

  private screen(id: string): [number, number] {
    return put(this.drawn, this.at(id));
  }

  private join(line: Line, element = this.drawnLines.get(`${line.a} ${line.b}`)!): void {
    const [x1, y1] = this.screen(line.a);
    const [x2, y2] = this.screen(line.b);
    element.setAttribute("x1", x1.toFixed(1));
    element.setAttribute("y1", y1.toFixed(1));
    element.setAttribute("x2", x2.toFixed(1));
    element.setAttribute("y2", y2.toFixed(1));
  }

  // "and N more" of the chosen thing: a dashed ring in the widest gap around it.
  private dashed(): void {
    this.more.replaceChildren();
    const chosen = this.scene.things.find((each) => each.id === this.view?.at);
    const left = chosen ? (chosen.degree ?? 0) - (this.scene.beside.get(chosen.id)?.size ?? 0) : 0;
    if (!chosen || left <= 0 || this.view?.star || this.view?.off.size) return;
    const from = this.screen(chosen.id);
    const others = this.scene.things.filter((each) => each.id !== chosen.id).map((each) => ({ at: this.screen(each.id), linked: this.scene.beside.get(chosen.id)?.has(each.id) ?? false }));
    this.more.append(...ring(chosen.id, from, gap(from, others), left, `${chosen.label}: ${this.told.more(left)}`));
    this.marks.append(this.more);
  }

  private label(): void {
    const style = getComputedStyle(this.svg);
    const near = this.near();
    const names = this.scene.things.map((thing) => {
      const [x, y] = this.screen(thing.id);
      const close = near?.has(thing.id) ?? false;
      const rank = (close ? 1000 : 0) + (this.scene.beside.get(thing.id)?.size ?? 0) * 3 + Math.log2(1 + (thing.degree ?? 0));
      return { id: thing.id, text: thing.label, x, y, r: R * this.large, rank, sure: thing.id === this.view?.at || thing.id === this.pointed, faded: near !== null && !close };
    });
    if (this.more.lastElementChild) {
      const [x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(this.more.lastElementChild.getAttribute("transform") ?? "")?.slice(1).map(Number) ?? [0, 0];
      names.push({ id: "", text: "", x: x ?? 0, y: y ?? 0, r: 18, rank: 1e6, sure: false, faded: false });
    }
    const found = written(names, `12px ${style.fontFamily}`, this.size).filter((each) => each.id);
    const shown = new Map([...this.names.children].map((each) => [(each as SVGElement).dataset.of!, each as SVGTextElement]));
    for (const each of found) {
      const text = shown.get(each.id) ?? document.createElementNS(SVG, "text");
      shown.delete(each.id);
      text.dataset.of = each.id;
      text.setAttribute("x", each.x.toFixed(1));
      text.setAttribute("y", each.y.toFixed(1));
      text.setAttribute("text-anchor", each.anchor);
      if (text.textContent !== each.text) text.textContent = each.text;
      if (!text.parentNode) this.names.append(text);
    }
    for (const old of shown.values()) old.remove();
  }

  private near(): Set<string> | null {
    const around = (id: string): Set<string> => new Set([id, ...(this.scene.beside.get(id) ?? [])]);
    if (this.pointed) return around(this.pointed);
    if (this.line) return new Set(this.line);
    if (this.lit.size) return new Set(this.lit);
    return this.view?.at && this.drawnThings.has(this.view.at) ? around(this.view.at) : null;
  }

  private get line(): readonly [string, string] | null {
    const link = this.view?.link;
    return link?.every((id) => this.drawnThings.has(id)) ? link : null;
  }

  // Point or choose: neighbours stay, the rest fades.
  private shade(): void {
    const near = this.near();
    const middle = this.pointed || (this.line || this.lit.size ? "" : (this.view?.at ?? ""));
    this.svg.classList.toggle("shaded", near !== null);
    for (const [id, element] of this.drawnThings) element.classList.toggle("near", near?.has(id) ?? false);
    for (const text of this.names.children) text.classList.toggle("near", near?.has((text as SVGElement).dataset.of!) ?? false);
    for (const line of this.scene.lines) {
      const picked = this.line?.[0] === line.a && this.line[1] === line.b;
      const within = !this.pointed && !this.line && this.lit.has(line.a) && this.lit.has(line.b);
      const close = picked || within || line.a === middle || line.b === middle;
      this.drawnLines.get(`${line.a} ${line.b}`)!.setAttribute("class", `line${line.quiet ? " quiet" : ""}${close ? " near" : ""}${picked ? " chosen" : ""}`);
    }
  }

  private listen(): void {
    this.svg.addEventListener("click", (event) => this.click(event));
    this.svg.addEventListener("dblclick", (event) => {
      const id = (event.target as Element).closest<SVGElement>("[data-id]")?.dataset.id;
      if (id) this.wishes.expand(id);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (this.waiting || this.gestures.busy || event.pointerType === "touch") return;
      this.waiting = requestAnimationFrame(() => {
        this.waiting = 0;
        this.point(event);
      });
    });
    this.svg.addEventListener("focusin", (event) => this.aim((event.target as SVGElement).dataset.id ?? ""));
    this.svg.addEventListener("focusout", () => this.aim(""));
    this.svg.addEventListener("pointerleave", () => {
      this.hint(null);
      this.aim("");
    });
    new ResizeObserver(() => {
      if (this.scene.things.length) { this.place(); this.shade(); }
    }).observe(this.stage);
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const more = target.closest<SVGElement>("[data-more]");
    const id = target.closest<SVGElement>("[data-id]")?.dataset.id;
    if (more) this.wishes.expand(more.dataset.more!);
    else if (id) this.wishes.choose(id);
    else {
      const line = this.nearest(event, 9);
      if (line) this.wishes.chooseLine(line);
      else this.wishes.nothing();
    }
  }

  private point(event: PointerEvent): void {
    const id = (event.target as Element).closest<SVGElement>("[data-id]")?.dataset.id ?? "";
    const line = id ? null : this.nearest(event, 6);
    this.svg.classList.toggle("on-line", line !== null);
    this.aim(id);
    const thing = this.scene.things.find((each) => each.id === id);
    this.hint(thing ? this.told.thing(thing, this.scene.beside.get(id)?.size ?? 0) : line ? this.told.line(line) : null, event);
  }

  private aim(id: string): void {
    if (id === this.pointed) return;
    this.pointed = id;
    this.label();
    this.shade();
  }

  private hint(words: string | null, event?: PointerEvent): void {
    this.tip.hidden = words === null;
    if (words === null || !event) return;
    this.tip.textContent = words;
    const frame = this.stage.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    this.tip.style.left = `${Math.max(4, Math.min(x + 14, frame.width - this.tip.offsetWidth - 6))}px`;
    this.tip.style.top = `${y + 18 + this.tip.offsetHeight > frame.height ? y - this.tip.offsetHeight - 10 : y + 18}px`;
  }

  private nearest(event: MouseEvent, within: number): Line | null {
    const frame = this.stage.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    let [found, least]: [Line | null, number] = [null, within];
    for (const line of this.scene.lines) {
      const [ax, ay] = this.screen(line.a);
      const [bx, by] = this.screen(line.b);
      const long = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const part = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / long));
      const far = Math.hypot(px - ax - part * (bx - ax), py - ay - part * (by - ay));
      if (far < least) [found, least] = [line, far];
    }
    return found;
  }

  private moves(): Gestures {
    return new Gestures(this.stage, {
      spot: () => this.spot,
      begin: () => {
        this.layer.style.willChange = "transform";
        this.hint(null);
      },
      go: (spot) => {
        this.spot = spot;
        const scale = spot.k / this.drawn.k;
        this.layer.style.transform = `translate(${spot.x - scale * this.drawn.x}px,${spot.y - scale * this.drawn.y}px) scale(${scale})`;
      },
      end: () => {
        this.layer.style.willChange = "";
        this.go(this.spot);
      },
      grab: (id) => this.grab(id),
      carry: (id, x, y) => this.carry(id, x, y),
      drop: (id) => {
        this.over.replaceChildren();
        for (const { from } of this.carried.rest) from.style.visibility = "";
        this.carried = { lines: [], rest: [] };
        this.wishes.move(id, this.at(id).map(Math.round) as unknown as Place);
      },
    });
  }

  // While a thing is dragged, copies of it, its links and its name move in a layer above; the picture itself, where
  // they are hidden, need not be painted again.
  private grab(id: string): void {
    this.more.replaceChildren();
    this.hint(null);
    const name = [...this.names.children].find((each) => (each as SVGElement).dataset.of === id) as SVGElement | undefined;
    const touched = this.scene.lines.filter((line) => line.a === id || line.b === id);
    const originals = [...touched.map((line) => this.drawnLines.get(`${line.a} ${line.b}`)!), this.drawnThings.get(id)!, ...(name ? [name] : [])];
    const rest = originals.map((from) => ({ from, copy: from.cloneNode(true) as SVGElement }));
    for (const { from, copy } of rest) {
      copy.removeAttribute("tabindex");
      copy.removeAttribute("data-id");
      from.style.visibility = "hidden";
    }
    this.over.classList.toggle("shaded", this.svg.classList.contains("shaded"));
    this.over.replaceChildren(...rest.map(({ copy }) => copy));
    this.carried = { lines: touched.map((line, at) => [line, rest[at]!.copy as SVGLineElement]), rest: rest };
  }

  private carry(id: string, x: number, y: number): void {
    this.places = { ...this.places, [id]: back(this.drawn, [x, y]) };
    for (const [line, copy] of this.carried.lines) this.join(line, copy);
    const [thing, name] = this.carried.rest.slice(this.carried.lines.length).map(({ copy }) => copy);
    thing?.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})${this.scale}`);
    name?.setAttribute("transform", `translate(${(x + R + 4 - Number(name.getAttribute("x"))).toFixed(1)},${(y + 4 - Number(name.getAttribute("y"))).toFixed(1)})`);
    name?.setAttribute("text-anchor", "start");
  }
}
