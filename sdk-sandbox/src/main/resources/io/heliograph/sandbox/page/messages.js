// The table of all messages.

import { post } from "./api.js";
import { announce, attempt, button, h, icon } from "./dom.js";
import { empty } from "./empty.js";
import { Feed } from "./feed.js";
import { count, number, price, status, time, vendorTitle } from "./format.js";
import { go, place } from "./place.js";
import { Rows } from "./rows.js";
import { deleteFound, filters } from "./search.js";
import { codes } from "./texts.js";

const COLUMNS = ["", "Time", "Status", "To", "From", "Text", "Segments", "Price", "Vendor"];

export class Messages {
  #feed = null;
  #filter = "";
  #selected = new Set();
  #last = null;

  constructor() {
    this.scroller = h("div.scroller.table", { role: "grid", tabindex: "0", "aria-label": "Messages", "aria-multiselectable": "true" });
    this.scroller.append(
      h("div.head", { role: "row", "aria-rowindex": "1" }, COLUMNS.map((name) => h("span", { role: "columnheader" }, name || h("span.visually-hidden", {}, "Select")))),
    );
    this.rows = new Rows(this.scroller, {
      name: "message",
      key: (message) => message.id,
      draw: (message, index) => this.#row(message, index),
      open: (message) => go({ message: message.id, request: "" }),
      end: () => this.#feed?.older(),
      head: () => this.scroller.querySelector(".head").offsetHeight,
    });
    this.bar = h("div.bar");
    this.fresh = button("up", "New messages", () => this.scroller.scrollTo({ top: 0 }), { style: "pill.fresh", hidden: true });
    this.scroller.addEventListener("scroll", () => this.rows.atTop && set(this.fresh, false), { passive: true });
    this.empty = h("div.empty");
    this.element = h("section.list-view", { "aria-label": "All messages" }, this.bar, h("div.frame", {}, this.scroller, this.fresh, this.empty));
  }

  show() {
    const { q, vendor, state, to } = place;
    const filter = { q, vendor, state, to };
    const wanted = JSON.stringify(filter);
    if (this.#feed === null || wanted !== this.#filter) {
      this.#filter = wanted;
      this.#feed?.close();
      this.#selected.clear();
      this.#feed = new Feed(filter, (added) => this.#draw(added));
      this.#feed.load();
      this.scroller.scrollTop = 0;
    }
    if (place.message) {
      this.rows.activate(place.message, { reveal: false });
    }
    this.#drawBar();
  }

  hide() {}

  focus() {
    this.scroller.focus({ preventScroll: true });
  }

  move(by) {
    const message = this.rows.move(by);
    this.focus();
    if (message && place.message) {
      go({ message: message.id }, { replace: true });
    }
  }

  open() {
    const message = this.rows.active;
    if (message) {
      go({ message: message.id, request: "" });
    }
    return Boolean(message);
  }

  select() {
    const message = this.rows.active;
    if (message) {
      this.#toggle(message, false);
    }
  }

  active() {
    return this.rows.active;
  }

  #draw(added) {
    const atTop = this.rows.atTop;
    this.#selected = new Set([...this.#selected].filter((id) => this.#feed.ids.has(id)));
    this.rows.set(this.#feed.items);
    this.scroller.setAttribute("aria-rowcount", this.#feed.total + 1);
    if (added.length > 0 && !atTop) {
      set(this.fresh, true);
    }
    const nothing = this.#feed.loaded && this.#feed.total === 0;
    this.scroller.hidden = nothing;
    this.empty.hidden = !nothing;
    this.empty.replaceChildren(...(nothing ? [empty()] : []));
    this.#drawBar();
  }

  #drawBar() {
    const feed = this.#feed;
    const selected = this.#selected.size;
    this.bar.classList.toggle("selecting", selected > 0);
    if (selected > 0) {
      this.bar.replaceChildren(
        h("strong", {}, `${number(selected)} selected`),
        button("trash", "Delete", () => this.#deleteSelected(), { style: "danger" }),
        button("close", "Clear selection", () => this.#clearSelection()),
      );
      return;
    }
    const said = feed.error ? feed.error.message : feed.loaded ? count(feed.total, "message") : "Loading…";
    if (this.bar.firstChild?.className === "count") {
      this.bar.firstChild.textContent = said;
      filters.update(this.bar);
      this.bar.querySelector(".delete-found").hidden = feed.total === 0;
      return;
    }
    const erase = button("trash", "Delete all found", () => deleteFound(this.#feed.total), { style: "quiet.delete-found" });
    this.bar.replaceChildren(h("span.count", {}, said), filters.fields(), h("span.grow"), erase);
    erase.hidden = feed.total === 0;
  }

  #row(message, index) {
    const selected = this.#selected.has(message.id);
    const box = h("input", {
      type: "checkbox",
      tabindex: "-1",
      ".checked": selected,
      "aria-label": `Select the message to ${message.to}`,
      onclick: (event) => this.#toggle(message, event.shiftKey),
    });
    const text = message.text.length > 300 ? message.text.slice(0, 300) : message.text;
    const cell = (name, ...children) => h(`span.cell.${name}`, { role: "gridcell" }, children);
    return h(
      `div.${message.status}`,
      { role: "row", "aria-rowindex": index + 2, "aria-selected": selected ? "true" : "false", "data-id": message.id },
      cell("pick", h("label.check", {}, box)),
      cell("when", time(message.acceptedAt)),
      cell("state", status(message)),
      cell("to", message.to),
      cell("from", message.from ?? "–"),
      cell("text", message.encrypted ? icon("lock") : null, h("span.words", {}, text), codes(message).slice(0, 1)),
      cell("segments", h("span", { title: message.encoding ?? "" }, message.segments || "–"), message.encoding === "UCS-2" ? h("span.tag", {}, "UCS-2") : null),
      cell("price", price(message.price) || "–"),
      cell("vendor", vendorTitle(message.vendor), message.attempts > 1 ? h("span.tag", { title: message.route ?? "" }, `${message.attempts} attempts`) : null),
    );
  }

  #toggle(message, range) {
    const chosen = !this.#selected.has(message.id);
    const items = this.#feed.items;
    const from = range && this.#last ? items.findIndex((item) => item.id === this.#last) : -1;
    const to = items.indexOf(message);
    const several = from >= 0 ? items.slice(Math.min(from, to), Math.max(from, to) + 1) : [message];
    several.forEach((item) => (chosen ? this.#selected.add(item.id) : this.#selected.delete(item.id)));
    this.#last = message.id;
    announce(`${this.#selected.size} selected`);
    this.rows.draw(true);
    this.#drawBar();
    this.focus();
  }

  clearSelection() {
    const had = this.#selected.size > 0;
    if (had) {
      this.#clearSelection();
    }
    return had;
  }

  #clearSelection() {
    this.#selected.clear();
    this.rows.draw(true);
    this.#drawBar();
    this.focus();
  }

  async #deleteSelected() {
    const ids = [...this.#selected];
    const result = await attempt(() => post("messages/delete", { ids }));
    if (result) {
      this.#feed.removeAll(ids);
      this.#clearSelection();
      announce(`${count(ids.length, "message")} deleted`);
    }
  }
}

function set(element, shown) {
  element.hidden = !shown;
}
