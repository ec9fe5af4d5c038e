// One phone: what it got on the left, what it answered on the right.

import { on, post, remove } from "./api.js";
import { avatar } from "./avatar.js";
import { confirm } from "./dialogs.js";
import { attempt, button, copyButton, h, icon } from "./dom.js";
import { Feed } from "./feed.js";
import { count, day, size, status, time, vendorTitle } from "./format.js";
import { Loader } from "./loader.js";
import { go, place } from "./place.js";
import { replying } from "./vendors.js";
import { attachments, codes, linked } from "./texts.js";

// Bubbles in the document, and by how many they move on.
const WINDOW = 80;
const STEP = 40;
const NUMBER = /^\+[0-9]{7,15}$/;

export class Chat {
  #feed = null;
  #to = "";
  #replies = [];
  #loader = new Loader();
  #items = [];
  #end = 0;
  #drawn = new Map();
  #target = "";

  constructor() {
    this.log = h("div.bubbles", { role: "list", "aria-label": "Conversation" });
    this.scroller = h("div.scroller.conversation", { tabindex: "-1" }, this.log);
    this.newest = button("down", "Newest", () => this.#toNewest(), { style: "pill.fresh", hidden: true });
    this.head = h("header.phone-head");
    this.form = h("form.composer", { onsubmit: (event) => this.#send(event) });
    this.element = h("div.phone", { hidden: true }, this.head, h("div.frame", {}, this.scroller, this.newest), this.form);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    on("inbound", (inbound) => this.#replied(inbound));
    on("reset", () => this.#loadReplies());
    on("missed", () => this.#loadReplies());
  }

  /** Shows the conversation with this recipient; none for an empty one. */
  show(to) {
    if (to !== this.#to) {
      this.#to = to;
      this.#feed?.close();
      this.#feed = null;
      this.#loader.stop();
      this.#replies = [];
      this.#items = [];
      this.#end = 0;
      this.#target = "";
      this.#drawn.clear();
      this.log.replaceChildren();
      this.form.replaceChildren();
      this.element.hidden = to === "";
      if (to !== "") {
        this.#open(to);
      }
    }
    this.#markOpen();
  }

  #open(to) {
    this.#drawHead();
    this.#feed = new Feed({ to }, () => this.#changed());
    this.#feed.load();
    this.#loadReplies();
  }

  #loadReplies() {
    if (this.#to !== "") {
      this.#loader
        .load("inbound", { from: this.#to }, ({ inbound }) => {
          this.#replies = inbound;
          this.#changed();
        })
        .catch(() => {});
    }
  }

  #replied(inbound) {
    this.#loader.again(() => this.#replied(inbound));
    if (inbound.from === this.#to && !this.#replies.some((known) => known.id === inbound.id)) {
      this.#replies.push(inbound);
      this.#changed();
    }
  }

  hasFocus() {
    return this.log.contains(document.activeElement);
  }

  #bubbles() {
    return [...this.log.querySelectorAll(".bubble-row.in")];
  }

  move(by) {
    const bubbles = this.#bubbles();
    const at = bubbles.findIndex((bubble) => bubble.contains(document.activeElement) || bubble.dataset.id === place.message);
    const next = bubbles[at < 0 ? bubbles.length - 1 : Math.min(Math.max(at + by, 0), bubbles.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    if (next && place.message) {
      go({ message: next.dataset.id }, { replace: true });
    }
  }

  focusNewest() {
    this.#bubbles().at(-1)?.focus();
  }

  open() {
    const id = document.activeElement.closest?.(".bubble-row")?.dataset.id;
    if (id) {
      go({ message: id });
    }
    return Boolean(id);
  }

  active() {
    const id = document.activeElement?.closest?.(".bubble-row")?.dataset.id ?? place.message;
    return this.#feed?.ids.get(id) ?? this.#feed?.items[0];
  }

  #changed() {
    const wasAtEnd = this.#end === 0 || this.#end === this.#items.length;
    const last = wasAtEnd ? undefined : this.#items[this.#end - 1].key;
    const nearEnd = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 80;
    const first = this.#items.length === 0;
    // Replies that are removed together with the messages have no event.
    if (this.#feed.items.length === 0 && this.#items.some((item) => item.message)) {
      this.#loadReplies();
    }
    this.#items = this.#merge();
    this.#end = this.#items.findLastIndex((item) => item.key === last) + 1 || this.#items.length;
    this.#draw();
    this.#drawHead();
    this.#drawForm();
    if (first || (wasAtEnd && nearEnd)) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
    this.newest.hidden = first || nearEnd;
    if (!first) {
      // At the upper end there is nothing left to scroll: what came is shown now.
      this.#scrolled();
    }
  }

  // Replies from before the oldest loaded message wait until it is loaded.
  #merge() {
    const messages = this.#feed.items.map((message) => ({ at: message.acceptedAt, message, key: `m${message.id}`, order: [Number(message.id), 0] }));
    const since = this.#feed.hasOlder ? Number(this.#feed.items.at(-1)?.id ?? 0) : 0;
    const replies = this.#replies
      .map((reply) => ({ at: reply.receivedAt, reply, key: `r${reply.id}`, order: [Number(reply.afterMessage ?? 0), Number(reply.id)] }))
      .filter(({ order }) => order[0] >= since);
    // By numbers: two times may be equal, and a clock may stand still or be set back.
    return [...messages, ...replies].sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1]);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const start = Math.max(0, this.#end - WINDOW);
    if (scrollTop < 300 && start > 0) {
      this.#shift(this.#end - STEP);
    } else if (scrollTop < 300 && this.#feed?.hasOlder) {
      this.#feed.older();
    } else if (scrollHeight - scrollTop - clientHeight < 300 && this.#end < this.#items.length) {
      this.#shift(this.#end + STEP);
    }
    this.newest.hidden = scrollHeight - scrollTop - clientHeight < 300 && this.#end === this.#items.length;
  }

  #toNewest() {
    this.#end = this.#items.length;
    this.#draw();
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #shift(end) {
    this.#end = Math.min(this.#items.length, Math.max(end, Math.min(WINDOW, this.#items.length)));
    this.#draw();
  }

