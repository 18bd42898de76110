// What a text may hold. `stored.py` is the other side of this: change both or neither.

import { Extension } from "@tiptap/core";
import { Link } from "@tiptap/extension-link";
import { ListItem, OrderedList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { StarterKit } from "@tiptap/starter-kit";

export const MAX_LIST_DEPTH = 6;
const MAX_START = 9999;
const MAX_HREF = 2000;
const ADDRESS = /^(https?:\/\/[^\s/?#:@]+|mailto:[^\s?]+)\S*$/i;

export const isAddress = (href) =>
  typeof href === "string" && href.length <= MAX_HREF && ADDRESS.test(href);

/** An address as people write it, made whole: "www.x.se" and "namn@x.se" get their scheme. */
export function completeAddress(text) {
  const address = text.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  if (/^[^\s/@]+@[^\s/@]+$/.test(address)) return `mailto:${address}`;
  return /^[^\s/]+\.[^\s/]{2,}/.test(address) ? `https://${address}` : address;
}

const PlainLink = Link.extend({
  addAttributes() {
    return { href: { default: null, parseHTML: (element) => element.getAttribute("href") } };
  },
}).configure({
  openOnClick: false,
  defaultProtocol: "https",
  HTMLAttributes: { target: null, rel: null },
  isAllowedUri: (href) => isAddress(href),
});

const NumberedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => {
          const start = Number.parseInt(element.getAttribute("start") || "1", 10);
          return start >= 1 && start <= MAX_START ? start : 1;
        },
      },
    };
  },
});

const Item = ListItem.extend({
  content: "paragraph (paragraph | bulletList | orderedList)*",
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      Tab: () => {
        const { $from } = this.editor.state.selection;
        let depth = 0;
        for (let d = $from.depth; d > 0; d -= 1) {
          if (/List$/.test($from.node(d).type.name)) depth += 1;
        }
        return depth > 0 && depth < MAX_LIST_DEPTH && this.editor.commands.sinkListItem(this.name);
      },
    };
  },
});

// Alignment as a data attribute: our policy knows no inline style.
const cellAttributes = () => ({
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null, parseHTML: () => null, rendered: false },
  align: {
    default: null,
    parseHTML: (element) => {
      const align = element.getAttribute("data-align");
      return align === "right" || align === "center" ? align : null;
    },
    renderHTML: ({ align }) => (align ? { "data-align": align } : {}),
  },
});

const Cell = TableCell.extend({ content: "paragraph+", addAttributes: cellAttributes });
const HeaderCell = TableHeader.extend({ content: "paragraph+", addAttributes: cellAttributes });

const PlainTable = Table.extend({
  addAttributes() {
    return {
      caption: {
        default: null,
        parseHTML: (element) =>
          element.querySelector("caption")?.textContent.trim().slice(0, 300) || null,
        rendered: false,
      },
    };
  },
  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }, { tag: "colgroup", ignore: true }];
  },
  renderHTML({ node }) {
    const caption = node.attrs.caption
      ? [["caption", { contenteditable: "false" }, node.attrs.caption]]
      : [];
    return ["table", { class: "t" }, ...caption, ["tbody", 0]];
  },
}).configure({ resizable: false, View: null });

// What a header cell heads, said to assistive technology; an empty one heads nothing.
const HeaderScope = Extension.create({
  name: "headerScope",
  addProseMirrorPlugins: () => [
    new Plugin({
      state: {
        init: (config, state) => headerScopes(state.doc),
        apply: (tr, set) => (tr.docChanged ? headerScopes(tr.doc) : set),
      },
      props: {
        decorations(state) {
          return this.getState(state);
        },
      },
    }),
  ],
});

function headerScopes(doc) {
  const found = [];
  doc.descendants((table, at) => {
    if (table.type.name !== "table") return table.type.name === "doc";
    table.forEach((row, rowAt, y) => {
      row.forEach((cell, cellAt) => {
        if (cell.type.name !== "tableHeader") return;
        const from = at + rowAt + cellAt + 2;
        const scope = { scope: y === 0 ? "col" : "row" };
        const attrs = cell.textContent.trim() ? scope : { role: "cell" };
        found.push(Decoration.node(from, from + cell.nodeSize, attrs));
      });
    });
    return false;
  });
  return DecorationSet.create(doc, found);
}

/** The extensions of every text, without live numbers and figures (see live.js). */
export function baseExtensions() {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      code: false,
      codeBlock: false,
      strike: false,
      underline: false,
      blockquote: false,
      horizontalRule: false,
      link: false,
      listItem: false,
      orderedList: false,
    }),
    PlainLink,
    NumberedList,
    Item,
    PlainTable,
    TableRow,
    HeaderCell,
    Cell,
    HeaderScope,
  ];
}
