// The dialogs: native <dialog>, closed by Escape, focus back where it was. No <form> of their own:
// the editor usually stands inside one.

import { button, make } from "./dom.js";

let serial = 0;

/** A dialog in `host` with heading and actions; removed when closed. */
function open(host, title, body, actions) {
  const id = `hj-dialog-${(serial += 1)}`;
  const dialog = make(
    "dialog",
    { class: "hj-dialog", "aria-labelledby": id },
    make("h2", { id, text: title }),
    ...body,
  );
  const close = () => dialog.close();
  dialog.append(make("div", { class: "actions row" }, ...actions(close), button("Avbryt", "secondary", close)));
  dialog.addEventListener("close", () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
  return dialog;
}

function field(label, value, hint) {
  const id = `hj-field-${(serial += 1)}`;
  const input = make("input", { id, type: "text", class: "ds-input", autocomplete: "off" });
  input.value = value;
  const error = make("p", { class: "err", id: `${id}-err`, role: "alert" });
  const described = [`${id}-err`];
  const parts = [make("label", { for: id, class: "b", text: label })];
  if (hint) {
    parts.push(make("p", { class: "hint sm", id: `${id}-hint`, text: hint }));
    described.push(`${id}-hint`);
  }
  input.setAttribute("aria-describedby", described.join(" "));
  const element = make("div", { class: "hj-field" }, ...parts, input, error);
  const fail = (text) => {
    error.textContent = text;
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };
  return { element, input, fail };
}

/** Enter in a field acts on the dialog, never on the form around the editor. */
const onEnter = (input, run) =>
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    run();
  });

/** Asks for one line of text. `accept(value)` answers with an error text, or with what to do. */
export function askText(host, { title, label, hint, value, save, remove }, accept) {
  const main = field(label, value, hint);
  const submit = (close) => {
    const answer = accept(main.input.value);
    if (typeof answer === "string") return main.fail(answer);
    close(); // gives focus back before the text takes it
    return answer();
  };
  const dialog = open(host, title, [main.element], (close) => {
    onEnter(main.input, () => submit(close));
    const actions = [button(save, "primary", () => submit(close))];
    if (remove) {
      actions.push(
        button(remove.word, "secondary", () => {
          close();
          remove.run();
        }),
      );
    }
    return actions;
  });
  main.input.select();
  return dialog;
}

const fold = (text) => text.toLocaleLowerCase("sv");

/**
 * A searchable list. `entries`: {name, detail, shows, value}. `choose(value, show)` gets the
 * chosen one. The field is a combobox over a list box that is always open: arrows move, Enter
 * inserts.
 */
export function pick(host, { title, label, empty, entries, insert }, choose) {
  const listId = `hj-list-${(serial += 1)}`;
  const search = field(label, "");
  search.input.type = "search";
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": listId,
    "aria-autocomplete": "list",
  })) {
    search.input.setAttribute(name, value);
  }
  const list = make("ul", { role: "listbox", id: listId, "aria-label": title, class: "hj-list" });
  const count = make("p", { class: "sm dim", role: "status" });
  const shows = make("fieldset", { class: "hj-shows row", hidden: "" });
  let matches = [];
  let active = 0;

  const mark = (index) => {
    active = Math.max(0, Math.min(matches.length - 1, index));
    [...list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === active));
    });
    const item = list.children[active];
    if (item) {
      search.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else search.input.removeAttribute("aria-activedescendant");
    drawShows(shows, matches[active]?.shows || [], listId);
  };
  const draw = () => {
    const words = fold(search.input.value).split(/\s+/).filter(Boolean);
    matches = entries.filter((entry) => {
      const text = fold(`${entry.name} ${entry.detail}`);
      return words.every((word) => text.includes(word));
    });
    list.replaceChildren(
      ...matches.map((entry, at) => {
        const item = make(
          "li",
          { role: "option", id: `${listId}-${at}` },
          make("span", { class: "b", text: entry.name }),
          make("span", { class: "dim sm", text: entry.detail }),
        );
        item.addEventListener("click", () => mark(at));
        item.addEventListener("dblclick", () => submit());
        return item;
      }),
    );
    list.hidden = matches.length === 0;
    count.textContent = matches.length
      ? `${matches.length} att välja på`
      : entries.length
        ? "Ingen träff. Pröva ett annat ord."
        : empty;
    mark(0);
  };
  let close = () => {};
  const submit = () => {
    const chosen = matches[active];
    if (!chosen) return;
    const show = shows.querySelector("input:checked")?.value;
    close();
    choose(chosen.value, show);
  };
  search.input.addEventListener("input", draw);
  search.input.addEventListener("keydown", (event) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    mark(to);
  });
  onEnter(search.input, submit);
  const dialog = open(host, title, [search.element, count, list, shows], (shut) => {
    close = shut;
    return [button(insert, "primary", submit)];
  });
  draw();
  search.input.focus();
  return dialog;
}

const SHOW_WORDS = { table: "Tabell", chart: "Diagram", both: "Tabell och diagram" };

function drawShows(fieldset, shows, name) {
  const before = fieldset.querySelector("input:checked")?.value;
  fieldset.hidden = shows.length < 2;
  if (shows.length === 0) return fieldset.replaceChildren();
  const checked = shows.includes(before) ? before : shows[0];
  fieldset.replaceChildren(
    make("legend", { class: "b", text: "Visa som" }),
    ...shows.map((show) => {
      const input = make("input", { class: "ds-input", type: "radio", name: `${name}-show`, value: show });
      input.checked = show === checked;
      // Outside every form: a radio of the editor is never posted.
      input.setAttribute("form", "");
      return make("label", { class: "row" }, input, SHOW_WORDS[show] || show);
    }),
  );
}
