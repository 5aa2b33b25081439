// The reader's language: the phrases that the page brings, and small pieces of a page made of them.

export interface Words { [name: string]: string | Record<string, string> | [string, string][] }
let words: Words = {};

export function bring(found: Words): void {
  words = found;
}
// `{n}` in a phrase is a number
export function say(name: string, n?: number): string {
  const found = words[name];
  return typeof found === "string" ? (n === undefined ? found : found.replace("{n}", number(n))) : name;
}
export const kindWord = (kind: string): string => (words.kinds as Record<string, string>)[kind] ?? kind;
export const relationWord = (kind: string): string => (words.relations as Record<string, string>)[kind] ?? kind;
export const keys = (): [string, string][] => words.keys as [string, string][];
export const number = (n: number): string => n.toLocaleString(document.documentElement.lang);
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
export function span(first: string, last: string): string {
  return first === last || !last ? first : first ? `${first}–${last}` : last;
}

type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}
export function button(label: string, click: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return make("button", { type: "button", click, ...attributes }, label);
}
export function named(text: string): HTMLElement {
  return make("bdi", {}, text);
}
// Put new content in place of old, and the reader back on the control used, found by its `data-key`.
export function refill(box: HTMLElement, ...children: (Node | string)[]): void {
  const key = box.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
  const open = new Set([...box.querySelectorAll<HTMLDetailsElement>("details[open]")].map((each) => each.dataset.key));
  box.replaceChildren(...children);
  for (const each of box.querySelectorAll<HTMLDetailsElement>("details[data-key]")) each.open = open.has(each.dataset.key) || each.open;
  if (key) box.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
