// The SPARQL page as an editor: colours, completion of prefixes, terms and things, errors where they are, history.
// Without this script the form asks and the server answers all the same.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippetCompletion } from "@codemirror/autocomplete";
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

interface Vocabulary {
  prefixes: Record<string, string>;
  terms: { curie: string; label: string; sort: string; meaning: string }[];
}
interface Hit {
  iri: string;
  label: string;
  kind: string;
  sort?: string; // the kind in the reader's words
}
type Words = Record<string, string>;

const MOST = 30; // queries that the history keeps
const KEPT = "tradegraph.sparql";
const KEYWORDS = ["SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "GRAPH", "VALUES", "BIND", "MINUS", "NOT EXISTS", "EXISTS", "DISTINCT", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "LANG", "STR", "CONTAINS", "LCASE", "REGEX", "BOUND", "IF", "COALESCE", "REPLACE"];

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--l1)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--l3)" },
  { tag: [tags.atom, tags.number], color: "var(--l2)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--l4)" },
]);

const form = document.querySelector<HTMLFormElement>("#sparql");
const area = document.querySelector<HTMLTextAreaElement>("#query");
if (form && area) start(form, area);

function start(form: HTMLFormElement, area: HTMLTextAreaElement): void {
  const words = JSON.parse(form.dataset.words ?? "{}") as Words;
  const told = document.querySelector<HTMLElement>("#told") ?? form;
  const answer = document.querySelector<HTMLElement>("#answer") ?? form;
  const vocabulary = learned();
  let running: AbortController | null = null;

  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        indentOnInput(),
        lintGutter(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": words.query ?? "Query" }),
        autocompletion({ override: [(context) => complete(context, vocabulary)], icons: false }),
        keymap.of([
          { key: "Ctrl-Enter", mac: "Cmd-Enter", run: () => (form.requestSubmit(), true) },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  area.hidden = true;
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => view.focus());
  area.after(view.dom);

  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "quiet";
  stop.textContent = words.stop ?? "Stop";
  stop.hidden = true;
  stop.addEventListener("click", () => running?.abort());
  form.querySelector("button")?.after(stop);
  for (const example of document.querySelectorAll<HTMLElement>("[data-query]")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      replace(view, example.dataset.query ?? "");
      view.focus();
    });
  }
  remembered(view, words);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });

  async function run(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    stop.hidden = false;
    told.textContent = words.running ?? "";
    view.dispatch(setDiagnostics(view.state, []));
    const query = view.state.doc.toString();
    remember(query);
    const address = new URL(window.location.href);
    address.searchParams.set("query", query);
    window.history.replaceState(null, "", address);
    const began = performance.now();
    try {
      const response = await fetch("/sparql", {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9, application/json;q=0.1" },
        body: query,
        signal: mine.signal,
      });
      const text = await response.text();
      if (!response.ok) wrong(response, text);
      else show(response.headers.get("Content-Type") ?? "", text, performance.now() - began, query);
    } catch (error) {
      told.textContent = error instanceof DOMException ? (words.stopped ?? "") : (words.unreachable ?? String(error));
    } finally {
      if (running === mine) stop.hidden = true;
    }
  }

  function wrong(response: Response, text: string): void {
    let message = text;
    try {
      message = (JSON.parse(text) as { error?: string }).error ?? text;
    } catch {
      // plain text it is
    }
    told.textContent = `${response.status}: ${message}`;
    told.setAttribute("role", "alert");
    answer.replaceChildren();
    const place = /at (\d+):(\d+)/.exec(message);
    if (place) {
      const line = view.state.doc.line(Math.min(Number(place[1]), view.state.doc.lines));
      const from = Math.min(line.from + Number(place[2]) - 1, line.to);
      const to = Math.max(Math.min(from + 1, view.state.doc.length), from);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]), { selection: { anchor: from }, scrollIntoView: true });
    }
  }

  function show(kind: string, text: string, took: number, query: string): void {
    told.removeAttribute("role");
    if (!kind.includes("sparql-results+json")) {
      const raw = document.createElement("pre");
      raw.textContent = text;
      answer.replaceChildren(files(query, ["turtle", "jsonld", "ntriples", "rdfxml"]), raw);
      told.textContent = time(took);
      return;
    }
    const found = JSON.parse(text) as { boolean?: boolean; head: { vars: string[] }; results: { bindings: Record<string, { type: string; value: string }>[] } };
    if (found.boolean !== undefined) {
      told.textContent = `${found.boolean ? words.yes : words.no} (${time(took)})`;
      answer.replaceChildren();
      return;
    }
    told.textContent = `${found.results.bindings.length} ${words.rows} (${time(took)})`;
    answer.replaceChildren(files(query, ["csv", "tsv", "json", "xml"]), table(found.head.vars, found.results.bindings), raw(text, words));
  }
}

function time(took: number): string {
  return `${(took / 1000).toFixed(2)} s`;
}

function files(query: string, formats: string[]): HTMLElement {
  const line = document.createElement("p");
  for (const format of formats) {
    const link = document.createElement("a");
    link.href = `/sparql?${new URLSearchParams({ query, format })}`;
    link.download = `answer.${format}`;
    link.textContent = format;
    line.append(link, " ");
  }
  return line;
}

function table(columns: string[], rows: Record<string, { type: string; value: string }>[]): HTMLElement {
  const wide = document.createElement("div");
  wide.className = "wide";
  wide.tabIndex = 0;
  const body = wide.appendChild(document.createElement("table"));
  const head = body.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = column;
    head.append(cell);
  }
  const part = body.createTBody();
  for (const row of rows.slice(0, 1000)) {
    const line = part.insertRow();
    for (const column of columns) line.insertCell().append(term(row[column]));
  }
  return wide;
}

