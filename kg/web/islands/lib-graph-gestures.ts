// Moving over the picture: drag to go, wheel or two fingers to come closer, drag a thing to put it elsewhere.
// Pointer events alone: d3-zoom and d3-drag bring transitions and colours along, a third of all that may be sent.

export interface Spot { readonly k: number; readonly x: number; readonly y: number } // scale, and where the origin stands
export const HOME: Spot = { k: 1, x: 0, y: 0 };
export const put = (spot: Spot, [x, y]: readonly [number, number]): [number, number] => [spot.x + spot.k * x, spot.y + spot.k * y];
export const back = (spot: Spot, [x, y]: readonly [number, number]): [number, number] => [(x - spot.x) / spot.k, (y - spot.y) / spot.k];

// The spot after coming closer by a factor around a point of the screen, within bounds.
export function scaled(spot: Spot, by: number, [x, y]: readonly [number, number]): Spot {
  const k = Math.min(MOST, Math.max(LEAST, spot.k * by));
  const part = k / spot.k;
  return { k, x: x - part * (x - spot.x), y: y - part * (y - spot.y) };
}

export interface Hooks {
  spot: () => Spot;
  begin: () => void;
  go: (spot: Spot) => void;
  end: () => void;
  grab: (id: string) => void;
  carry: (id: string, x: number, y: number) => void;
  drop: (id: string) => void;
}

const [LEAST, MOST] = [0.08, 6];
const SLACK = 4; // pixels a pointer may tremble in a click
const REST = 150; // milliseconds without a turn of the wheel after which the gesture has ended
type Point = [number, number];

export class Gestures {
  private readonly down = new Map<number, Point>();
  private thing = ""; // what is being dragged, if it is a thing
  private from: Point = [0, 0];
  private start: Spot = HOME;
  private span = 0; // pixels between two fingers as they came down
  private moving = false;
  private swallow = false; // the click that ends a drag is none
  private wheel = 0;

  constructor(private readonly stage: HTMLElement, private readonly hooks: Hooks) {
    stage.addEventListener("pointerdown", (event) => this.press(event));
    stage.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"] as const) stage.addEventListener(name, (event) => this.lift(event));
    stage.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    stage.addEventListener("click", (event) => {
      if (this.swallow) event.stopImmediatePropagation();
      this.swallow = false;
    }, { capture: true });
  }

  get busy(): boolean {
    return this.moving || this.wheel !== 0;
  }

  private at(event: MouseEvent): Point {
    const frame = this.stage.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.swallow = false;
    this.down.set(event.pointerId, this.at(event));
    this.thing = this.down.size === 1 ? ((event.target as Element).closest<SVGElement>("[data-id]")?.dataset.id ?? "") : "";
    this.anchor();
  }

  private anchor(): void {
    const [one, other] = [...this.down.values()];
    if (!one) return;
    this.from = other ? [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2] : one;
    this.span = other ? Math.hypot(one[0] - other[0], one[1] - other[1]) : 0;
    this.start = this.hooks.spot();
  }

  private move(event: PointerEvent): void {
    const before = this.down.get(event.pointerId);
    if (!before) return;
    const now = this.at(event);
    if (!this.moving && Math.hypot(now[0] - this.from[0], now[1] - this.from[1]) < SLACK && this.down.size === 1) return;
    this.down.set(event.pointerId, now);
    if (!this.moving) {
      this.moving = true;
      for (const id of this.down.keys()) this.stage.setPointerCapture(id);
      if (this.thing) this.hooks.grab(this.thing);
      else this.hooks.begin();
    }
    if (this.thing) this.hooks.carry(this.thing, ...now);
    else this.pan();
  }

  private pan(): void {
    const [one, other] = [...this.down.values()];
    if (!one) return;
    const middle: Point = other ? [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2] : one;
    const moved = { ...this.start, x: this.start.x + middle[0] - this.from[0], y: this.start.y + middle[1] - this.from[1] };
    const wide = other ? Math.hypot(one[0] - other[0], one[1] - other[1]) : 0;
    this.hooks.go(other && this.span ? scaled(moved, wide / this.span, middle) : moved);
  }

  private lift(event: PointerEvent): void {
    if (!this.down.delete(event.pointerId)) return;
    if (this.down.size) return this.anchor();
    if (!this.moving) return;
    this.moving = false;
    this.swallow = event.type === "pointerup";
    if (this.thing) this.hooks.drop(this.thing);
    else this.hooks.end();
  }

  private turn(event: WheelEvent): void {
    event.preventDefault();
    if (!this.wheel) this.hooks.begin();
    window.clearTimeout(this.wheel);
    const lines = event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002;
    this.hooks.go(scaled(this.hooks.spot(), 2 ** (-event.deltaY * lines * (event.ctrlKey ? 6 : 1)), this.at(event)));
    this.wheel = window.setTimeout(() => {
      this.wheel = 0;
      this.hooks.end();
    }, REST);
  }
}
