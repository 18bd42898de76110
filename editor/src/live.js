// Live numbers and figures: nodes that hold a key of the catalogue and its parameters, never a
// value. What the writer sees is fetched; what is saved is the question.

import { Node } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { make } from "./dom.js";
import { disarm } from "./paste.js";

const SHOW_WORDS = { table: "Tabell", chart: "Diagram", both: "Tabell och diagram" };
let serial = 0;

/** Parameters in one order, so that equal questions are equal strings. */
export const canonical = (params) =>
  JSON.stringify(Object.fromEntries(Object.entries(params || {}).sort(([a], [b]) => (a < b ? -1 : 1))));

/** What may be inserted and how it looks now. Fetches each thing once. */
export class Catalogue {
  constructor(catalogueUrl, previewUrl) {
    this.previewUrl = previewUrl;
    this.previews = new Map();
    this.known = catalogueUrl
      ? getJson(catalogueUrl).catch(() => ({ figures: [], numbers: [], failed: true }))
      : Promise.resolve({ figures: [], numbers: [] });
  }

  async find(kind, key, params) {
    const entries = (await this.known)[kind] || [];
    return entries.find((e) => e.key === key && canonical(e.params) === canonical(params));
  }

  /** {text} of a number or {html} of a figure; rejects with a Swedish message. */
  preview(key, params, show) {
    if (!this.previewUrl) return Promise.reject(new Error(""));
    const query = new URLSearchParams({ key, params: canonical(params) });
    if (show) query.set("show", show);
    const url = `${this.previewUrl}${this.previewUrl.includes("?") ? "&" : "?"}${query}`;
    if (!this.previews.has(url)) this.previews.set(url, getJson(url));
    return this.previews.get(url);
  }
}

async function getJson(url) {
  const response = await fetch(url, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    credentials: "same-origin",
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.message || "Servern svarade inte som väntat.");
  return answer;
}

const attribute = (name, fallback, read = (value) => value) => ({
  default: fallback,
  parseHTML: (element) => read(element.getAttribute(`data-${name}`)) ?? fallback,
  renderHTML: (attrs) => ({
    [`data-${name}`]: typeof attrs[name] === "object" ? JSON.stringify(attrs[name]) : attrs[name],
  }),
});

function readParams(text) {
  try {
    const params = JSON.parse(text || "{}");
    return params && typeof params === "object" && !Array.isArray(params) ? params : {};
  } catch {
    return {};
  }
}

const element = (name, className, text = "") => make(name, className ? { class: className, text } : { text });

export const liveNumber = (catalogue) =>
  Node.create({
    name: "liveNumber",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({
      key: attribute("key", ""),
      params: attribute("params", {}, readParams),
      label: attribute("label", ""),
    }),
    parseHTML: () => [{ tag: "span[data-live=number]" }],
    renderHTML: ({ HTMLAttributes, node }) => [
      "span",
      { ...HTMLAttributes, "data-live": "number", class: "live" },
      node.attrs.label || node.attrs.key,
    ],
    renderText: ({ node }) => node.attrs.label || node.attrs.key,
    addNodeView: () => ({ node }) => ({ dom: numberView(node.attrs, catalogue) }),
  });

/** The number as it is now, with its meaning as title and in words for a screen reader. */
function numberView(attrs, catalogue) {
  const dom = element("span", "live");
  dom.contentEditable = "false";
  const draw = (text, label) => {
    dom.title = label;
    dom.replaceChildren(text, element("span", "vh", ` (${label})`));
  };
  draw("…", attrs.label || "siffra");
  catalogue.find("numbers", attrs.key, attrs.params).then(async (entry) => {
    if (entry) return draw(entry.text, entry.label);
    try {
      const answer = await catalogue.preview(attrs.key, attrs.params);
      return draw(answer.text, answer.label || attrs.label || "siffra ur registret");
    } catch {
      dom.dataset.missing = "";
      return draw(attrs.label || "siffra saknas", "Siffran kan inte visas just nu");
    }
  });
  return dom;
}

export const liveFigure = (catalogue) =>
  Node.create({
    name: "liveFigure",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({
      key: attribute("key", ""),
      params: attribute("params", {}, readParams),
      show: attribute("show", "table", (value) => (value in SHOW_WORDS ? value : null)),
    }),
    parseHTML: () => [{ tag: "div[data-live=figure]" }],
    renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, "data-live": "figure" }],
    renderText: ({ node }) => `[${node.attrs.key}]`,
    addNodeView: () => (props) => new FigureView(props, catalogue),
  });

