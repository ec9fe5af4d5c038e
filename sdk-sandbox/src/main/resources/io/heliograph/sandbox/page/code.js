// Waiting for a code: one recipient, and the newest code in large digits.

import { on } from "./api.js";
import { announce, button, copyButton, h } from "./dom.js";
import { ago, vendorTitle } from "./format.js";
import { Loader } from "./loader.js";
import { go, place } from "./place.js";

const KEPT = 6;

export class Code {
  #to = null;
  #found = [];
  #loader = new Loader();
  #timer = 0;

  constructor() {
    this.field = h("input", { type: "tel", placeholder: "+447700900123", "aria-label": "Recipient", autocomplete: "off", spellcheck: "false" });
    const form = h(
      "form.code-form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          go({ to: this.field.value.trim() });
        },
      },
      h("label", {}, h("span", {}, "Codes sent to"), this.field),
      h("button.primary", { type: "submit" }, "Wait"),
    );
    this.result = h("div.code-result", { "aria-live": "polite" });
    this.before = h("ul.code-history");
    this.element = h("section.code-view", { "aria-label": "Waiting for a code" }, h("div.code-card", {}, form, this.result, this.before));
    on("message", (message) => this.#put(message));
    on("removed", ({ ids }) => this.#remove(new Set(ids)));
    on("reset", () => this.#load());
    on("missed", () => this.#load());
  }

  show() {
    if (this.#to !== place.to) {
      this.#to = place.to;
      this.field.value = place.to;
      this.#load();
    }
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#age(), 1000);
  }

  hide() {
    clearInterval(this.#timer);
  }

  focus() {
    (this.result.querySelector("button") ?? this.field).focus();
  }

  move() {}

  open() {
    return false;
  }

  select() {}

  active() {
    return this.#found[0];
  }

  clearSelection() {
    return false;
  }

  #load() {
    this.#loader.stop();
    this.#found = [];
    this.#draw();
    if (this.#to) {
      this.#loader
        .load("messages", { to: this.#to, limit: 50 }, ({ messages }) => {
          this.#found = messages.filter((message) => message.codes.length > 0).slice(0, KEPT);
          this.#draw();
        })
        .catch(() => {});
    }
  }

  #put(message) {
    if (!this.#to || message.to !== this.#to || message.codes.length === 0) {
      return;
    }
    // Whether it is the newest isn't known before the others are there.
    if (this.#loader.busy) {
      this.#loader.again(() => this.#put(message));
      return;
    }
    const at = this.#found.findIndex((each) => each.id === message.id);
    if (at >= 0) {
      this.#found[at] = message;
      return;
    }
    this.#found = [...this.#found, message].sort((one, other) => Number(other.id) - Number(one.id)).slice(0, KEPT);
    const isNewest = this.#found[0] === message;
    if (isNewest && place.view === "code") {
      announce(`Code ${[...message.codes[0]].join(" ")}`);
    }
    this.#draw(isNewest);
  }

  #remove(ids) {
    this.#loader.again(() => this.#remove(ids));
    this.#found = this.#found.filter((message) => !ids.has(message.id));
    this.#draw();
  }

  #draw(fresh = false) {
    const [newest, ...older] = this.#found;
    this.element.classList.toggle("idle", !this.#to);
    if (!this.#to) {
      this.result.replaceChildren(h("p.waiting-for", {}, "Type a phone number. Its codes appear here the moment they are sent."));
    } else if (!newest) {
      this.result.replaceChildren(pulse(), h("p.waiting-for", {}, "Waiting for a code for ", h("b", {}, this.#to)));
    } else {
      this.result.replaceChildren(this.#newest(newest, fresh));
    }
    this.before.replaceChildren(...older.map((message) => h("li", {}, copyButton(message.codes[0], "Copy the code", { style: "code", shown: message.codes[0] }), h("span", { "data-at": message.acceptedAt }, ago(message.acceptedAt)))));
  }

  #newest(message, fresh) {
    return h(
      `div.newest${fresh ? ".arriving" : ""}`,
      {},
      copyButton(message.codes[0], "Copy the code", { style: "big-code", shown: message.codes[0] }),
      h("p", {}, `${message.from ? `${message.from}, ` : ""}${vendorTitle(message.vendor)}, `, h("span", { "data-at": message.acceptedAt }, ago(message.acceptedAt))),
      h("p.words", {}, message.encrypted ? "" : message.text.slice(0, 300)),
      button(null, "Open the message", () => go({ view: "phones", message: message.id }), { style: "link" }),
      h("p.waiting-for.small", {}, pulse(), "The next code appears here too."),
    );
  }

  #age() {
    this.element.querySelectorAll("[data-at]").forEach((node) => (node.textContent = ago(node.dataset.at)));
  }
}

const pulse = () => h("span.pulse", { "aria-hidden": "true" });
