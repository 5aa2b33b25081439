// Kinds of things by shape: they are told apart without colour, in the picture, the legend and the panel.

const SVG = "http://www.w3.org/2000/svg";
export const SHAPES: Record<string, string> = {
  country: "M9,0A9,9 0 1,1 -9,0A9,9 0 1,1 9,0Z",
  bloc: "M9.5,0L4.75,8.2L-4.75,8.2L-9.5,0L-4.75,-8.2L4.75,-8.2Z",
  org: "M-8,-8H8V8H-8Z",
  person: "M0,-10L9.5,7H-9.5Z",
  product: "M0,-10.5L10.5,0L0,10.5L-10.5,0Z",
  place: "M0,-9.5L9,-2.9L5.6,7.7L-5.6,7.7L-9,-2.9Z",
  group: "M-4,-9H4L9,-4V4L4,9H-4L-9,4V-4Z",
  agent: "M-3,-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
};
const ALIKE: Record<string, string> = { economy: "bloc", organisation: "org", post: "agent" };
export const sort = (kind: string): string => (SHAPES[kind] ? kind : (ALIKE[kind] ?? "agent"));

export function mark(kind: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-12 -12 24 24");
  svg.setAttribute("class", `glyph k-${sort(kind)}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[sort(kind)]!);
  path.setAttribute("class", "mark");
  svg.append(path);
  return svg;
}
