// Small conveniences. Every page works without this file.
"use strict";

document.documentElement.classList.add("js");

// Where the page was sent back with faults: the reader starts at the list of them.
function focusSummary(root) {
  const summary = root.querySelector("[data-focus]");
  if (summary) summary.focus();
}

// Text that is not sent yet: ask before the page is left. <form data-guard>
function guardUnsaved() {
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) changed = true;
  });
  document.addEventListener("submit", () => { changed = false; });
  // A form that saves itself says so, and then there is nothing left to lose.
  document.addEventListener("hjulet:saved", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

// A file that the server would refuse is said at once. <input type="file" data-max-bytes="…">
function checkFileSize(input) {
  const limit = Number(input.dataset.maxBytes);
  const tooBig = limit && Array.from(input.files).find((file) => file.size > limit);
  const id = input.id + "-size";
  let message = document.getElementById(id);
  if (!tooBig) {
    if (message) message.remove();
    input.setCustomValidity("");
    return;
  }
  const words = "Filen " + tooBig.name + " är för stor. Den får vara högst " +
    Math.floor(limit / 1048576) + " MB.";
  if (!message) {
    message = document.createElement("p");
    message.id = id;
    message.className = "err";
    message.setAttribute("role", "alert");
    input.before(message);
  }
  message.textContent = words;
  input.setCustomValidity(words);
}

// One choice that rules out the others in its group ("Ej avvikelse"). <input data-exclusive>
// The server decides; this only saves a round.
function keepExclusive(box) {
  if (!box.checked) return;
  const group = box.form.querySelectorAll('input[type=checkbox][name="' + CSS.escape(box.name) + '"]');
  const alone = box.hasAttribute("data-exclusive");
  for (const other of group) {
    if (other !== box && (alone || other.hasAttribute("data-exclusive"))) other.checked = false;
  }
}

document.addEventListener("change", (event) => {
  const target = event.target;
  if (target.matches("input[type=file][data-max-bytes]")) checkFileSize(target);
  if (target.matches("input[type=checkbox]") && target.form) keepExclusive(target);
  const filters = target.matches("select") && target.closest("form[data-autosubmit]");
  if (filters) filters.requestSubmit();
});

// <button class="js-only" data-print>
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("DOMContentLoaded", () => {
  focusSummary(document);
  guardUnsaved();
});
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
