// Suggestions under a search box: names in any alphabet as they are typed (ARIA combobox with a list).
// Without this script the form searches all the same.

interface Hit {
  iri: string;
  label: string;
  kind: string;
  sort?: string; // the kind in the reader's words
  address: string;
}

const WAIT = 120; // milliseconds of rest before we ask

export function suggestions(input: HTMLInputElement, chosen: (hit: Hit) => void, kind?: string): void {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? input.name);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]] as const) {
    input.setAttribute(name, value);
  }
  let hits: Hit[] = [];
  let at = -1;
  let timer = 0;
  let asked: AbortController | null = null;

  const close = (): void => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next: number): void => {
    at = next;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    const item = list.children[at];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  };
  const show = (found: Hit[]): void => {
    hits = found;
    list.replaceChildren(
      ...found.map((hit, number) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${number}`;
        item.setAttribute("role", "option");
        const name = document.createElement("bdi");
        name.textContent = hit.label;
        const sort = document.createElement("small");
        sort.textContent = hit.sort ?? hit.kind;
        item.append(name, " ", sort);
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(number);
        });
        return item;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  };
  const take = (number: number): void => {
    const hit = hits[number];
    close();
    if (hit) chosen(hit);
  };
  const ask = async (): Promise<void> => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: input.value, lang: document.documentElement.lang });
    if (kind) query.set("kind", kind);
    try {
      const answer = await fetch(`/api/suggest?${query}`, { signal: asked.signal });
      if (answer.ok) show(((await answer.json()) as { hits: Hit[] }).hits);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    if (input.value.trim().length < 1) close();
    else timer = window.setTimeout(() => void ask(), WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (!list.hidden && event.key === "ArrowDown") mark((at + 1) % hits.length);
    else if (!list.hidden && event.key === "ArrowUp") mark((at + hits.length - 1) % hits.length);
    else if (!list.hidden && event.key === "Enter" && at >= 0) take(at);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}
