// Two writers of one text. The server refuses the later save; nothing is overwritten, and what the
// writer has on the page stays there until the writer takes it away.

import { button, make } from "./dom.js";

const KEPT = "hjulet-editor-kept:";
const PARAGRAPHS = { blockSeparator: "\n\n" };
const ADVICE =
  "Din text finns kvar här på sidan men är inte sparad. Läs in den andra versionen, så står din " +
  "text i en ruta ovanför och du kan föra över det som saknas.";

export class Conflict {
  /** `host` is the element: editor, autosave, messages, and what to say. */
  constructor(host) {
    this.host = host;
    this.open = false;
    this.key = KEPT + (host.dataset.url || "");
    const own = sessionStorage.getItem(this.key);
    if (own) this.show(own); // put aside before the page was loaded anew
  }

  raise({ message, version, body }) {
    this.open = true;
    const lead = make("b", { text: "Någon annan har sparat avsnittet medan du skrev. " });
    const actions = make(
      "div",
      { class: "row" },
      button("Läs in den andra versionen", "secondary", () => this.takeOver(version, body)),
      button("Kopiera min text", "secondary", () => this.copy(this.host.editor)),
    );
    const words = make("div", { class: "stack-s" }, make("p", {}, lead, message || ""));
    words.append(make("p", { text: ADVICE }), actions);
    this.host.messages.append(
      make("div", { class: "note hj-conflict", "data-k": "late", role: "alert" }, words),
    );
    this.host.emit("conflict", { version });
  }

  async takeOver(version, body) {
    const { host } = this;
    const own = JSON.stringify(host.json());
    await this.copy(host.editor);
    sessionStorage.setItem(this.key, own);
    if (!body || !Number.isInteger(version) || !this.load(body)) {
      host.submitting = true; // leaving on purpose
      location.reload();
      return;
    }
    host.messages.replaceChildren();
    this.open = false;
    host.field.value = JSON.stringify(host.json());
    host.writeVersion(version);
    host.autosave.resume(version);
    host.say("Du ser den andra versionen.", false);
    this.show(own);
    host.editor.commands.focus("start");
  }

  load(body) {
    try {
      return this.host.editor.commands.setContent(body, {
        emitUpdate: false,
        errorOnInvalidContent: true,
      });
    } catch {
      return false;
    }
  }

  /** The writer's own text, to read and copy from, until it is taken away. */
  show(own) {
    const place = make("div", { class: "hj-kept-text" });
    const reader = this.host.create(place, own, "", false);
    const box = make(
      "details",
      { class: "hj-kept", open: "" },
      make("summary", { class: "b", text: "Din text som inte är sparad" }),
      place,
    );
    const away = () => {
      sessionStorage.removeItem(this.key);
      reader?.destroy();
      box.remove();
      this.host.editor.commands.focus();
    };
    const actions = make("div", { class: "row" });
    if (reader) actions.append(button("Kopiera min text", "secondary", () => this.copy(reader)));
    actions.append(button("Ta bort min text", "secondary", away));
    box.append(actions);
    this.host.messages.append(box);
  }

  async copy(editor) {
    try {
      await navigator.clipboard.writeText(editor.getText(PARAGRAPHS));
      this.host.tell("Din text är kopierad.");
    } catch {
      this.host.tell("Texten kunde inte kopieras. Markera den och kopiera själv.");
    }
  }
}