  // Whatever stays in the document keeps its place on the screen.
  #draw() {
    const shown = this.#items.slice(Math.max(0, this.#end - WINDOW), this.#end);
    const kept = new Map();
    const nodes = [];
    let today = "";
    for (const [index, item] of shown.entries()) {
      const date = day(item.at);
      if (date !== today) {
        nodes.push(this.#dayNode(date, kept));
        today = date;
      }
      const source = item.message ?? item.reply;
      const sender = item.message && this.#isNewSender(shown[index - 1]?.message, item.message);
      const known = this.#drawn.get(item.key);
      const node = known && known.source === source && known.sender === sender ? known.node : item.message ? this.#message(item.message, sender) : this.#reply(item.reply);
      this.#keepFocus(known?.node, node);
      kept.set(item.key, { node, source, sender });
      nodes.push(node);
    }
    const anchor = [...kept].find(([key, { node }]) => !key.startsWith("day ") && node === this.#drawn.get(key)?.node && node.offsetTop >= this.scroller.scrollTop)?.[1].node;
    const before = anchor?.offsetTop;
    this.#drawn = kept;
    this.#place(nodes);
    if (anchor && anchor.offsetTop !== before) {
      this.scroller.scrollTop += anchor.offsetTop - before;
    }
    this.#markOpen();
  }

  #dayNode(date, kept) {
    const key = `day ${date}`;
    const node = this.#drawn.get(key)?.node ?? h("div.day", { role: "listitem" }, h("span", {}, date));
    kept.set(key, { node });
    return node;
  }