class FigureView {
  constructor({ node, editor, getPos }, catalogue) {
    Object.assign(this, { node, editor, getPos, catalogue, id: `hj-fig-${(serial += 1)}` });
    this.dom = element("figure", "fig hj-fig");
    this.dom.contentEditable = "false";
    this.title = element("figcaption", "b", "Figur");
    this.title.id = this.id;
    this.dom.setAttribute("aria-labelledby", this.id);
    this.body = element("div", "hj-fig-body");
    this.foot = element("p", "sm dim", "Följer siffrorna tills utgåvan fryses.");
    this.dom.append(this.title, this.body, this.foot);
    this.load();
  }

  async load() {
    const { key, params, show } = this.node.attrs;
    const entry = await this.catalogue.find("figures", key, params);
    this.title.textContent = entry?.title || "Figur";
    if (this.editor.isEditable) this.controls(entry?.show || [show], show);
    if (!this.catalogue.previewUrl) return;
    this.body.replaceChildren(element("p", "dim", "Hämtar figuren…"));
    try {
      const { html } = await this.catalogue.preview(key, params, show);
      if (show === this.node.attrs.show) this.body.replaceChildren(fragment(html || "", this.id));
    } catch (error) {
      this.body.replaceChildren(element("p", "dim", `Figuren kan inte visas: ${error.message}`));
    }
  }

  controls(shows, current) {
    this.row?.remove();
    this.row = element("div", "row hj-fig-row");
    const name = this.title.textContent;
    if (shows.length > 1) {
      const label = element("label", "sm", "Visa som ");
      const select = element("select", "ds-input");
      select.setAttribute("aria-label", `Visa som: ${name}`);
      for (const show of shows) select.append(new Option(SHOW_WORDS[show] || show, show));
      select.value = current;
      select.addEventListener("change", () => this.update_({ show: select.value }));
      label.append(select);
      this.row.append(label);
    }
    const remove = element("button", "hj-tool", "Ta bort figuren");
    remove.type = "button";
    remove.setAttribute("aria-label", `Ta bort figuren: ${name}`);
    remove.addEventListener("click", () => this.remove());
    this.row.append(remove);
    this.dom.append(this.row);
  }

  update_(attrs) {
    const pos = this.getPos();
    this.editor.view.dispatch(
      this.editor.state.tr.setNodeMarkup(pos, undefined, { ...this.node.attrs, ...attrs }),
    );
    this.dom.querySelector("select")?.focus();
  }

  remove() {
    const pos = this.getPos();
    const tr = this.editor.state.tr.delete(pos, pos + this.node.nodeSize);
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size))));
    this.editor.view.dispatch(tr);
    this.editor.view.focus();
  }

  update(node) {
    if (node.type !== this.node.type || node.attrs.key !== this.node.attrs.key) return false;
    if (canonical(node.attrs.params) !== canonical(this.node.attrs.params)) return false;
    const changed = node.attrs.show !== this.node.attrs.show;
    this.node = node;
    if (changed) this.load();
    return true;
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.(".hj-fig-row, [tabindex], summary"));
  }

  ignoreMutation() {
    return true;
  }
}

/** A fragment from our own server: inert, ids made unique, links as text (it is a preview). */
function fragment(html, prefix) {
  const template = document.createElement("template");
  template.innerHTML = disarm(html);
  const { content } = template;
  for (const node of content.querySelectorAll("script,style,link,iframe,object,form")) node.remove();
  for (const a of content.querySelectorAll("a")) {
    const span = element("span", a.className);
    span.append(...a.childNodes);
    a.replaceWith(span);
  }
  // A preview is no place to jump to: not a landmark, and the same figure may stand here twice.
  for (const node of content.querySelectorAll("[role=region]")) node.setAttribute("role", "group");
  for (const node of content.querySelectorAll("*")) {
    if (node.id) node.id = `${prefix}-${node.id}`;
    for (const name of ["aria-labelledby", "aria-describedby", "headers", "for"]) {
      if (node.hasAttribute(name)) {
        const ids = node.getAttribute(name).split(/\s+/).filter(Boolean);
        node.setAttribute(name, ids.map((id) => `${prefix}-${id}`).join(" "));
      }
    }
  }
  return content;
}
