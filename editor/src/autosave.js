// Autosave: one request at a time, a version number with each, and an honest word about the state.
//
// States given to `onState(state, detail)`: "dirty", "saving", "saved" {saved_at_text, warnings},
// "failed" {message}, "conflict" {message, version, body}, "stopped" {message}.

const DELAY = 1500;
const RETRIES = [5, 15, 30, 60]; // seconds
const KEEPALIVE_LIMIT = 60_000; // browsers refuse keepalive bodies above 64 kB

export class Autosave {
  /** `read()` gives the document as an object, `csrf()` the token of now. */
  constructor({ url, method, csrf, version, read, onState }) {
    Object.assign(this, { url, method, csrf, version, read, onState });
    this.saved = JSON.stringify(read());
    this.halted = !url;
    this.attempt = 0;
  }

  get dirty() {
    return JSON.stringify(this.read()) !== this.saved;
  }

  /** Too large to be sent while the page is being left. */
  get large() {
    return new TextEncoder().encode(JSON.stringify(this.read())).length > KEEPALIVE_LIMIT;
  }

  changed() {
    if (this.halted) return;
    this.onState("dirty", {});
    this.later(DELAY);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), milliseconds);
  }

  /** Saves what is unsaved. True when the server has the text. */
  async flush({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.dirty) return true;
    if (this.halted) return false;
    this.running = this.send(keepalive);
    const done = await this.running;
    this.running = null;
    if (done && this.dirty) this.later(DELAY);
    return done;
  }

  async send(keepalive) {
    const body = this.read();
    const text = JSON.stringify({ version: this.version, body });
    this.onState("saving", {});
    let response;
    try {
      response = await fetch(this.url, {
        method: this.method,
        body: text,
        keepalive: keepalive && new TextEncoder().encode(text).length < KEEPALIVE_LIMIT,
        credentials: "same-origin",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": this.csrf(),
          "X-Requested-With": "XMLHttpRequest",
        },
      });
    } catch {
      return this.retry("ingen kontakt med servern. Vi försöker igen. Texten finns kvar här.");
    }
    const answer = await response.json().catch(() => null);
    return this.answered(response, answer, JSON.stringify(body));
  }

  answered(response, answer, sent) {
    if (response.ok && !response.redirected && answer && Number.isInteger(answer.version)) {
      this.version = answer.version;
      this.saved = sent;
      this.attempt = 0;
      this.onState("saved", answer);
      return true;
    }
    if (response.status === 409 && answer) {
      this.halted = true;
      this.onState("conflict", answer);
      return false;
    }
    if (response.status === 401 || response.status === 403 || response.redirected) {
      const logged = "du är utloggad. Logga in i en ny flik, kom sedan tillbaka hit. Texten finns kvar.";
      return this.retry(answer?.message || logged);
    }
    if (response.status === 423 || response.status === 404 || response.status === 410) {
      this.halted = true;
      this.onState("stopped", { message: answer?.message || "avsnittet går inte längre att ändra." });
      return false;
    }
    if (response.status >= 400 && response.status < 500 && answer?.message) {
      // The text itself is refused: the next change is the next try.
      this.onState("failed", { message: answer.message });
      return false;
    }
    return this.retry("felet är vårt. Vi försöker igen. Texten finns kvar här.");
  }

  retry(message) {
    this.onState("failed", { message });
    this.later(RETRIES[Math.min(this.attempt, RETRIES.length - 1)] * 1000);
    this.attempt += 1;
    return false;
  }

  /** Goes on from a version that the writer has chosen to take in. */
  resume(version) {
    this.version = version;
    this.saved = JSON.stringify(this.read());
    this.halted = !this.url;
    this.attempt = 0;
  }

  stop() {
    clearTimeout(this.timer);
    this.halted = true;
  }
}