  #isNewSender(previous, message) {
    return !previous || previous.from !== message.from || previous.vendor !== message.vendor;
  }

  #keepFocus(before, after) {
    if (before && before !== after && before.contains(document.activeElement)) {
      before.replaceWith(after);
      after.focus({ preventScroll: true });
    }
  }

  #place(nodes) {
    const wanted = new Set(nodes);
    [...this.log.children].filter((node) => !wanted.has(node)).forEach((node) => node.remove());
    let next = this.log.firstChild;
    for (const node of nodes) {
      if (node === next) {
        next = next.nextSibling;
      } else {
        this.log.insertBefore(node, next);
      }
    }
  }

  #message(message, sender) {
    const open = () => go({ message: message.id, request: "" });
    const facts = size(message);
    const row = h(
      "div.bubble-row.in",
      {
        role: "listitem",
        tabindex: "0",
        "data-id": message.id,
        "aria-label": `From ${message.from ?? vendorTitle(message.vendor)}, ${message.state}: ${message.text.slice(0, 300)}`,
        onclick: (event) => {
          if (!event.target.closest("a, button") && getSelection().isCollapsed) {
            open();
          }
        },
      },
      sender ? h("div.sender", {}, message.from ? h("b", {}, message.from) : null, h("span", {}, vendorTitle(message.vendor))) : null,
      h("div.bubble", {}, h("div.words", {}, linked(message.text)), attachments(message)),
      codes(message).length > 0 ? h("div.codes", {}, codes(message)) : null,
      h("div.under", {}, time(message.acceptedAt, "short"), status(message), facts ? h("span", {}, facts) : null, message.attempts > 1 ? h("span.tag", {}, count(message.attempts, "attempt")) : null),
    );
    return row;
  }

  #reply(reply) {
    return h(
      "div.bubble-row.out",
      { role: "listitem", tabindex: "0", "aria-label": `The phone replied: ${reply.text}` },
      h("div.bubble", {}, h("div.words", {}, linked(reply.text))),
      h("div.under", {}, time(reply.receivedAt, "short"), h("span", {}, `to ${reply.to}, ${vendorTitle(reply.vendor)}`)),
    );
  }

  #markOpen() {
    for (const row of this.log.querySelectorAll("[data-id]")) {
      row.classList.toggle("current", row.dataset.id === place.message);
    }
  }

  #drawHead() {
    const total = this.#feed?.loaded ? count(this.#feed.total, "message") : "";
    const said = `${this.#to} ${total}`;
    if (this.head.dataset.said === said) {
      return;
    }
    this.head.dataset.said = said;
    this.head.replaceChildren(
      button("back", "Back to the recipients", () => go({ to: "", message: "" }), { iconOnly: true, style: "quiet.back" }),
      avatar(this.#to),
      h("div.names", {}, h("h2", {}, this.#to), h("span", {}, total)),
      copyButton(this.#to, "Copy the number"),
      button("code", "Wait for a code", () => go({ view: "code", to: this.#to, message: "" })),
      button("trash", "Delete this conversation", () => this.#delete(), { iconOnly: true }),
    );
  }

  async #delete() {
    const to = this.#to;
    if (await confirm(`Delete the ${count(this.#feed.total, "message")} to ${to}?`, "This can't be undone.", "Delete")) {
      const result = await attempt(() => remove("messages", { to }));
      if (result) {
        go({ to: "", message: "" });
      }
    }
  }

  // A reply goes to whom the phone got a message from.
  #targets() {
    const targets = new Map();
    for (const { vendor, from } of this.#feed.items) {
      if (replying(vendor) && !targets.has(`${vendor} ${from}`)) {
        targets.set(`${vendor} ${from}`, { vendor, to: from ?? "+10000000000", title: from ? `${from}, ${vendorTitle(vendor)}` : vendorTitle(vendor) });
      }
    }
    return targets;
  }

  #drawForm() {
    const targets = NUMBER.test(this.#to) ? this.#targets() : new Map();
    const said = [...targets.keys()].join("\n");
    if (this.form.dataset.said === said && this.form.childElementCount > 0) {
      return;
    }
    this.form.dataset.said = said;
    if (targets.size === 0) {
      this.form.replaceChildren(h("p.none", {}, NUMBER.test(this.#to) ? "No vendor here takes replies from this phone." : "Only a phone number can reply."));
      return;
    }
    // The newest sender, unless another has been chosen.
    const chosen = targets.has(this.#target) ? this.#target : [...targets.keys()][0];
    const words = this.form.querySelector("textarea")?.value ?? "";
    const field = h("textarea", {
      rows: "1",
      ".value": words,
      placeholder: "Reply as this phone",
      "aria-label": `Reply as ${this.#to}`,
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.form.requestSubmit();
        }
      },
    });
    const choice = h(
      "select",
      { "aria-label": "Reply to", onchange: (event) => (this.#target = event.target.value) },
      [...targets].map(([key, target]) => h("option", { value: key, ".selected": key === chosen }, `to ${target.title}`)),
    );
    this.form.replaceChildren(
      h("div.quick", {}, ["STOP", "START"].map((word) => button(null, word, () => this.#say(word), { style: "chip" })), choice),
      h("div.write", {}, field, h("button.primary.round", { type: "submit", "aria-label": "Send the reply", title: "Send the reply" }, icon("send"))),
    );
  }

  #send(event) {
    event.preventDefault();
    const field = this.form.querySelector("textarea");
    const text = field.value.trim();
    if (text !== "") {
      this.#say(text).then((sent) => {
        if (sent) {
          field.value = "";
        }
      });
    }
  }

  async #say(text) {
    const target = this.#targets().get(this.form.querySelector("select").value);
    const result = await attempt(() => post("replies", { vendor: target.vendor, from: this.#to, to: target.to, text }));
    if (result) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
    return Boolean(result);
  }
}