function term(value?: { type: string; value: string }): Node {
  if (!value) return document.createTextNode("");
  if (value.type === "uri" && /^https?:/.test(value.value)) {
    const link = document.createElement("a");
    const local = value.value.split("/id/")[1];
    link.href = local && !value.value.includes("wikidata") ? `/id/${local}` : value.value;
    link.textContent = local ?? value.value;
    return link;
  }
  const words = document.createElement("bdi");
  words.textContent = value.value;
  return words;
}

function raw(text: string, words: Words): HTMLElement {
  const more = document.createElement("details");
  const title = document.createElement("summary");
  title.textContent = words.raw ?? "Raw";
  const body = document.createElement("pre");
  body.textContent = text.slice(0, 200_000);
  more.append(title, body);
  return more;
}

function learned(): Promise<Vocabulary> {
  return fetch(`/api/vocabulary?lang=${document.documentElement.lang}`)
    .then((response) => (response.ok ? (response.json() as Promise<Vocabulary>) : { prefixes: {}, terms: [] }))
    .catch(() => ({ prefixes: {}, terms: [] }));
}

async function complete(context: CompletionContext, learning: Promise<Vocabulary>): Promise<CompletionResult | null> {
  const thing = context.matchBefore(/"[^"\n]{1,40}|'[^'\n]{1,40}/);
  if (thing) return things(thing.from, thing.text.slice(1));
  const word = context.matchBefore(/[\w:?<-]+/);
  if (!word && !context.explicit) return null;
  const vocabulary = await learning;
  const text = context.state.doc.toString();
  const options: Completion[] = [];
  const declared = new Set([...text.matchAll(/PREFIX\s+(\w*):/gi)].map((match) => match[1]));
  if (/PREFIX\s+\w*$/i.test(context.state.sliceDoc(Math.max(0, context.pos - 40), context.pos))) {
    for (const [prefix, namespace] of Object.entries(vocabulary.prefixes)) options.push({ label: `${prefix}: <${namespace}>`, type: "namespace" });
  } else {
    for (const each of vocabulary.terms) {
      const prefix = each.curie.split(":")[0] ?? "";
      options.push({
        label: each.curie,
        detail: each.label,
        info: each.meaning,
        type: each.sort,
        boost: declared.has(prefix) ? 1 : 0,
        apply: (view, completion, from, to) => declare(view, completion.label, from, to, vocabulary.prefixes),
      });
    }
    for (const name of new Set([...text.matchAll(/\?(\w+)/g)].map((match) => match[1]))) options.push({ label: `?${name}`, type: "variable", boost: 2 });
    for (const keyword of KEYWORDS) options.push({ label: keyword, type: "keyword" });
    options.push(snippetCompletion("FILTER NOT EXISTS { ${?record} trd:withheld ?reason }", { label: "trd:withheld …", detail: "effective view" }));
  }
  return { from: word?.from ?? context.pos, options, validFor: /^[\w:?<-]*$/ };
}

/** Things by name: typed between quotation marks, what is chosen becomes an IRI. */
async function things(from: number, typed: string): Promise<CompletionResult | null> {
  const answer = await fetch(`/api/suggest?${new URLSearchParams({ q: typed, lang: document.documentElement.lang })}`).catch(() => null);
  if (!answer?.ok) return null;
  const { hits } = (await answer.json()) as { hits: Hit[] };
  return { from, filter: false, options: hits.map((hit) => ({ label: hit.label, detail: hit.sort ?? hit.kind, apply: named(hit.iri), type: "thing" })) };
}

/** The IRI in place of the name; the quotation mark that closes it, which the editor may have set, goes, too. */
function named(iri: string): (view: EditorView, completion: Completion, from: number, to: number) => void {
  return (view, _, from, to) => {
    const closed = /["']/.test(view.state.sliceDoc(to, to + 1));
    const insert = `<${iri}>`;
    view.dispatch({ changes: { from, to: closed ? to + 1 : to, insert }, selection: { anchor: from + insert.length } });
  };
}

/** A term with its prefix declared at the top, where it is not yet. */
function declare(view: EditorView, curie: string, from: number, to: number, prefixes: Record<string, string>): void {
  const prefix = curie.split(":")[0] ?? "";
  const changes = [{ from, to, insert: curie }];
  if (prefixes[prefix] && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString())) {
    changes.unshift({ from: 0, to: 0, insert: `PREFIX ${prefix}: <${prefixes[prefix]}>\n` });
  }
  view.dispatch({ changes, selection: { anchor: from + curie.length + (changes.length > 1 ? (changes[0]?.insert.length ?? 0) : 0) } });
}

function replace(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

function remember(query: string): void {
  const before = past().filter((each) => each !== query);
  try {
    localStorage.setItem(KEPT, JSON.stringify([query, ...before].slice(0, MOST)));
  } catch {
    // a browser that keeps nothing still asks
  }
}

function past(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as string[];
  } catch {
    return [];
  }
}

function remembered(view: EditorView, words: Words): void {
  const place = document.querySelector<HTMLElement>("#past");
  const before = past();
  if (!place || before.length === 0) return;
  const list = document.createElement("select");
  list.setAttribute("aria-label", words.past ?? "");
  list.append(new Option(words.past ?? "", ""), ...before.map((query) => new Option(query.replace(/PREFIX[^\n]*\n/g, "").replace(/\s+/g, " ").trim().slice(0, 90), query)));
  list.addEventListener("change", () => {
    if (list.value) replace(view, list.value);
  });
  place.append(list);
}
