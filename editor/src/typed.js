// Counts that somebody typed and that no figure has: a quiet list under the text. Nothing is stopped.

import { make } from "./dom.js";

const LEAF = "\ufffc"; // an inline node that is no text, as long as one sign
const LEAD = "Det här hittar vi inte bland siffrorna. Byt till en levande siffra, eller skriv var det kommer ifrån.";
const DIGIT = /[\d,.:§/-]/;

export class TypedNumbers {
  /** `host` is the element: editor, told, canInsert, openInsert. */
  constructor(host) {
    this.host = host;
  }

  /** `found`: [{words: "162 avvikelser", number: "162"}]. */
  show(found) {
    this.box?.remove();
    if (found.length === 0) return;
    const rows = found.map((one) => this.row(one));
    this.box = make(
      "div",
      { class: "hj-typed sm", role: "group", "aria-label": "Siffror att se över" },
      make("p", { class: "dim", text: LEAD }),
      make("ul", { class: "list" }, ...rows),
    );
    this.host.told.after(this.box);
  }

  row({ words, number }) {
    const row = make("li", { text: `”${words}” ` });
    if (!this.host.canInsert) return row;
    const change = make("button", { type: "button", class: "linkbutton", text: "Infoga från siffrorna" });
    change.addEventListener("click", () => {
      this.select(words, number);
      this.host.openInsert("number");
    });
    change.append(make("span", { class: "vh", text: ` i stället för ${words}` }));
    row.append(change);
    return row;
  }

  /** Selects the number where it stands, so that what is inserted takes its place. */
  select(words, number) {
    let at = null;
    this.host.editor.state.doc.descendants((node, place) => {
      if (at !== null || !node.isTextblock) return at === null;
      const text = node.textBetween(0, node.content.size, undefined, LEAF);
      let index = text.indexOf(words);
      while (index > 0 && DIGIT.test(text[index - 1])) index = text.indexOf(words, index + 1);
      if (index >= 0) at = place + 1 + index;
      return false;
    });
    if (at !== null) this.host.editor.commands.setTextSelection({ from: at, to: at + number.length });
  }
}
