// The page's behaviour, over the `network`, `nodes` and `edges` that pyvis made. Words of documents go in as text, never as HTML.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const page = JSON.parse($("page-data").textContent);
  const root = document.documentElement;
  const nodeList = nodes.get();
  const linkList = edges.get();
  const byId = new Map(nodeList.map((node) => [node.id, node]));
  const linkById = new Map(linkList.map((link) => [link.id, link]));
  const linksOf = new Map(nodeList.map((node) => [node.id, []]));
  for (const link of linkList) {
    linksOf.get(link.from).push(link);
    linksOf.get(link.to).push(link);
  }
  const ranked = [...nodeList].sort((a, b) => linksOf.get(b.id).length - linksOf.get(a.id).length || (a.id < b.id ? -1 : 1));
  const off = { kinds: new Set(), links: new Set(), countries: new Set() };
  const hidden = new Set();
  let kept = null; // what a click keeps in the card: {node} or {link}
  let lit = null; // the nodes that stay in full colour, or null for all

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const style = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // ── light and dark ─────────────────────────────────────────────────────────────────────────────────────────
  const dim = matchMedia("(prefers-color-scheme: dark)");
  const paint = (dark) => {
    root.dataset.theme = dark ? "dark" : "light";
    $("theme").textContent = dark ? page.words.light : page.words.dark;
    const ground = style("--ground");
    nodes.update(nodeList.map((node) => ({ id: node.id, color: colours(node, ground) })));
    network.redraw();
  };
  const colours = (node, ground) => {
    const fill = node.hollow ? ground : node.colour;
    const state = { background: fill, border: node.colour };
    return { ...state, highlight: { ...state, border: style("--ink") }, hover: { ...state, border: style("--ink") } };
  };
  $("theme").addEventListener("click", () => paint(root.dataset.theme !== "dark"));
  dim.addEventListener("change", () => paint(dim.matches));

  // ── names: of constant size, the most linked first, none over another ───────────────────────────────────────
  const widths = new Map();
  const bold = (node) => linksOf.get(node.id).length > 9; // their names go over the marks of others
  const font = (node, size) => `${bold(node) ? "600 " : ""}${size}px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
  const boxesOf = (node, at, half, height, gap) => {
    const radius = node.size + gap;
    const beside = { top: at.y - height / 2, bottom: at.y + height / 2 };
    return [
      { x: at.x, left: at.x - half, right: at.x + half, top: at.y + radius, bottom: at.y + radius + height },
      { x: at.x, left: at.x - half, right: at.x + half, top: at.y - radius - height, bottom: at.y - radius },
      { x: at.x + radius + half, left: at.x + radius, right: at.x + radius + 2 * half, ...beside },
      { x: at.x - radius - half, left: at.x - radius - 2 * half, right: at.x - radius, ...beside },
    ];
  };
  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const size = 12.5 / scale;
    const line = 15 / scale;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    const places = network.getPositions();
    const taken = nodeList.filter((node) => !hidden.has(node.id) && (!lit || lit.has(node.id))).map((node) => {
      const at = places[node.id];
      const box = { left: at.x - node.size, right: at.x + node.size, top: at.y - node.size, bottom: at.y + node.size };
      return { id: node.id, minor: !bold(node), ...box };
    });
    const box = $("mynetwork").getBoundingClientRect();
    const [low, high] = [{ x: 0, y: 0 }, { x: box.width, y: box.height }].map((place) => network.DOMtoCanvas(place));
    const seen = (label) => label.left >= low.x && label.right <= high.x && label.top >= low.y && label.bottom <= high.y;
    const drawing = [];
    for (const node of ranked) {
      if (hidden.has(node.id) || (lit && !lit.has(node.id))) continue;
      const lines = node.label.split("\n");
      context.font = font(node, size);
      if (!widths.has(node.id)) widths.set(node.id, Math.max(...lines.map((words) => context.measureText(words).width)) / size);
      const boxes = boxesOf(node, places[node.id], (widths.get(node.id) * size) / 2, line * lines.length, 3 / scale);
      const free = boxes.find((label) => seen(label) && !taken.some((other) => other.id !== node.id && !(other.minor && bold(node)) && overlap(other, label)));
      if (!free) continue;
      taken.push(free);
      drawing.push([node, lines, free]);
    }
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = style("--ground");
    context.fillStyle = style("--ink");
    for (const [node, lines, label] of drawing) {
      context.font = font(node, size);
      lines.forEach((words, number) => {
        context.strokeText(words, label.x, label.top + number * line);
        context.fillText(words, label.x, label.top + number * line);
      });
    }
  });
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  // ── what is shown ──────────────────────────────────────────────────────────────────────────────────────────
  const faint = (colour) => ({ color: colour, highlight: colour, hover: colour, opacity: 0.08 });
  const full = (link) => ({ color: link.colour, highlight: link.colour, hover: link.colour, opacity: 0.75 });
  const show = () => {
    hidden.clear();
    for (const node of nodeList) if (off.kinds.has(node.kind) || off.countries.has(node.country)) hidden.add(node.id);
    nodes.update(nodeList.map((node) => ({ id: node.id, hidden: hidden.has(node.id), opacity: !lit || lit.has(node.id) ? 1 : 0.12 })));
    edges.update(linkList.map((link) => ({
      id: link.id,
      hidden: off.links.has(link.kind) || hidden.has(link.from) || hidden.has(link.to),
      color: !lit || (kept && touches(kept, link)) ? full(link) : faint(link.colour),
    })));
    $("nothing").hidden = hidden.size < nodeList.length;
  };
  const touches = (what, link) => {
    if (what.node) return link.from === what.node || link.to === what.node;
    if (what.group) return what.group.has(link.from) && what.group.has(link.to);
    const { from, to } = what.link;
    return (link.from === from && link.to === to) || (link.from === to && link.to === from);
  };
  const visible = (link) => !off.links.has(link.kind) && !hidden.has(link.from) && !hidden.has(link.to);

  // ── filters, which are the legend ──────────────────────────────────────────────────────────────────────────
  const NS = "http://www.w3.org/2000/svg"; // a name, not an address: nothing is fetched
  const POINTS = {
    square: "3,3 15,3 15,15 3,15", diamond: "9,1 17,9 9,17 1,9", triangle: "9,2 17,16 1,16", triangleDown: "1,2 17,2 9,16",
    hexagon: "5,2 13,2 17,9 13,16 5,16 1,9", star: "9,1 11.2,6.6 17,7 12.5,10.8 14,16.6 9,13.4 4,16.6 5.5,10.8 1,7 6.8,6.6",
  };
  const mark = (look) => {
    const svg = document.createElementNS(NS, "svg");
    for (const [name, value] of [["width", 18], ["height", 18], ["viewBox", "0 0 18 18"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
    const shape = document.createElementNS(NS, look.shape === "dot" ? "circle" : look.shape ? "polygon" : "line");
    const given = look.shape === "dot" ? { cx: 9, cy: 9, r: 7 } : look.shape ? { points: POINTS[look.shape] } : { x1: 1, y1: 9, x2: 17, y2: 9, "stroke-width": 3 };
    for (const [name, value] of Object.entries({ "stroke-width": 2, ...given })) shape.setAttribute(name, value);
    shape.style.stroke = look.colour;
    shape.style.fill = look.hollow ? "none" : look.colour;
    if (look.dashes) shape.setAttribute("stroke-dasharray", "4 3");
    svg.append(shape);
    return svg;
  };
  const choice = (group, key, name, number, look) => {
    const label = element("label");
    const box = element("input");
    box.type = "checkbox";
    box.checked = true;
    box.value = key;
    box.addEventListener("change", () => {
      off[group][box.checked ? "delete" : "add"](key);
      show();
    });
    label.append(box, ...(look ? [mark(look)] : []), element("span", name, "name"), element("span", number, "number"));
    $(group).append(label);
  };
  const counted = (list, field) => list.reduce((counts, item) => counts.set(item[field], (counts.get(item[field]) || 0) + 1), new Map());
  const kinds = counted(nodeList, "kind");
  for (const [kind, look] of Object.entries(page.nodes)) if (kinds.has(kind)) choice("kinds", kind, page.kinds[kind], kinds.get(kind), look);
  const linkKinds = counted(linkList, "kind");
  for (const [kind, look] of Object.entries(page.links)) if (linkKinds.has(kind)) choice("links", kind, page.linkKinds[kind], linkKinds.get(kind), look);
  const countries = [...counted(nodeList, "country")];
  const named = (code) => (code ? page.countries[code] || code : page.words.unknown);
  countries.sort((a, b) => (a[0] === "") - (b[0] === "") || b[1] - a[1] || named(a[0]).localeCompare(named(b[0]), root.lang));
  for (const [code, number] of countries) choice("countries", code, named(code), number);
  const setAll = (group, on) => {
    for (const box of $(group).querySelectorAll("input")) {
      box.checked = on;
      off[group][on ? "delete" : "add"](box.value);
    }
    show();
  };
  for (const button of document.querySelectorAll("[data-all]")) button.addEventListener("click", () => setAll(button.dataset.all, true));
  for (const button of document.querySelectorAll("[data-none]")) button.addEventListener("click", () => setAll(button.dataset.none, false));

  // ── the card: what is said, in which words, by whom ────────────────────────────────────────────────────────
  const flat = (label) => label.replaceAll("\n", " ");
  const source = (from) => {
    const parts = [element("blockquote", `«${from.quote}»`)];
    const cite = element("cite", [from.publisher, from.published, from.doc].filter(Boolean).join(", "));
    if (/^https?:\/\//i.test(from.url)) {
      const link = element("a", "↗");
      link.href = from.url;
      link.rel = "noreferrer noopener";
      link.target = "_blank";
      cite.append(" ", link);
    }
    return [...parts, cite];
  };
  const said = (fact, beside) => {
    const item = element("li");
    const what = element("p", fact.text, "what");
    what.style.setProperty("--kind", (page.links[fact.kind] || {}).colour || "");
    item.append(what);
    if (beside) item.append(element("p", beside, "with"));
    for (const from of fact.sources.slice(0, 4)) item.append(...source(from));
    if (fact.sources.length > 4) item.append(element("cite", `+ ${fact.sources.length - 4} ${page.words.sources}`));
    return item;
  };
  const arrow = (link) => `${flat(byId.get(link.from).name)} ${link.directed ? "→" : "–"} ${flat(byId.get(link.to).name)}`;
  const card = (title, subtitle, items) => {
    const box = $("card");
    const close = element("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", page.words.close);
    close.addEventListener("click", clear);
    const list = element("ul");
    list.append(...items.slice(0, 60));
    box.replaceChildren(close, element("h2", title), element("p", subtitle, "small"), list);
    box.hidden = false;
    box.classList.toggle("passing", !kept);
    box.scrollTop = 0;
  };
  const cardOfNode = (id) => {
    const node = byId.get(id);
    const links = linksOf.get(id).filter(visible).sort((a, b) => (a.date < b.date) - (a.date > b.date) || b.sources.length - a.sources.length);
    const subtitle = [page.kinds[node.kind], node.kind === "country" ? "" : node.country && named(node.country)].filter(Boolean).join(", ");
    card(node.name, subtitle, [...node.facts.map((fact) => said(fact)), ...links.map((link) => said(link, arrow(link)))]);
  };
  const cardOfLink = (link) => {
    const beside = kept ? linkList.filter((other) => other !== link && touches({ link }, other) && visible(other)) : [];
    card(arrow(link), page.linkKinds[link.kind], [said(link), ...beside.map((other) => said(other, arrow(other)))]);
  };
  const keep = (what) => {
    kept = what;
    const ends = what.node ? linksOf.get(what.node).flatMap((link) => [link.from, link.to]) : [what.link.from, what.link.to];
    lit = new Set([...ends, ...(what.node ? [what.node] : [])]);
    show();
    what.node ? cardOfNode(what.node) : cardOfLink(what.link);
  };
  const clear = () => {
    kept = lit = null;
    $("card").hidden = true;
    network.unselectAll();
    show();
  };
  network.on("hoverNode", (event) => kept || cardOfNode(event.node));
  network.on("hoverEdge", (event) => kept || cardOfLink(linkById.get(event.edge)));
  for (const leave of ["blurNode", "blurEdge"]) network.on(leave, () => { if (!kept) $("card").hidden = true; });
  network.on("click", (event) => {
    if (event.nodes.length) keep({ node: event.nodes[0] });
    else if (event.edges.length) keep({ link: linkById.get(event.edges[0]) });
    else clear();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && clear());

  // ── what analyses found ────────────────────────────────────────────────────────────────────────────────────
  const together = (row) => {
    kept = { group: new Set(row.nodes) };
    lit = kept.group;
    show();
    const inside = linkList.filter((link) => touches(kept, link) && visible(link));
    card(row.label, row.why, inside.map((link) => said(link, arrow(link))));
  };
  for (const found of page.findings) {
    $("findings").append(element("h3", found.title));
    for (const row of found.rows) {
      const button = element("button", row.label);
      button.type = "button";
      button.title = row.why;
      button.addEventListener("click", () => {
        if (row.nodes.length > 1) return together(row);
        network.selectNodes(row.nodes);
        keep({ node: row.nodes[0] });
        $("card").querySelector(".small").textContent += ` – ${row.why}`;
      });
      $("findings").append(button);
    }
    $("findings").hidden = false;
  }

  // ── search ─────────────────────────────────────────────────────────────────────────────────────────────────
  $("names").append(...ranked.map((node) => Object.assign(element("option"), { value: node.name })));
  const find = (words) => {
    const folded = words.trim().toLocaleLowerCase(root.lang);
    if (!folded) return null;
    const shown = ranked.filter((node) => !hidden.has(node.id));
    const name = (node) => node.name.toLocaleLowerCase(root.lang);
    return shown.find((node) => name(node) === folded) || shown.find((node) => name(node).startsWith(folded)) || shown.find((node) => name(node).includes(folded));
  };
  const go = (exact) => {
    const node = find($("search").value);
    if (!node || (exact && node.name !== $("search").value)) return;
    network.selectNodes([node.id]);
    keep({ node: node.id });
    network.focus(node.id, { scale: Math.max(network.getScale(), 0.9), animation: { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 } });
  };
  $("search").addEventListener("keydown", (event) => event.key === "Enter" && go(false));
  $("search").addEventListener("input", () => go(true));
  const fit = () => {
    const at = Object.values(network.getPositions(nodeList.filter((node) => !hidden.has(node.id)).map((node) => node.id)));
    if (!at.length) return;
    const [xs, ys] = [at.map((place) => place.x), at.map((place) => place.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const box = $("mynetwork").getBoundingClientRect();
    const room = [Math.max(box.width - 190, box.width / 2), Math.max(box.height - 110, box.height / 2)]; // names need some
    const scale = Math.min(room[0] / (right - left || 1), room[1] / (bottom - top || 1), 1.5);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  };
  $("fit").addEventListener("click", () => { clear(); fit(); });
  addEventListener("resize", () => requestAnimationFrame(fit));

  paint(dim.matches);
  show();
  fit();
  root.dataset.ready = "true";
})();
