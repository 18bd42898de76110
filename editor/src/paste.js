// Pasted HTML made into what our schema knows, before ProseMirror sees it.
//
// Style and event attributes are renamed in the string: even an inert parser reports them as
// violations of a strict content security policy. Word writes lists as paragraphs and tables
// without header cells; both become what they look like. Merged cells have no place in the
// stored form and are split, which the writer is told.

const TAG = /<[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>/g;
const RISKY_ATTRIBUTE = /(["'\s/])(style|on[a-z]+)(\s*=)/gi;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const HEADINGS = "h1,h2,h3,h4,h5,h6";
const CELL_BLOCKS = `p,div,li,blockquote,pre,dt,dd,${HEADINGS}`;
const MAX_COLSPAN = 30;
const MAX_ROWSPAN = 500;

/** Removes what must not meet a parser under the policy; the rest of the string is unchanged. */
export function disarm(html) {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|script|xml|title|template|iframe|object)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(meta|link|base)\b[^>]*>/gi, "")
    .replace(CONTROL, "")
    .replace(TAG, (tag) => tag.replace(RISKY_ATTRIBUTE, "$1data-pasted-$2$3"));
}

/** Plain text: tabs become spaces, control characters disappear. */
export function cleanText(text) {
  return text.replace(/\t/g, " ").replace(CONTROL, "");
}

/** Pasted HTML as HTML of our own kind. `tell` gets sentences about what was changed. */
export function cleanHtml(html, tell) {
  const safe = disarm(html);
  if (/data-pm-slice/.test(safe)) return safe; // copied within the editor
  const body = new DOMParser().parseFromString(safe, "text/html").body;
  if (body.querySelector("img,video,svg,canvas")) tell("Bilder kan inte klistras in och togs bort.");
  for (const node of body.querySelectorAll("img,video,svg,canvas,input,button,select")) node.remove();
  emphasis(body);
  wordLists(body);
  for (const table of [...body.querySelectorAll("table table")]) flattenTable(table);
  let split = false;
  for (const table of body.querySelectorAll("table")) split = cleanTable(table) || split;
  if (split) tell("Tabellen hade sammanslagna celler. De delades; se över att allt står rätt.");
  headings(body);
  for (const p of body.querySelectorAll("p,div,span")) {
    if (!p.closest("td,th,li") && !p.textContent.trim() && !p.querySelector("br,table,[data-live]")) {
      p.remove();
    }
  }
  return body.innerHTML;
}

const styleOf = (element) => element.getAttribute("data-pasted-style") || "";

function emphasis(body) {
  for (const b of body.querySelectorAll("b,strong")) {
    if (/(^|[;\s])font-weight:\s*(normal|400)/i.test(styleOf(b))) b.replaceWith(...b.childNodes);
  }
  for (const span of body.querySelectorAll("span")) {
    const style = styleOf(span);
    if (/(^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapContent(span, "strong");
    if (/font-style:\s*italic/i.test(style)) wrapContent(span, "em");
  }
}

function wrapContent(element, name) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** The document's own title is level 1, so the highest pasted heading becomes level 2. */
function headings(body) {
  const found = [...body.querySelectorAll(HEADINGS)].filter((h) => !h.closest("td,th"));
  const shift = found.some((h) => h.localName === "h1") ? 1 : 0;
  for (const h of found) {
    rename(h, `h${Math.min(4, Math.max(2, Number(h.localName[1]) + shift))}`);
  }
  for (const p of body.querySelectorAll("p.MsoTitle")) rename(p, "h2");
}

// ---- lists ---------------------------------------------------------------------------------------

function wordLists(body) {
  const paragraphs = [...body.querySelectorAll(`p,${HEADINGS}`)].filter((p) =>
    /mso-list:\s*l\d+/i.test(styleOf(p)),
  );
  let open = []; // the lists that are open, outermost first
  for (const p of paragraphs) {
    const marker = takeMarker(p);
    if (p.localName !== "p") continue; // a numbered heading stays a heading
    const level = Number(/level(\d)/i.exec(styleOf(p))?.[1] || 1);
    const name = /^\(?(\d+|[a-zåäö]{1,4})[.)]/i.test(marker) ? "ol" : "ul";
    if (open[0] !== p.previousElementSibling) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && open[level - 1].localName !== name) open.pop();
    while (open.length < level) open.push(newList(p, name, marker, open[open.length - 1]));
    const item = newItem(open[level - 1]);
    item.lastElementChild.append(...p.childNodes);
    p.remove();
  }
}

function newList(p, name, marker, parent) {
  const list = p.ownerDocument.createElement(name);
  const start = Number.parseInt(marker, 10);
  if (name === "ol" && start > 1) list.setAttribute("start", String(start));
  if (parent) (parent.lastElementChild || newItem(parent)).append(list);
  else p.before(list);
  return list;
}

/** A list item with an empty paragraph. */
function newItem(list) {
  const item = list.ownerDocument.createElement("li");
  item.append(list.ownerDocument.createElement("p"));
  list.append(item);
  return item;
}

/** Takes the drawn bullet or number out of the paragraph and gives its text. */
function takeMarker(p) {
  let text = "";
  for (const span of p.querySelectorAll("span")) {
    if (/mso-list:\s*ignore/i.test(styleOf(span))) {
      text = text || span.textContent.trim();
      span.remove();
    }
  }
  return text;
}

// ---- tables --------------------------------------------------------------------------------------

function flattenTable(table) {
  const p = table.ownerDocument.createElement("p");
  p.textContent = table.textContent.replace(/\s+/g, " ").trim();
  table.replaceWith(p);
}

/** Rectangular rows, header cells first in the row and in the column. True if cells were split. */
function cleanTable(table) {
  const doc = table.ownerDocument;
  const rows = [...table.querySelectorAll("tr")];
  const grid = rows.map(() => []);
  let split = false;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of [...row.cells]) {
      while (grid[y][x]) x += 1;
      const wide = Math.min(MAX_COLSPAN, Math.max(1, cell.colSpan || 1));
      const high = Math.min(MAX_ROWSPAN, rows.length - y, Math.max(1, cell.rowSpan || 1));
      split = split || wide > 1 || high > 1;
      for (let dy = 0; dy < high; dy += 1) {
        for (let dx = 0; dx < wide; dx += 1) {
          grid[y + dy][x + dx] = dx || dy ? rest(cell, y + dy, x + dx) : cell;
        }
      }
      x += wide;
    }
  });
  const width = Math.max(0, ...grid.map((cells) => cells.length));
  rows.forEach((row, y) => {
    const cells = [];
    for (let x = 0; x < width; x += 1) {
      const header = x === 0 || (y === 0 && rows.length > 1);
      cells.push(plainCell(grid[y][x] || doc.createElement("td"), header ? "th" : "td"));
    }
    row.replaceChildren(...cells);
  });
  return split;
}

/** What stands in the other places of a merged cell: a header is said again, a value is not. */
function rest(cell, y, x) {
  const header = y === 0 || x === 0;
  return header ? cell.cloneNode(true) : cell.ownerDocument.createElement("td");
}

/** A cell with paragraphs only, aligned as it was. */
function plainCell(cell, name) {
  const clean = cell.ownerDocument.createElement(name);
  const align = /text-align:\s*(right|center)/i.exec(
    styleOf(cell) + (cell.querySelector("p") ? styleOf(cell.querySelector("p")) : ""),
  )?.[1] || cell.getAttribute("align") || cell.querySelector("p")?.getAttribute("align");
  if (/^(right|center)$/i.test(align || "")) clean.setAttribute("data-align", align.toLowerCase());
  for (const block of [...cell.querySelectorAll(CELL_BLOCKS)]) {
    if (!block.querySelector(CELL_BLOCKS)) rename(block, "p");
    else block.replaceWith(...block.childNodes);
  }
  for (const list of [...cell.querySelectorAll("ul,ol")]) list.replaceWith(...list.childNodes);
  clean.append(...cell.childNodes);
  return clean;
}
