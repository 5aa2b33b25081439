// Where things stand. What the reader knows stays put: only things without a place are laid out, near what they came from.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Line, Place } from "./lib-graph-model";

interface Body extends SimulationNodeDatum { id: string }

const TICKS = 300; // of a first layout; those after it move only what is new

// `wide`: width over height of the place to fill. The same things, links and places give the same layout.
export function laid(ids: readonly string[], lines: readonly Line[], known: Readonly<Record<string, Place>>, wide: number): Record<string, Place> {
  const fresh = ids.filter((id) => !known[id]);
  if (!fresh.length) return Object.fromEntries(ids.map((id) => [id, known[id]!]));
  const bodies: Body[] = ids.map((id) => {
    const place = known[id];
    return place ? { id, x: place[0], y: place[1], fx: place[0], fy: place[1] } : { id };
  });
  begin(bodies, lines, known);
  const some = ids.length > 1 ? lines.length / ids.length : 0;
  const room = 1 + Math.min(1.2, some / 8); // more links a thing ask for more room
  const simulation = forceSimulation(bodies)
    .force("link", forceLink<Body, { source: string | Body; target: string | Body }>(lines.map((line) => ({ source: line.a, target: line.b }))).id((body) => body.id).distance(86 * room))
    .force("apart", forceManyBody().strength(-340 * room).distanceMax(700))
    .force("collide", forceCollide(30).strength(0.8))
    .force("x", forceX(0).strength(0.045 / wide))
    .force("y", forceY(0).strength(0.05 * wide))
    .stop();
  simulation.tick(fresh.length === ids.length ? TICKS : TICKS / 2);
  return Object.fromEntries(bodies.map((body) => [body.id, [Math.round(body.x!), Math.round(body.y!)] as Place]));
}

// New things begin on a small spiral around the first known thing they are linked to.
function begin(bodies: Body[], lines: readonly Line[], known: Readonly<Record<string, Place>>): void {
  const parent = new Map<string, Place>();
  for (const line of lines) {
    const [a, b] = [known[line.a], known[line.b]];
    if (a && !b && !parent.has(line.b)) parent.set(line.b, a);
    if (b && !a && !parent.has(line.a)) parent.set(line.a, b);
  }
  const told = Object.values(known);
  const middle: Place = told.length ? [told.reduce((sum, each) => sum + each[0], 0) / told.length, told.reduce((sum, each) => sum + each[1], 0) / told.length] : [0, 0];
  bodies.filter((body) => body.x === undefined).forEach((body, number) => {
    const from = parent.get(body.id) ?? middle;
    const angle = number * 2.399963; // the golden angle: no two in line
    const far = told.length ? 70 + 6 * Math.sqrt(number) : 22 * Math.sqrt(number);
    body.x = from[0] + far * Math.cos(angle);
    body.y = from[1] + far * Math.sin(angle);
  });
}
