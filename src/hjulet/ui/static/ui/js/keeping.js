// Nothing typed is lost: forms save themselves while somebody writes, and stay on the page when
// they cannot be sent. Every form works without this file, and the server keeps the text then too.
"use strict";

(() => {
  const DELAY = 2000;
  const RETRY = 15000;
  const PATIENCE = 8000;
  const OUT = "Du har loggats ut. Logga in i en ny flik och försök igen – texten står kvar.";
  const AWAY = "Ingen kontakt med servern. Texten står kvar. Försök igen om en stund.";

  // Another login in another tab gives a new token, which the page here has not heard of.
  function token() {
    const found = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
    return found ? found[1] : "";
  }

  function refreshToken(form) {
    const field = form.querySelector("input[name=csrfmiddlewaretoken]");
    if (field && token()) field.value = token();
  }

  function ask(url, options) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(url, { redirect: "manual", cache: "no-store", credentials: "same-origin", signal, ...options });
  }

  // A redirect is the way to the login page; none of these addresses leads elsewhere.
  function isOut(answer) {
    return answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
  }

  // ---- sending: <form data-guard> --------------------------------------------------------------

  /** Why the form cannot be sent now; "" when it can. */
  async function obstacle() {
    const me = document.querySelector("meta[name=hjulet-me]");
    if (!me) return "";
    try {
      return isOut(await ask(me.content, { method: "HEAD" })) ? OUT : "";
    } catch {
      return AWAY;
    }
  }

  function tell(form, words) {
    form.querySelector("[data-obstacle]")?.remove();
    if (!words) return;
    const note = document.createElement("div");
    note.className = "note mt-4";
    note.dataset.k = "warn";
    note.dataset.obstacle = "";
    note.setAttribute("role", "alert");
    const box = document.createElement("div");
    const text = document.createElement("p");
    text.textContent = words;
    box.append(text);
    note.append(box);
    if (words === OUT) {
      const login = document.createElement("a");
      login.href = document.querySelector("meta[name=hjulet-login]").content;
      login.target = "_blank";
      login.rel = "noopener";
      login.textContent = "Logga in i en ny flik";
      box.append(login);
    }
    const actions = form.querySelectorAll(".actions");
    const last = actions[actions.length - 1];
    if (last) last.before(note);
    else form.append(note);
    note.scrollIntoView({ block: "nearest" });
  }

  const states = new WeakMap(); // form -> "asking", "ready" or "sent"

  async function guard(event) {
    const form = event.target;
    if (form.method !== "post") return;
    refreshToken(form);
    if (!form.matches("form[data-guard]")) return;
    const state = states.get(form);
    if (state === "ready") {
      states.set(form, "sent");
      setTimeout(() => states.delete(form), PATIENCE);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (state) return; // tapped twice
    const { submitter } = event;
    states.set(form, "asking");
    stopSaving(form);
    await saving.get(form)?.running;
    const words = await obstacle();
    tell(form, words);
    states.delete(form);
    if (words) return;
    refreshToken(form);
    states.set(form, "ready");
    form.requestSubmit(submitter);
  }

  // ---- saving while writing: <form data-guard data-draft> ------------------------------------------

  const saving = new WeakMap(); // form -> { timer, running }

  function stopSaving(form) {
    clearTimeout(saving.get(form)?.timer);
  }

  function saveLater(form, delay) {
    const work = saving.get(form) || {};
    saving.set(form, work);
    clearTimeout(work.timer);
    work.timer = setTimeout(async () => {
      await work.running;
      work.running = save(form);
    }, delay);
  }

  function say(form, words) {
    const place = form.querySelector("[data-draft-state]");
    // A live region: it changes only when the words do.
    if (place && place.textContent !== words) place.textContent = words;
  }

  async function save(form) {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("do", "autosave");
    let answer;
    try {
      answer = await ask(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": token() } });
    } catch {
      say(form, "Ej sparat. " + AWAY);
      return saveLater(form, RETRY);
    }
    if (isOut(answer)) return say(form, "Ej sparat. " + OUT);
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) return say(form, ("Ej sparat. " + (told.message || "")).trim());
    if (!told.saved) return say(form, "");
    if (told.draft) form.elements.draft.value = told.draft;
    tell(form, "");
    say(form, "Sparat " + told.saved);
    const files = form.querySelector("input[type=file]");
    if (!files?.value) form.dispatchEvent(new CustomEvent("hjulet:saved", { bubbles: true }));
  }

  document.addEventListener("submit", guard, true);
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = event.target.closest("form[data-draft]");
      if (form && event.target.type !== "file" && !states.get(form)) saveLater(form, DELAY);
    });
  }
  // Back to a page that was sent: it may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) states.delete(form);
  });
})();
