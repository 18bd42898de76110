// The toolbar: one tab stop, arrow keys inside, Escape back to the text. All words are visible.

import { findParentNodeClosestToPos } from "@tiptap/core";
import { TableMap } from "@tiptap/pm/tables";
import { make } from "./dom.js";

const heading = (level) => ({
  word: `Rubrik ${level}`,
  run: (e) => e.chain().toggleHeading({ level }).run(),
  active: (e) => e.isActive("heading", { level }),
  can: (e) => e.can().toggleHeading({ level }),
});

const mark = (word, name, keys) => ({
  word,
  keys,
  className: `hj-${name}`,
  run: (e) => e.chain().toggleMark(name).run(),
  active: (e) => e.isActive(name),
  can: (e) => e.can().toggleMark(name),
});

const list = (word, command, name) => ({
  word,
  run: (e) => e.chain()[command]().run(),
  active: (e) => e.isActive(name),
  can: (e) => e.can()[command](),
});

const step = (word, command, keys) => ({
  word,
  keys,
  run: (e) => e.chain()[command]().run(),
  can: (e) => e.can()[command](),
});

const inTable = (e) => e.isActive("table");

/** The groups of tools. `host` opens the dialogs. */
export function tools(host) {
  const insert = [
    {
      word: "Tabell",
      run: (e) => e.chain().insertTable({ rows: 3, cols: 3 }).toggleHeaderColumn().run(),
      can: (e) => !inTable(e) && e.can().insertTable(),
    },
  ];
  if (host.canInsert) {
    insert.push(
      { word: "Infoga siffra", dialog: true, run: () => host.openInsert("number"), can: () => true },
      {
        word: "Infoga figur",
        dialog: true,
        run: () => host.openInsert("figure"),
        can: (e) => !inTable(e),
      },
    );
  }
  return [
    { name: "Rubriker", tools: [heading(2), heading(3), heading(4)] },
    {
      name: "Text",
      tools: [
        mark("Fet", "bold", "Control+B"),
        mark("Kursiv", "italic", "Control+I"),
        {
          word: "Länk",
          dialog: true,
          keys: "Control+K",
          run: () => host.openLink(),
          active: (e) => e.isActive("link"),
          can: () => true,
        },
      ],
    },
    {
      name: "Listor",
      tools: [
        list("Punktlista", "toggleBulletList", "bulletList"),
        list("Numrerad lista", "toggleOrderedList", "orderedList"),
      ],
    },
    { name: "Infoga", tools: insert },
    { name: "Ändringar", tools: [step("Ångra", "undo", "Control+Z"), step("Gör om", "redo", "Control+Y")] },
    {
      name: "Tabellen",
      shown: inTable,
      tools: [
        step("Rad under", "addRowAfter"),
        step("Ta bort rad", "deleteRow"),
        step("Kolumn efter", "addColumnAfter"),
        step("Ta bort kolumn", "deleteColumn"),
        step("Rubrikrad", "toggleHeaderRow"),
        step("Rubrikkolumn", "toggleHeaderColumn"),
        { word: "Högerställ kolumn", run: alignColumn, can: inTable },
        { word: "Tabellens rubrik", dialog: true, run: () => host.openCaption(), can: inTable },
        step("Ta bort tabellen", "deleteTable"),
      ],
    },
  ];
}

/** Right-aligns the column of the cursor, or puts it back when it already is. */
function alignColumn(editor) {
  const { $from } = editor.state.selection;
  const table = findParentNodeClosestToPos($from, (node) => node.type.name === "table");
  const cell = findParentNodeClosestToPos($from, (node) => /^table(Cell|Header)$/.test(node.type.name));
  if (!table || !cell) return;
  const map = TableMap.get(table.node);
  const column = map.colCount(cell.pos - table.start);
  const align = cell.node.attrs.align === "right" ? null : "right";
  const tr = editor.state.tr;
  for (let row = 0; row < map.height; row += 1) {
    tr.setNodeAttribute(table.start + map.map[row * map.width + column], "align", align);
  }
  editor.view.dispatch(tr);
}

export class Toolbar {
  constructor(editor, host, editorId) {
    this.editor = editor;
    this.buttons = [];
    this.element = make("div", {
      class: "hj-tools",
      role: "toolbar",
      "aria-label": "Formatera texten",
      "aria-controls": editorId,
    });
    this.lines = [make("div", { class: "hj-line" }), make("div", { class: "hj-line" })];
    this.element.append(...this.lines);
    this.groups = tools(host).map((group) => this.group(group));
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.refresh();
  }

  group({ name, tools: list_, shown }) {
    const element = make("div", { class: "hj-group", role: "group", "aria-label": name });
    for (const tool of list_) element.append(this.button(tool));
    this.lines[shown ? 1 : 0].append(element); // tools that come and go have a line of their own
    return { element, shown };
  }

  button(tool) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `hj-tool ${tool.className || ""}`.trim();
    button.textContent = tool.word;
    button.tabIndex = -1;
    if (tool.keys) button.setAttribute("aria-keyshortcuts", tool.keys);
    if (tool.dialog) button.setAttribute("aria-haspopup", "dialog");
    // The text keeps its selection: the button takes focus from the keyboard only.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      tool.run(this.editor);
      if (!tool.dialog) this.editor.view.focus();
    });
    button.addEventListener("focus", () => this.current(button));
    this.buttons.push({ button, tool });
    return button;
  }

  /** Pressed, unavailable and shown, as the selection has it. */
  refresh() {
    for (const { button, tool } of this.buttons) {
      if (tool.active) button.setAttribute("aria-pressed", String(tool.active(this.editor)));
      button.setAttribute("aria-disabled", String(!tool.can(this.editor)));
    }
    for (const { element, shown } of this.groups) {
      if (shown) element.hidden = !shown(this.editor);
    }
    const stop = this.visible().find((button) => button.tabIndex === 0);
    if (!stop) this.current(this.visible()[0]);
  }

  visible() {
    return this.buttons.map(({ button }) => button).filter((b) => !b.parentElement.hidden);
  }

  current(button) {
    for (const other of this.buttons) other.button.tabIndex = other.button === button ? 0 : -1;
  }

  focus() {
    this.visible().find((button) => button.tabIndex === 0)?.focus();
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.editor.view.focus();
      return;
    }
    const buttons = this.visible();
    const at = buttons.indexOf(document.activeElement);
    const to = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[to].focus();
  }
}
