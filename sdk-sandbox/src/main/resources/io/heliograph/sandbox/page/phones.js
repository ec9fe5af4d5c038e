// Recipients as a list of phones, and the conversation with one.

import { get, on } from "./api.js";
import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { h, icon } from "./dom.js";
import { empty } from "./empty.js";
import { count, number, shortTime } from "./format.js";
import { go, place } from "./place.js";
import { Rows } from "./rows.js";

const PAGE = 200;
const MAX = 500;

export class Phones {
  #items = [];
  #before = null;
  #loaded = false;
  #error = null;
  #loading = false;
  #query = null;
  #unread = new Map();
  #frame = 0;
  #stale = 0;
  #last = null;
  #arrived = [];
  #changed = new Map();

  constructor() {
    this.scroller = h("div.scroller.recipients", { role: "listbox", tabindex: "0", "aria-label": "Recipients" });
    this.rows = new Rows(this.scroller, {
      name: "recipient",
      key: (recipient) => recipient.to,
      draw: (recipient, index) => this.#row(recipient, index),
      open: (recipient) => go({ to: recipient.to, message: "" }),
      end: () => this.#older(),
    });
    this.chat = new Chat();
    this.bar = h("div.bar", {}, h("span.count", {}, "Loading…"));
    this.list = h("div.frame.side", {}, this.bar, this.scroller);
    this.nobody = h("div.nobody", {}, icon("phones"), h("p", {}, "Choose a recipient to see its phone."), h("p.none", {}, h("kbd", {}, "j"), " ", h("kbd", {}, "k"), " go through them"));
    this.empty = h("div.empty", { hidden: true });
    this.element = h("section.phones-view", { "aria-label": "Messages by recipient" }, this.list, this.chat.element, this.nobody, this.empty);
    on("message", (message) => this.#put(message));
    on("arrived", (message) => this.#arrive(message));
    on("inbound", (inbound) => this.chat.reply(inbound));
    on("removed", () => this.#reload());
    on("reset", () => this.#reload());
    on("missed", () => this.#reload());
  }

  show() {
    if (this.#query !== place.q) {
      this.#query = place.q;
      this.#load();
    }
    if (place.to) {
      this.#unread.delete(place.to);
    }
    this.rows.activate(place.to || this.#last, { reveal: this.#loaded && place.to !== "" });
    this.#last = place.to || this.#last;
    this.chat.show(place.to);
    this.element.classList.toggle("open", place.to !== "");
    this.#later();
  }

  hide() {
    this.chat.show("");
  }

  focus() {
    this.scroller.focus({ preventScroll: true });
  }

  /** j and k move in the conversation while a message has the focus, else in the list. */
  move(by) {
    if (this.chat.hasFocus() || place.message) {
      this.chat.move(by);
    } else {
      const recipient = this.rows.move(by);
      this.focus();
      if (recipient) {
        go({ to: recipient.to, message: "" }, { replace: true });
      }
    }
  }

  open() {
    if (this.chat.hasFocus()) {
      return this.chat.open();
    }
    if (place.to) {
      this.chat.focusNewest();
      return true;
    }
    const recipient = this.rows.active;
    if (recipient) {
      go({ to: recipient.to });
    }
    return Boolean(recipient);
  }

  select() {}

  active() {
    return this.chat.active() ?? this.rows.active?.last;
  }

  clearSelection() {
    if (this.chat.hasFocus()) {
      this.focus();
      return true;
    }
    if (place.to) {
      go({ to: "", message: "" });
      this.focus();
      return true;
    }
    return false;
  }

  async #load() {
    this.#items = [];
    this.#before = null;
    await this.#page(null);
  }

  #older() {
    if (this.#before !== null && !this.#loading) {
      this.#page(this.#before);
    }
  }

  async #page(before) {
    const q = this.#query;
    this.#loading = true;
    try {
      const page = await get("recipients", { q, before, limit: before === null ? Math.min(MAX, Math.max(PAGE, this.#items.length)) : PAGE });
      if (q !== this.#query) {
        return;
      }
      const known = new Set(before === null ? [] : this.#items.map((each) => each.to));
      this.#items = [...(before === null ? [] : this.#items), ...page.recipients.filter((each) => !known.has(each.to))];
      this.#before = page.before ?? null;
      this.#error = null;
      this.total = page.total;
    } catch (error) {
      this.#error = error;
    }
    this.#loading = false;
    this.#loaded = true;
    this.#later();
  }

  // Deletions can touch any recipient: the list is asked for again, once for many events.
  #reload() {
    if (this.#stale === 0) {
      this.#stale = setTimeout(() => {
        this.#stale = 0;
        this.#page(null);
      }, 150);
    }
  }

  // Many at once are one pass over the list.
  #put(message) {
    this.#changed.set(message.id, message);
    this.#later();
  }

  #arrive(message) {
    if (message.to !== place.to || place.view !== "phones") {
      this.#unread.set(message.to, (this.#unread.get(message.to) ?? 0) + 1);
    }
    if (this.#loaded || this.#loading) {
      this.#arrived.push(message);
      this.#later();
    }
  }

  #merge() {
    const changed = this.#changed;
    const known = new Map(this.#items.map((each) => [each.to, each]));
    const first = new Map();
    for (const message of this.#arrived) {
      const before = first.get(message.to) ?? known.get(message.to);
      if (!before && this.#query) {
        this.#reload();
      } else if (!before?.last || Number(message.id) > Number(before.last.id)) {
        this.total = before || this.total === undefined ? this.total : this.total + 1;
        first.delete(message.to);
        first.set(message.to, { to: message.to, count: (before?.count ?? 0) + 1, last: message });
      }
    }
    const all = [...[...first.values()].reverse(), ...this.#items.filter((each) => !first.has(each.to))];
    this.#items = all.map((each) => (each.last && changed.has(each.last.id) ? { ...each, last: changed.get(each.last.id) } : each));
    this.#arrived = [];
    this.#changed = new Map();
  }

  #later() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        // The page that is under way may be of before them.
        if (!this.#loading && (this.#arrived.length > 0 || this.#changed.size > 0)) {
          this.#merge();
        }
        this.#draw();
      });
    }
  }

