// Recipients as a list of phones, and the conversation with one.

import { on } from "./api.js";
import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { h, icon } from "./dom.js";
import { empty } from "./empty.js";
import { count, number, shortTime } from "./format.js";
import { Loader } from "./loader.js";
import { fits, go, place } from "./place.js";
import { Rows } from "./rows.js";

const PAGE = 200;
const MAX = 500;

export class Phones {
  #items = [];
  #before = null;
  #loaded = false;
  #error = null;
  #loader = new Loader();
  #query = null;
  #unread = new Map();
  #frame = 0;
  #stale = 0;
  #last = null;
  #changed = new Map();
  #redraw = false;

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
    on("removed", ({ ids }) => this.#remove(ids));
    on("reset", () => this.#reset());
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

  #load() {
    this.#items = [];
    this.#before = null;
    this.#page(null);
  }

  #older() {
    if (this.#before !== null && !this.#loader.busy) {
      this.#page(this.#before);
    }
  }

  #page(before) {
    const limit = before === null ? Math.min(MAX, Math.max(PAGE, this.#items.length)) : PAGE;
    this.#loader
      .load("recipients", { q: this.#query, before, limit }, (page) => {
        const items = before === null ? [] : this.#items;
        const known = new Set(items.map((each) => each.to));
        this.#items = [...items, ...page.recipients.filter((each) => !known.has(each.to))];
        this.#before = page.before ?? null;
        this.total = before === null ? page.total : this.total;
        this.#end(null);
      })
      .catch((error) => this.#end(error));
  }

  #end(error) {
    this.#error = error;
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

  #remove(ids) {
    ids.forEach((id) => this.#changed.delete(id));
    this.#reload();
  }

  #reset() {
    this.#changed.clear();
    this.#unread.clear();
    this.#reload();
  }

  // Many at once are one pass over the list.
  #put(message) {
    if (this.#query !== null) {
      this.#changed.set(message.id, message);
      this.#later();
    }
  }

  #arrive(message) {
    if (message.to !== place.to || place.view !== "phones") {
      this.#unread.set(message.to, (this.#unread.get(message.to) ?? 0) + 1);
      this.#redraw = true;
      this.#later();
    }
  }

  // A recipient with a newer message goes to the top.
  #merge() {
    const known = new Map(this.#items.map((each) => [each.to, each]));
    const top = new Map();
    for (const message of this.#changed.values()) {
      const part = top.has(message.to) ? top : known;
      const recipient = part.get(message.to);
      if (recipient?.last.id === message.id) {
        part.set(message.to, { ...recipient, last: message });
      } else if (recipient ? Number(message.id) > Number(recipient.last.id) : this.#isNew(message)) {
        part.delete(message.to);
        top.set(message.to, { to: message.to, count: (recipient?.count ?? 0) + 1, last: message });
        this.total = recipient || this.total === undefined ? this.total : this.total + 1;
      }
    }
    this.#items = [...[...top.values()].reverse(), ...known.values()];
    this.#changed.clear();
  }

  // Whether a message makes a recipient that isn't in the list; an older one is on a page that isn't loaded yet.
  #isNew(message) {
    const isOlder = this.#before !== null && Number(message.id) < Number(this.#items.at(-1)?.last.id ?? 0);
    if (isOlder || !fits(message, { q: this.#query })) {
      return false;
    }
    // How many others it has that don't fit is known to the sandbox only.
    if (this.#query) {
      this.#reload();
    }
    return !this.#query;
  }

  #later() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        // The page that is under way may be of before them.
        if (!this.#loader.busy && this.#changed.size > 0) {
          this.#merge();
        }
        this.#draw();
      });
    }
  }

  #draw() {
    this.rows.set(this.#items, this.#redraw);
    this.#redraw = false;
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
