// Every request to a vendor, also those that were refused.

import { on } from "./api.js";
import { h } from "./dom.js";
import { count, number, time, vendorTitle } from "./format.js";
import { Loader } from "./loader.js";
import { go, place } from "./place.js";
import { Rows } from "./rows.js";
import { all } from "./vendors.js";

const COLUMNS = ["Time", "Answer", "Vendor", "Request", "Took", "Messages"];
const STATUSES = [["", "Any answer"], ["2", "Accepted"], ["4", "Refused"], ["5", "Server error"], ["0", "No answer"]];

export class Requests {
  #items = [];
  #before = null;
  #loader = new Loader();
  #vendor = null;
  #frame = 0;
  #kind = "";
  #error = "";

  constructor() {
    this.scroller = h("div.scroller.table.requests", { role: "grid", tabindex: "0", "aria-label": "Requests to the vendors" });
    this.scroller.append(h("div.head", { role: "row" }, COLUMNS.map((name) => h("span", { role: "columnheader" }, name))));
    this.rows = new Rows(this.scroller, {
      name: "request",
      key: (request) => request.id,
      draw: (request, index) => this.#row(request, index),
      open: (request) => go({ request: request.id, message: "" }),
      end: () => this.#before !== null && !this.#loader.busy && this.#page(this.#before),
      head: () => this.scroller.querySelector(".head").offsetHeight,
    });
    this.vendors = h("select", { "aria-label": "Vendor", onchange: (event) => go({ vendor: event.target.value }, { replace: true }) });
    const kinds = h("select", { "aria-label": "Answer", onchange: (event) => this.#only(event.target.value) }, STATUSES.map(([value, text]) => h("option", { value }, text)));
    this.bar = h("div.bar", {}, h("span.count"), this.vendors, kinds);
    this.none = h("div.empty", { hidden: true }, h("div.hint", {}, h("h2", {}, "No request yet"), h("p", {}, "Every request to a vendor is listed here, also one that was refused.")));
    this.element = h("section.list-view", { "aria-label": "Requests" }, this.bar, h("div.frame", {}, this.scroller, this.none));
    on("request", (request) => this.#put(request));
    on("reset", () => this.#vendor !== null && this.#page(null));
    on("missed", () => this.#vendor !== null && this.#page(null));
  }

  show() {
    this.vendors.replaceChildren(h("option", { value: "" }, "All vendors"), ...all().map((vendor) => h("option", { value: vendor.name }, vendorTitle(vendor.name))));
    this.vendors.value = place.vendor;
    if (this.#vendor !== place.vendor) {
      this.#vendor = place.vendor;
      this.#page(null);
    }
    if (place.request) {
      this.rows.activate(place.request, { reveal: false });
    }
  }

  hide() {}

  focus() {
    this.scroller.focus({ preventScroll: true });
  }

  move(by) {
    const request = this.rows.move(by);
    this.focus();
    if (request && place.request) {
      go({ request: request.id }, { replace: true });
    }
  }

  open() {
    const request = this.rows.active;
    if (request) {
      go({ request: request.id, message: "" });
    }
    return Boolean(request);
  }

  select() {}

  active() {}

  clearSelection() {
    return false;
  }

  #only(kind) {
    this.#kind = kind;
    this.#later();
  }

  #page(before) {
    this.#loader
      .load("requests", { vendor: this.#vendor, before, limit: 200 }, (page) => {
        this.#items = [...(before === null ? [] : this.#items), ...page.requests];
        this.#before = page.before ?? null;
        this.#end("");
      })
      .catch((error) => this.#end(error.message));
  }

  #end(error) {
    this.#error = error;
    this.#later();
  }

  #put(request) {
    this.#loader.again(() => this.#put(request));
    const at = this.#items.findIndex((each) => each.id === request.id);
    if (at >= 0) {
      this.#items = this.#items.with(at, request);
    } else if (this.#vendor === "" || this.#vendor === request.vendor) {
      this.#items = [request, ...this.#items];
    }
    this.#later();
  }

  #later() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    }
  }

  #draw() {
    const items = this.#kind === "" ? this.#items : this.#items.filter((request) => String(request.status)[0] === this.#kind);
    this.rows.set(items);
    this.bar.firstChild.textContent = this.#error || `${count(items.length, "request")}${this.#before === null ? "" : " so far"}`;
    this.none.hidden = items.length > 0;
    this.scroller.hidden = items.length === 0;
  }

  #row(request, index) {
    const cell = (name, ...children) => h(`span.cell.${name}`, { role: "gridcell" }, children);
    const tone = request.status === 0 ? "none" : request.status < 300 ? "good" : "bad";
    return h(
      "div",
      { role: "row", "aria-rowindex": index + 2, "data-id": request.id },
      cell("when", time(request.at)),
      cell("answer", h(`span.code-${tone}`, {}, request.status || "none"), request.fault ? h("span.tag", { title: "by a fault" }, request.fault) : null),
      cell("vendor", vendorTitle(request.vendor)),
      cell("path", h("b", {}, request.method), " ", request.path),
      cell("took", `${number(request.milliseconds)} ms`),
      cell("sent", request.messages?.length > 0 ? number(request.messages.length) : "–"),
    );
  }
}
