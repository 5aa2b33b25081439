// What the explorer asks the server. Answers are kept, so that going back in the trail asks nothing.
import { asked, type Answer, type Around, type Filters, type Paths } from "./lib-graph-model";

const KEPT = 60;
const kept = new Map<string, Promise<unknown>>();

export class Refused extends Error {}

async function ask(path: string, pairs: Record<string, string>): Promise<Response> {
  const query = new URLSearchParams({ ...pairs, lang: document.documentElement.lang });
  const answer = await fetch(`/api/${path}?${query}`);
  if (!answer.ok) throw new Refused(((await answer.json().catch(() => ({}))) as { error?: string }).error ?? String(answer.status));
  return answer;
}

function once<T>(path: string, pairs: Record<string, string>, take: (answer: Response) => Promise<T>): Promise<T> {
  const key = `${path}?${JSON.stringify(pairs)}`;
  let found = kept.get(key) as Promise<T> | undefined;
  if (!found) {
    found = ask(path, pairs).then(take);
    found.catch(() => kept.delete(key));
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  }
  kept.delete(key); // the latest used goes last
  kept.set(key, found);
  return found;
}

export function links(shown: readonly string[], filters: Filters): Promise<Answer> {
  return once("links", { nodes: shown.join(","), ...asked(filters) }, (answer) => answer.json() as Promise<Answer>);
}
export function remember(shown: readonly string[], filters: Filters, answer: Answer): void {
  kept.set(`links?${JSON.stringify({ nodes: shown.join(","), ...asked(filters) })}`, Promise.resolve(answer));
}
export interface Wish { relation: string[]; sort: string[]; limit: number; by: string }
export function around(id: string, shown: readonly string[], filters: Filters, wish: Wish): Promise<Around> {
  const pairs = { of: id, nodes: shown.join(","), ...asked(filters), relation: wish.relation.join(","), sort: wish.sort.join(","), limit: String(wish.limit), by: wish.by };
  return once("around", pairs, (answer) => answer.json() as Promise<Around>);
}
export function paths(from: string, to: string, filters: Filters): Promise<Paths> {
  return once("paths", { from, to, ...asked(filters) }, (answer) => answer.json() as Promise<Paths>);
}
// Records as cards, made by the server; `from` is where to go on.
export function facts(a: string, b: string, relation: string, from: number, filters: Filters): Promise<string> {
  return once("facts", { a, ...(b ? { b } : {}), ...(relation ? { relation } : {}), from: String(from), ...asked(filters) }, (answer) => answer.text());
}
export function records(shown: readonly string[], filters: Filters): Promise<Blob> {
  return ask("shown", { nodes: shown.join(","), ...asked(filters) }).then((answer) => answer.blob());
}
