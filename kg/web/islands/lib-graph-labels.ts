// Which names are written, and where: none covers another or a mark; what matters most is placed first.

export interface Named { id: string; text: string; x: number; y: number; r: number; rank: number; sure: boolean; faded: boolean }
export interface Written { id: string; text: string; x: number; y: number; anchor: "start" | "middle" | "end" }
interface Box { left: number; top: number; right: number; bottom: number }

const HEIGHT = 15; // pixels of a line of text
const LONGEST = 26; // characters of a name that is not the chosen one's
const widths = new Map<string, number>();
let brush: CanvasRenderingContext2D | null = null;

export function width(text: string, font: string): number {
  const key = font + text;
  let found = widths.get(key);
  if (found === undefined) {
    brush ??= document.createElement("canvas").getContext("2d");
    if (!brush) return text.length * 7;
    brush.font = font;
    found = brush.measureText(text).width;
    widths.set(key, found);
  }
  return found;
}

export function short(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

// Places are in pixels of the picture; `sure` names are written even where they cover others.
export function written(names: readonly Named[], font: string, size: { width: number; height: number }): Written[] {
  const marks = (some: readonly Named[]): Box[] => some.map((each) => ({ left: each.x - each.r, top: each.y - each.r, right: each.x + each.r, bottom: each.y + each.r }));
  const clear = marks(names.filter((each) => !each.faded));
  const faded = marks(names.filter((each) => each.faded)); // names that do not fade may cover marks that do
  const taken: Box[] = [];
  const found: Written[] = [];
  for (const each of [...names].sort((a, b) => Number(b.sure) - Number(a.sure) || b.rank - a.rank || (a.id < b.id ? -1 : 1))) {
    if (each.x < -80 || each.y < -30 || each.x > size.width + 80 || each.y > size.height + 30) continue;
    const text = each.sure ? short(each.text, 40) : short(each.text);
    const wide = width(text, font) + 4;
    const places = candidates(each, wide);
    const place = places.find((one) => inside(one.box, size) && ![taken, clear, each.faded ? faded : []].some((boxes) => boxes.some((box) => covers(box, one.box)))) ?? (each.sure ? places[0] : undefined);
    if (!place) continue;
    taken.push(place.box);
    found.push({ id: each.id, text, ...place.at });
  }
  return found;
}

function candidates(each: Named, wide: number): { box: Box; at: { x: number; y: number; anchor: Written["anchor"] } }[] {
  const far = each.r + 4;
  const half = HEIGHT / 2;
  const box = (left: number, top: number): Box => ({ left, top, right: left + wide, bottom: top + HEIGHT });
  return [
    { box: box(each.x + far, each.y - half), at: { x: each.x + far, y: each.y + 4, anchor: "start" } },
    { box: box(each.x - far - wide, each.y - half), at: { x: each.x - far, y: each.y + 4, anchor: "end" } },
    { box: box(each.x - wide / 2, each.y + far - 2), at: { x: each.x, y: each.y + far + 9, anchor: "middle" } },
    { box: box(each.x - wide / 2, each.y - far - HEIGHT + 2), at: { x: each.x, y: each.y - far - 2, anchor: "middle" } },
    { box: box(each.x + far - 2, each.y + 4), at: { x: each.x + far - 2, y: each.y + 15, anchor: "start" } },
    { box: box(each.x + far - 2, each.y - HEIGHT - 4), at: { x: each.x + far - 2, y: each.y - 8, anchor: "start" } },
  ];
}

function inside(box: Box, size: { width: number; height: number }): boolean {
  return box.left >= 2 && box.top >= 0 && box.right <= size.width - 2 && box.bottom <= size.height;
}

function covers(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
