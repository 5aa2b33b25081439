// Every page: suggestions in the search box and in forms that ask for a thing; "/" leads to the search box.
import { reading } from "./lib-reading";
import { suggestions } from "./lib-suggest";

const search = document.querySelector<HTMLInputElement>("#q");
if (search) {
  suggestions(search, (hit) => window.location.assign(hit.address));
  document.addEventListener("keydown", (event) => {
    const writing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
}
const kinds: Record<string, string | undefined> = { economy: "country" };
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
  const type = input.dataset.suggest ?? "";
  if (type === "economy" || type === "thing") {
    suggestions(input, (hit) => {
      input.value = type === "economy" ? decodeURIComponent(hit.iri.split("/").pop() ?? "") : hit.iri;
    }, kinds[type]);
  }
}

reading(document);
