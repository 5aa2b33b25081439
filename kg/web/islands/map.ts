// The map: countries shaded by how many records name them with the one in the middle; arcs to the most told of.
// What it shows stands in the table below it, too; a click asks for the pair.
import { geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

interface Partner {
  code: string;
  numeric: string;
  label: string;
  records: number;
  kinds: Record<string, number>;
  address: string;
}
interface Shown {
  one: { code: string; numeric: string; label: string };
  other: string;
  partners: Partner[];
}

const WIDTH = 960;
const FLAT = 470; // height on wide screens; narrow ones have room for more
const HIGH = 820;
const NARROW = 560; // pixels
const ARCS = 24;
const NAMES = 14;
const NOBODY = "010"; // Antarctica: nobody trades there, and it takes a quarter of the map
const CLOSEST = 5; // how near the first view comes, at most

const place = document.querySelector<HTMLElement>("#map");
if (place) void draw(place);
const axis = document.querySelector<HTMLElement>(".axis");
if (axis) axis.scrollLeft = axis.scrollWidth; // the latest years, where not all have room

async function draw(place: HTMLElement): Promise<void> {
  const shown = JSON.parse(place.dataset.map ?? "{}") as Shown;
  const words = JSON.parse(place.dataset.words ?? "{}") as Record<string, string>;
  const answer = await fetch("/static/built/countries-50m.json");
  if (!answer.ok) return;
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
  const all = feature(topology, topology.objects.countries).features as Feature<Geometry>[];
  const lands = all.filter((land) => land.id !== NOBODY);
  const height = place.clientWidth < NARROW ? HIGH : FLAT;
  const byNumber = new Map(shown.partners.map((partner) => [partner.numeric, partner]));
  const most = Math.max(1, ...shown.partners.map((partner) => partner.records));
  const projection = geoNaturalEarth1().rotate([-65, 0]).fitExtent([[4, 4], [WIDTH - 4, height - 4]], { type: "FeatureCollection", features: lands });
  const path = geoPath(projection);

  const svg = place.appendChild(element("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": words.map ?? "" }));
  const world = svg.appendChild(element("g", {}));
  const choose = (partner: Partner): void => window.location.assign(partner.address);
  for (const land of lands) {
    const number = String(land.id ?? "").padStart(3, "0");
    const partner = byNumber.get(number);
    const middle = number === shown.one.numeric;
    const shape = world.appendChild(element("path", { d: path(land) ?? "", class: `land${partner ? " told" : ""}${middle ? " one" : ""}` }));
    if (!partner) continue;
    const said = `${partner.label}: ${partner.records} ${words.records ?? ""}`;
    shape.style.fillOpacity = String(0.25 + 0.75 * Math.sqrt(partner.records / most));
    for (const [name, value] of [["tabindex", "0"], ["role", "link"], ["aria-label", said]] as const) shape.setAttribute(name, value);
    shape.appendChild(element("title", {})).textContent = said;
    shape.addEventListener("click", () => choose(partner));
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(partner);
    });
  }
  const centres = new Map(lands.map((land) => [String(land.id ?? "").padStart(3, "0"), projection(geoCentroid(land))]));
  const from = centres.get(shown.one.numeric);
  const ranked = [...shown.partners].sort((a, b) => b.records - a.records);
  const wanted = shown.other ? ranked.filter((partner) => partner.code === shown.other) : ranked.slice(0, ARCS);
  for (const partner of wanted) {
    const to = centres.get(partner.numeric);
    if (!from || !to) continue;
    const lift = Math.hypot(to[0] - from[0], to[1] - from[1]) * 0.25;
    const d = `M${from}Q${(from[0] + to[0]) / 2},${(from[1] + to[1]) / 2 - lift} ${to}`;
    world.append(element("path", { class: "arc", d, "stroke-width": String(1 + (4 * partner.records) / most) }));
  }
  const named = [{ label: shown.one.label, at: from }, ...wanted.map((partner) => ({ label: partner.label, at: centres.get(partner.numeric) }))];

  const view = { x: 0, y: 0, scale: 1 };
  // Names keep their size on the screen; those that would cover another are left out until there is room.
  const write = (): void => {
    const size = (12 * WIDTH) / view.scale / Math.max(svg.clientWidth, 1);
    const taken: { x: number; y: number; wide: number }[] = [];
    const names = named.flatMap(({ label, at }) => {
      if (!at || taken.length >= NAMES) return [];
      const wide = label.length * size * 0.55;
      if (taken.some((each) => Math.abs(each.x - at[0]) < (each.wide + wide) / 2 && Math.abs(each.y - at[1]) < size * 1.1)) return [];
      taken.push({ x: at[0], y: at[1], wide });
      const name = element("text", { class: "name", x: String(at[0]), y: String(at[1]) });
      name.textContent = label;
      name.style.fontSize = `${size}px`;
      return [name];
    });
    for (const old of world.querySelectorAll(".name")) old.remove();
    world.append(...names);
  };
  const look = (): void => {
    const [wide, tall] = [WIDTH / view.scale, height / view.scale];
    view.x = Math.min(Math.max(view.x, 0), WIDTH - wide);
    view.y = Math.min(Math.max(view.y, 0), height - tall);
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${wide} ${tall}`);
    write();
  };
  // The first view: the middle and those told of most, as near as they let it come.
  const begin = (): void => {
    const near = wanted.slice(0, height === HIGH ? 8 : ARCS).map((partner) => centres.get(partner.numeric));
    const spots = [from, ...near].filter((each): each is [number, number] => Boolean(each));
    if (spots.length < 2) return look();
    const [xs, ys] = [spots.map((each) => each[0]), spots.map((each) => each[1])];
    const [wide, tall] = [Math.max(...xs) - Math.min(...xs) + 160, Math.max(...ys) - Math.min(...ys) + 120];
    view.scale = Math.min(CLOSEST, Math.max(1, Math.min(WIDTH / wide, height / tall)));
    view.x = (Math.max(...xs) + Math.min(...xs)) / 2 - WIDTH / view.scale / 2;
    view.y = (Math.max(...ys) + Math.min(...ys)) / 2 - height / view.scale / 2;
    look();
  };
  const nearer = (times: number): void => {
    const [x, y] = [view.x + WIDTH / view.scale / 2, view.y + height / view.scale / 2];
    view.scale = Math.min(Math.max(view.scale * times, 1), 12);
    view.x = x - WIDTH / view.scale / 2;
    view.y = y - height / view.scale / 2;
    look();
  };
  begin();
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1 || view.scale === 1) return;
    const size = WIDTH / view.scale / svg.clientWidth;
    view.x -= event.movementX * size;
    view.y -= event.movementY * size;
    look();
  });
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  const button = (text: string, name: string, act: () => void): void => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    buttons.append(made);
  };
  button("+", words.in ?? "+", () => nearer(1.6));
  button("−", words.out ?? "−", () => nearer(1 / 1.6));
  button("⤢", words.all ?? "⤢", () => nearer(1 / 12));
  place.append(buttons);
}

function element<Name extends keyof SVGElementTagNameMap>(name: Name, attributes: Record<string, string>): SVGElementTagNameMap[Name] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
