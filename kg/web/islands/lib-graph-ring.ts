// "and N more": a dashed ring beside a thing, with how many of its neighbours are not shown, which a click brings.

const SVG = "http://www.w3.org/2000/svg";
const [FAR, R] = [52, 17]; // pixels from the thing to the ring, and of the ring itself
const NEAR = 130; // pixels within which other things are in the way
type Spot = readonly [number, number];

export function ring(id: string, [x, y]: Spot, angle: number, left: number, label: string): SVGElement[] {
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [x + FAR * across, y + FAR * down];
  const line = element("line", { class: "to-more", x1: (x + 12 * across).toFixed(1), y1: (y + 12 * down).toFixed(1), x2: (mx - R * across).toFixed(1), y2: (my - R * down).toFixed(1) });
  const text = element("text", { "text-anchor": "middle", dy: "4" });
  text.textContent = `+${left}`;
  const button = element("g", { class: "and-more", role: "button", tabindex: "-1", "aria-label": label, transform: `translate(${mx.toFixed(1)},${my.toFixed(1)})` });
  button.dataset.more = id;
  button.append(element("circle", { r: String(R) }), text);
  return [line, button];
}

// The middle of the widest gap around a place: between what is linked to it, and what else stands near.
export function gap([x, y]: Spot, others: readonly { at: Spot; linked: boolean }[]): number {
  const angles = others.filter(({ at: [a, b], linked }) => linked || Math.hypot(a - x, b - y) < NEAR).map(({ at: [a, b] }) => Math.atan2(b - y, a - x));
  if (!angles.length) return -Math.PI / 2;
  angles.sort((a, b) => a - b);
  let [best, wide] = [0, -1];
  angles.forEach((angle, at) => {
    const next = at + 1 < angles.length ? angles[at + 1]! : angles[0]! + 2 * Math.PI;
    if (next - angle > wide) [best, wide] = [angle + (next - angle) / 2, next - angle];
  });
  return best;
}

function element(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
