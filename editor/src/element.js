// <hjulet-editor>: wraps a textarea that holds the text as JSON. See README.md for the contract.

import { Editor, getSchema } from "@tiptap/core";
import { Autosave } from "./autosave.js";
import { Conflict } from "./conflict.js";
import { askText, pick } from "./dialogs.js";
import { make } from "./dom.js";
import { Catalogue, liveFigure, liveNumber } from "./live.js";
import { cleanHtml, cleanText } from "./paste.js";
import { baseExtensions, completeAddress, isAddress } from "./schema.js";
import { Toolbar } from "./toolbar.js";
import { TypedNumbers } from "./typed.js";

const EMPTY = { type: "doc", content: [{ type: "paragraph" }] };
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g;
let serial = 0;

/** The document without what nobody wrote: control characters, the empty line kept for the caret. */
function tidy(json) {
  const content = [...(json.content || [])];
  const last = content.length - 1;
  if (last > 0 && content[last].type === "paragraph" && !content[last].content) {
    if (["table", "liveFigure"].includes(content[last - 1].type)) content.pop();
  }
  return JSON.parse(JSON.stringify({ ...json, content }), (key, value) =>
    key === "text" ? value.replace(CONTROL, " ") : value,
  );
}

class HjuletEditor extends HTMLElement {
  connectedCallback() {
    if (this.editor || this.starting) return;
    this.starting = true;
    const begin = () => this.isConnected && this.begin();
    if (this.querySelector("textarea")) begin();
    else document.addEventListener("DOMContentLoaded", begin, { once: true });
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.autosave?.flush({ keepalive: true });
      this.autosave?.stop();
      this.listeners?.abort();
      this.editor?.destroy();
      this.editor = null;
      this.starting = false;
    });
  }

  begin() {
    this.field = this.querySelector("textarea");
    if (!this.field) return;
    this.field.hidden = true;
    for (const old of this.querySelectorAll(":scope > .hj-editor")) old.remove();
    this.frame = make("div", { class: "hj-editor" });
    this.append(this.frame);
    this.catalogue = new Catalogue(this.dataset.catalogueUrl, this.dataset.previewUrl);
    this.canInsert = Boolean(this.dataset.catalogueUrl);
    const editorId = `hj-editor-${(serial += 1)}`;
    const paper = make("div", { class: "hj-paper" });
    // What the server wrote, not what a browser remembers from before a reload.
    this.editor = this.create(paper, this.field.defaultValue, editorId, !this.readonly);
    if (!this.editor) return this.unreadable();
    if (!this.readonly) this.toolbar = new Toolbar(this.editor, this, editorId);
    this.status = make("p", { class: "hj-status sm dim", role: "status" });
    this.messages = make("div", { class: "hj-messages stack-s" });
    this.told = make("p", { class: "hj-told sm", role: "status" });
    const help = "Alt + F10 går till verktygen, Escape tillbaka till texten.";
    this.help = make("p", { class: "hj-help xs dim", id: `${editorId}-help`, text: help });
    this.frame.append(
      ...(this.toolbar ? [this.toolbar.element] : []),
      this.messages,
      paper,
      this.told,
      ...(this.readonly ? [] : [make("div", { class: "hj-foot" }, this.status, this.help)]),
    );
    if (!this.readonly) this.live();
  }

  get readonly() {
    return "readonly" in this.dataset;
  }

  get dirty() {
    return Boolean(this.autosave?.dirty);
  }

  /** An editor in `place`, or null when the text is not one of ours. No `id`: a text put aside. */
  create(place, text, id, editable) {
    const extensions = [
      ...baseExtensions(),
      liveNumber(this.catalogue),
      liveFigure(this.catalogue),
    ];
    let content = EMPTY;
    try {
      if (text.trim()) content = JSON.parse(text);
      getSchema(extensions).nodeFromJSON(content).check();
    } catch {
      return null;
    }
    const attributes = { class: "doc hj-text", lang: "sv", role: editable ? "textbox" : "group" };
    if (editable) Object.assign(attributes, { "aria-multiline": "true", "aria-describedby": `${id}-help` });
    if (!id) attributes["aria-label"] = "Din text som inte är sparad";
    else {
      attributes.id = id;
      if (this.dataset.labelledby) attributes["aria-labelledby"] = this.dataset.labelledby;
      else attributes["aria-label"] = this.dataset.label || "Text";
    }
    return new Editor({
      element: place,
      extensions,
      content,
      editable,
      injectCSS: false,
      enableContentCheck: true,
      editorProps: {
        attributes,
        transformPastedHTML: (html) => cleanHtml(html, (sentence) => this.tell(sentence)),
        transformPastedText: cleanText,
        handleKeyDown: (view, event) => this.key(event),
      },
    });
  }

  /** Nothing is lost or overwritten when the text cannot be opened. */
  unreadable() {
    const words = "Texten kan inte öppnas i skrivläget. Inget har ändrats. Hör av dig till den som sköter Hjulet.";
    this.frame.replaceChildren(
      make("div", { class: "note", "data-k": "err", role: "alert" }, make("p", { text: words })),
    );
  }

  // ---- saving ------------------------------------------------------------------------------------

  live() {
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    this.autosave = new Autosave({
      url: this.dataset.url,
      method: this.dataset.method || "POST",
      csrf: () => /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] || this.dataset.csrf || "",
      version: Number(this.dataset.version || 0),
      read: () => this.json(),
      onState: (state, detail) => this.state(state, detail),
    });
    this.typed = new TypedNumbers(this);
    this.typed.show(JSON.parse(this.dataset.typed || "[]"));
    this.field.value = JSON.stringify(this.json());
    this.writeVersion(this.autosave.version);
    this.status.textContent = this.dataset.savedText ? `Sparat ${this.dataset.savedText}` : "";
    this.editor.on("update", () => {
      this.field.value = JSON.stringify(this.json());
      if (this.dirty) this.autosave.changed();
    });
    this.editor.on("transaction", () => this.toolbar.refresh());
    this.conflict = new Conflict(this);
    document.addEventListener(
      "click",
      (event) => {
        const opener = event.target.closest?.("[data-editor-open]");
        if (opener) this.openInsert(opener.dataset.editorOpen);
      },
      { signal },
    );
    const leave = () => {
      if (!this.submitting && this.dirty) this.autosave.flush({ keepalive: true });
    };
    document.addEventListener("visibilitychange", () => document.hidden && leave(), { signal });
    window.addEventListener("pagehide", leave, { signal });
    window.addEventListener(
      "beforeunload",
      (event) => {
        const stuck = this.autosave.halted || this.autosave.attempt > 0 || this.autosave.large;
        if (this.dataset.url && this.dirty && stuck && !this.submitting) event.preventDefault();
      },
      { signal },
    );
    this.closest("form")?.addEventListener("submit", (event) => this.submit(event), { signal });
  }

  /** The document as it is saved; made once for each state of the text. */
  json() {
    const { doc } = this.editor.state;
    if (this.read?.doc !== doc) this.read = { doc, json: tidy(this.editor.getJSON()) };
    return this.read.json;
  }

  /** Saves now. True when the server has the text. */
  flush() {
    return this.autosave.flush();
  }

  writeVersion(version) {
    const input = this.querySelector("input[name=version]");
    if (input) input.value = String(version);
  }

  /** The form waits for the autosave, so that its version number is the last one. */
  async submit(event) {
    this.field.value = JSON.stringify(this.json());
    if (this.submitting || !this.dataset.url || !this.dirty) {
      this.submitting = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    const { submitter } = event;
    await this.autosave.flush();
    if (this.conflict.open) return this.messages.scrollIntoView({ block: "center" });
    // Logged out or no contact: on the next page the text would be gone.
    if (this.autosave.attempt > 0) return this.status.scrollIntoView({ block: "center" });
    this.submitting = true;
    form.requestSubmit(submitter);
  }

  state(state, detail) {
    if (state === "dirty") this.emit("dirty", {});
    if (state === "saving" && !this.status.textContent) this.status.textContent = "Sparar…";
    if (state === "saved") {
      this.writeVersion(detail.version);
      this.say(`Sparat ${detail.saved_at_text || ""}`.trim(), false);
      this.warn(detail.warnings || []);
      this.typed.show(detail.typed || []);
      this.emit("saved", { version: detail.version, savedAtText: detail.saved_at_text });
    }
    if (state === "failed" || state === "stopped") this.say(`Ej sparat: ${detail.message}`, true);
    if (state === "conflict") {
      this.say("Ej sparat: någon annan har ändrat texten.", true);
      this.conflict.raise(detail);
    }
  }

  /** The live region changes only when the words do: a reader is not told of every save. */
  say(text, failed) {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.classList.toggle("hj-failed", failed);
  }

  warn(sentences) {
    this.querySelector(".hj-warnings")?.remove();
    if (sentences.length === 0) return;
    this.told.after(
      make("ul", { class: "hj-warnings sm" }, ...sentences.map((text) => make("li", { text }))),
    );
  }

  tell(sentence) {
    this.told.textContent = this.told.textContent
      ? `${this.told.textContent} ${sentence}`
      : sentence;
    clearTimeout(this.toldTimer);
    this.toldTimer = setTimeout(() => {
      this.told.textContent = "";
    }, 20000);
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`hjulet:${name}`, { bubbles: true, detail }));
  }

  // ---- keys and dialogs --------------------------------------------------------------------------

  key(event) {
    const control = event.ctrlKey || event.metaKey;
    const name = event.key.toLowerCase();
    if (event.altKey && event.key === "F10") this.toolbar?.focus();
    else if (control && name === "k") setTimeout(() => this.openLink()); // after selectionchange
    else if (control && name === "s") this.flush();
    else return false;
    event.preventDefault();
    return true;
  }

  openLink() {
    const { editor } = this;
    const href = editor.getAttributes("link").href || "";
    askText(
      this.frame,
      {
        title: "Länk",
        label: "Adress",
        hint: "Till exempel https://www.example.se eller namn@example.se.",
        value: href,
        save: href ? "Ändra länken" : "Infoga länken",
        remove: href && {
          word: "Ta bort länken",
          run: () => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
        },
      },
      (value) => {
        const address = completeAddress(value);
        if (!isAddress(address)) return "Skriv en adress som börjar med https://, eller en e-postadress.";
        return () => this.link(address, value.trim(), href);
      },
    );
  }

  link(address, text, replaced) {
    const { editor } = this;
    const marks = [{ type: "link", attrs: { href: address } }];
    if (editor.state.selection.empty && !replaced) {
      editor.commands.insertContent({ type: "text", text, marks });
    } else editor.chain().extendMarkRange("link").setLink({ href: address }).run();
    editor.view.focus();
  }

  openCaption() {
    const { editor } = this;
    askText(
      this.frame,
      {
        title: "Tabellens rubrik",
        label: "Rubrik",
        hint: "Säg vad tabellen visar. Den läses upp före tabellen.",
        value: editor.getAttributes("table").caption || "",
        save: "Spara rubriken",
      },
      (value) => {
        const caption = value.trim().slice(0, 300) || null;
        return () => {
          editor.commands.updateAttributes("table", { caption });
          editor.view.focus();
        };
      },
    );
  }

  /** Opens the list of numbers ("number") or figures ("figure"). */
  async openInsert(kind) {
    if (!this.editor || this.readonly || !this.canInsert) return;
    const answer = await this.catalogue.known;
    const numbers = kind === "number";
    const entries = ((numbers ? answer.numbers : answer.figures) || []).map((value) => ({
      name: numbers ? value.text : value.title,
      detail: [numbers ? value.label : "", value.group].filter(Boolean).join(" · "),
      shows: numbers ? [] : value.show || [],
      value,
    }));
    const empty = answer.failed
      ? "Listan kunde inte hämtas. Ladda om sidan och försök igen."
      : "Det finns inget att infoga ännu.";
    const words = numbers
      ? { title: "Infoga siffra", label: "Sök siffra", insert: "Infoga siffran" }
      : { title: "Infoga figur", label: "Sök tabell eller diagram", insert: "Infoga figuren" };
    pick(this.frame, { ...words, empty, entries }, (value, show) =>
      numbers ? this.insertNumber(value) : this.insertFigure(value, show),
    );
  }

  insertNumber({ key, params, label }) {
    const node = { type: "liveNumber", attrs: { key, params: params || {}, label: (label || "").slice(0, 300) } };
    this.editor.chain().insertContent(node).run();
    this.editor.view.focus();
  }

  insertFigure({ key, params, show: shows }, show) {
    const attrs = { key, params: params || {}, show: show || shows?.[0] || "table" };
    this.editor.chain().insertContent([{ type: "liveFigure", attrs }, { type: "paragraph" }]).run();
    this.editor.view.focus();
  }
}

customElements.define("hjulet-editor", HjuletEditor);
