// The explorer's furniture: the bar with its buttons, filters, the desk of picture and panel, the list of keys.
import { FORMS, type Form } from "./lib-graph-take";
import { button, keys, make, say } from "./lib-graph-words";

export interface Parts {
  search: HTMLInputElement; undo: HTMLButtonElement; redo: HTMLButtonElement; as: HTMLButtonElement;
  filters: HTMLElement; chips: HTMLElement; notice: HTMLElement;
  stage: HTMLElement; tip: HTMLElement; table: HTMLElement; legend: HTMLElement; caption: HTMLElement; side: HTMLElement;
  live: HTMLElement; dialog: HTMLDialogElement;
}
export interface Buttons { fit: () => void; closer: (by: number) => void; tidy: () => void; take: (form: Form) => void; copy: () => void }

export function framed(box: HTMLElement, parts: Parts, deeds: Buttons): void {
  const { dialog, stage, undo, redo } = parts;
  undo.classList.add("icon");
  redo.classList.add("icon");
  dialog.append(make("h2", {}, say("help")), make("dl", {}, ...keys().flatMap(([key, word]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, word)])), button(say("close"), () => dialog.close()));
  stage.append(parts.tip);
  box.append(bar(parts, deeds), make("div", { class: "bar second" }, parts.filters, parts.chips), parts.notice, make("div", { class: "desk" }, make("div", { class: "left" }, stage, parts.table, parts.legend, parts.caption), parts.side), parts.live, dialog);
  closing(box);
}

function bar(parts: Parts, deeds: Buttons): HTMLElement {
  const icon = (sign: string, word: string, key: string, deed: () => void): HTMLElement => button(sign, deed, { "aria-label": say(word), title: `${say(word)} (${key})`, class: key === "+" || key === "−" ? "icon zoom" : "icon" });
  const field = make("div", { class: "field" }, make("label", { class: "hidden", for: parts.search.id }, say("add")), parts.search);
  const files = FORMS.map((form) => button(say(form), () => deeds.take(form), { class: "plain" }));
  return make("div", { class: "bar", role: "toolbar", "aria-label": say("picture") },
    field, parts.undo, parts.redo, icon("⤢", "fit", "F", deeds.fit), icon("+", "closer", "+", () => deeds.closer(1.3)), icon("−", "farther", "−", () => deeds.closer(1 / 1.3)),
    button(say("tidy"), deeds.tidy), parts.as, make("details", { class: "drop" }, make("summary", {}, say("take")), make("div", { class: "sheet" }, ...files)), button(say("copy"), deeds.copy), icon("?", "help", "?", () => parts.dialog.showModal()),
  );
}

// What drops down goes up again at a click elsewhere, and at Escape, which leads back to its button.
function closing(box: HTMLElement): void {
  document.addEventListener("click", (event) => {
    for (const each of box.querySelectorAll<HTMLDetailsElement>("details.drop[open]")) if (!each.contains(event.target as Node) && (event.target as Node).isConnected) each.open = false;
  });
  box.addEventListener("keydown", (event) => {
    const open = (event.target as Element).closest<HTMLDetailsElement>("details.drop[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}
