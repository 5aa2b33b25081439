// Taking away what is shown in one of five forms. What each holds is made in lib-graph-files.
import { csv, drawing, graphml, image, save, type Said } from "./lib-graph-files";
import type { Scene, View } from "./lib-graph-model";
import * as talk from "./lib-graph-talk";

export const FORMS = ["png", "svg", "csv", "graphml", "jsonld"] as const;
export type Form = (typeof FORMS)[number];
interface Told { "@graph": { "dcterms:relation"?: { "@id": string }[] }[] }

export async function taken(form: Form, scene: Scene, view: View, picture: SVGSVGElement, said: Said): Promise<void> {
  const name = `tradegraph-${(view.shown[0] ?? "").replaceAll("/", "-")}.${form}`;
  if (form === "csv") save(name, new Blob([csv(scene)], { type: "text/csv" }));
  else if (form === "graphml") save(name, new Blob([graphml(scene, view, view.places)], { type: "application/graphml+xml" }));
  else if (form === "jsonld") save(name, new Blob([await linked(scene, view)], { type: "application/ld+json" }));
  else if (form === "svg") save(name, new Blob([drawing(picture, scene, said)], { type: "image/svg+xml" }));
  else save(name, await image(drawing(picture, scene, said)));
}

// The server gives all records among the things; those of lines that steps or the star have put away are left out.
async function linked(scene: Scene, view: View): Promise<string> {
  const told = JSON.parse(await (await talk.records(scene.things.map((each) => each.id), view.filters)).text()) as Told;
  const iri = new Map(scene.things.map((each) => [each.id, each.iri]));
  const pairs = scene.lines.map((line) => [iri.get(line.a), iri.get(line.b)]);
  const of = (things: { "@id": string }[]): boolean => pairs.some((pair) => pair.every((one) => things.some((thing) => thing["@id"] === one)));
  told["@graph"] = told["@graph"].filter((each) => !each["dcterms:relation"] || of(each["dcterms:relation"]));
  return JSON.stringify(told, null, 1);
}
