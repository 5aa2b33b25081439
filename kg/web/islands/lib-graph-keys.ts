// The keyboard: arrows go along the links, letters do what the buttons do.
import type { Scene } from "./lib-graph-model";
import type { Picture } from "./lib-graph-picture";

const WRITING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface Bound {
  scene: () => Scene;
  at: () => string; // the chosen thing
  still: () => boolean; // whether keys are meant for something else
  read: (id: string) => void;
  expand: (id: string) => void;
  letters: Record<string, (id: string, shift: boolean) => unknown>;
}

export class Keys {
  constructor(private readonly box: HTMLElement, private readonly picture: Picture, private readonly bound: Bound) {
    document.addEventListener("keydown", (event) => {
      if (this.pressed(event)) event.preventDefault();
    });
  }

  // Whether the key was ours: pressed in the explorer, or nowhere in particular, and not while writing.
  private pressed(event: KeyboardEvent): boolean {
    const target = event.target instanceof HTMLElement || event.target instanceof SVGElement ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || this.bound.still() || target.closest(WRITING)) return false;
    if (target !== document.body && !this.box.contains(target)) return false;
    const here = target.dataset.id ?? "";
    const id = here || this.bound.at();
    const way = ARROWS[event.key];
    if (way) return (here !== "" || target === document.body) && this.arrow(here, id, way);
    if (event.key === "Enter" || event.key === " ") return this.enter(here, target.dataset.more ?? "");
    const letter = this.bound.letters[event.key.toLocaleLowerCase()];
    letter?.(id, event.shiftKey);
    return letter !== undefined;
  }

  private enter(thing: string, more: string): boolean {
    if (thing) this.bound.read(thing);
    else if (more) this.bound.expand(more);
    return Boolean(thing || more);
  }

  private arrow(here: string, id: string, way: readonly [number, number]): boolean {
    const next = here ? this.beside(here, way) : id || (this.bound.scene().things[0]?.id ?? "");
    if (next) {
      this.picture.reveal(next);
      this.picture.focus(next);
    }
    return true;
  }

  // The linked thing that lies most in that direction, else the nearest of all that does.
  private beside(from: string, [dx, dy]: readonly [number, number]): string {
    const [x, y] = this.picture.at(from);
    const cost = (id: string): number => {
      const [a, b] = this.picture.at(id);
      const far = Math.hypot(a - x, b - y);
      const along = ((a - x) * dx + (b - y) * dy) / (far || 1);
      return along < 0.35 ? Infinity : far / along ** 2;
    };
    const best = (ids: readonly string[]): string => ids.filter((id) => id !== from && cost(id) < Infinity).sort((a, b) => cost(a) - cost(b))[0] ?? "";
    const scene = this.bound.scene();
    return best([...(scene.beside.get(from) ?? [])]) || best(scene.things.map((each) => each.id));
  }
}
