// The table twin: the same things and links as the picture, the same choice, sorted as the reader likes.
import type { Line, Scene, Thing, View } from "./lib-graph-model";
import { capital, kindWord, make, named, number, refill, relationWord, say, span } from "./lib-graph-words";

interface Column<T> { word: string; key: (row: T) => string | number; cell: (row: T) => Node | string; right?: boolean }
const orders: Record<string, { at: number; down: boolean }> = { lines: { at: 4, down: true }, things: { at: 2, down: true } };
const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

export function twin(box: HTMLElement, scene: Scene, view: View, choose: (id: string) => void, chooseLine: (line: Line) => void): void {
  const label = new Map(scene.things.map((each) => [each.id, each.label]));
  const again = (): void => twin(box, scene, view, choose, chooseLine);
  const lines: Column<Line>[] = [
    { word: say("a"), key: (row) => label.get(row.a)!, cell: (row) => named(label.get(row.a)!) },
    { word: say("b"), key: (row) => label.get(row.b)!, cell: (row) => named(label.get(row.b)!) },
    { word: say("what"), key: (row) => kindsOf(row), cell: (row) => kindsOf(row) },
    { word: say("years"), key: (row) => row.last + row.first, cell: (row) => span(row.first, row.last) },
    { word: say("records"), key: (row) => row.records, right: true, cell: (row) => make("button", { type: "button", class: "plain", "data-key": `line-${row.a}-${row.b}`, click: () => chooseLine(row), "aria-label": `${label.get(row.a)} – ${label.get(row.b)}: ${number(row.records)}` }, number(row.records)) },
  ];
  const things: Column<Thing>[] = [
    { word: say("name"), key: (row) => row.label, cell: (row) => make("button", { type: "button", class: "plain", "data-key": `thing-${row.id}`, click: () => choose(row.id) }, named(row.label)) },
    { word: say("kind"), key: (row) => kindWord(row.kind), cell: (row) => kindWord(row.kind) },
    { word: say("links"), key: (row) => scene.beside.get(row.id)?.size ?? 0, right: true, cell: (row) => number(scene.beside.get(row.id)?.size ?? 0) },
    { word: say("moreOf"), key: (row) => left(row, scene), right: true, cell: (row) => number(left(row, scene)) },
  ];
  refill(
    box,
    made("lines", say("links"), scene.lines, lines, (row) => view.link?.[0] === row.a && view.link[1] === row.b, again),
    made("things", say("things"), scene.things, things, (row) => row.id === view.at, again),
  );
}

const left = (thing: Thing, scene: Scene): number => Math.max(0, (thing.degree ?? 0) - (scene.beside.get(thing.id)?.size ?? 0));
export const kindsOf = (line: Line): string => Object.entries(line.kinds).map(([kind, count]) => `${relationWord(kind)} ${number(count)}`).join(", ");

function made<T>(name: string, word: string, rows: readonly T[], columns: Column<T>[], chosen: (row: T) => boolean, again: () => void): HTMLElement {
  const order = orders[name]!;
  const key = columns[order.at]!.key;
  const sorted = [...rows].sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    const found = typeof one === "number" && typeof other === "number" ? one - other : compare(String(one), String(other));
    return order.down ? -found : found;
  });
  const head = columns.map((column, at) => {
    const sign = at === order.at ? (order.down ? " ▾" : " ▴") : "";
    const sort = make("button", { type: "button", class: "plain", "data-key": `sort-${name}-${at}`, click: () => {
      orders[name] = { at, down: at === order.at ? !order.down : Boolean(column.right) };
      again();
    } }, capital(column.word), make("span", { "aria-hidden": "true" }, sign));
    return make("th", { scope: "col", class: column.right ? "n" : "", "aria-sort": at === order.at ? (order.down ? "descending" : "ascending") : undefined }, sort);
  });
  const body = sorted.map((row) => make("tr", { "aria-selected": chosen(row) ? "true" : undefined, class: chosen(row) ? "chosen" : "" }, ...columns.map((column) => make("td", { class: column.right ? "n" : "" }, column.cell(row)))));
  return make("div", { class: "wide" }, make("table", {}, make("caption", {}, `${capital(word)}: ${number(rows.length)}`), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
}