  #draw() {
    this.rows.set(this.#items);
    const more = this.#before !== null && this.total === undefined ? "+" : "";
    const recipients = count(this.total ?? this.#items.length, "recipient");
    this.bar.firstChild.textContent = this.#error ? this.#error.message : this.#loaded ? recipients.replace(" ", `${more} `) : "Loading…";
    const nothing = this.#loaded && !this.#error && this.#items.length === 0;
    this.element.classList.toggle("nothing", nothing);
    this.empty.hidden = !nothing;
    this.empty.replaceChildren(...(nothing ? [empty()] : []));
  }

  #row(recipient, index) {
    const { last, to } = recipient;
    const unread = this.#unread.get(to) ?? 0;
    return h(
      `div.recipient${unread > 0 ? ".unread" : ""}`,
      { role: "option", "aria-selected": place.to === to ? "true" : "false", "aria-posinset": index + 1, "aria-setsize": this.total ?? this.#items.length },
      avatar(to),
      h("span.who", {}, to),
      last ? shortTime(last.acceptedAt) : null,
      h("span.preview", {}, last?.encrypted ? icon("lock") : null, last ? last.text.slice(0, 160) : ""),
      h("span.badges", {}, last?.status === "failed" ? h("span.status.failed", { title: last.error ?? last.state }, icon("failed"), h("span.visually-hidden", {}, last.state)) : null, unread > 0 ? h("span.unread-count", { "aria-label": `${unread} new` }, number(unread)) : h("span.total", { "aria-label": count(recipient.count, "message") }, number(recipient.count))),
    );
  }
}
