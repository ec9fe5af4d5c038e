// The pane with everything about one message or one request.

import { on } from "./api.js";
import { byId, button, copyButton, h } from "./dom.js";
import { status, time, vendorTitle } from "./format.js";
import { Loader } from "./loader.js";
import { go, place } from "./place.js";
import { exchange, facts, send, sending, text, timeline, webhooks } from "./sections.js";
import { changes } from "./changes.js";

const MESSAGE = [
  ["text", (detail) => [detail.text, detail.parts, detail.forcing, detail.smart, detail.codes, detail.media, detail.encrypted], text],
  ["send", (detail) => [detail.send, detail.key, detail.route], send],
  ["changes", (detail) => [detail.id, detail.changes, detail.failures], changes],
  ["timeline", (detail) => detail.timeline, timeline],
  ["facts", (detail) => [detail.id, detail.price, detail.segments, detail.encoding, detail.scheduledAt, detail.tag, detail.key], facts],
  ["webhooks", (detail) => detail.webhooks, webhooks],
  ["request", (detail) => detail.request, (detail) => sending(detail.request)],
];
const REQUEST = [["request", (detail) => detail, (detail) => exchange(detail, true)]];

let shown = "";
let drawn = new Map();
let timer = 0;
// Whether nothing of it is drawn yet.
let fresh = false;
// Whether its request has ended; until then a message has none.
let whole = false;
const loader = new Loader();

/** Shows what the address names, or nothing. */
export function show() {
  const wanted = place.request ? `requests/${place.request}` : place.message ? `messages/${place.message}` : "";
  if (wanted === shown) {
    return;
  }
  shown = wanted;
  fresh = true;
  whole = false;
  loader.stop();
  const pane = byId("detail");
  pane.hidden = wanted === "";
  document.body.classList.toggle("with-detail", wanted !== "");
  if (wanted === "") {
    pane.replaceChildren();
    return;
  }
  load();
}

function load() {
  loader
    .load(shown, {}, (detail) => {
      const first = fresh;
      fresh = false;
      whole = detail.request !== null;
      draw(detail, first);
      // A link to a message shows its phone too.
      if (first && place.view === "phones" && place.to !== detail.to) {
        go({ to: detail.to }, { replace: true });
      }
    })
    .catch(gone);
}

function gone(error) {
  fresh = true;
  drawn.clear();
  byId("detail").replaceChildren(h("header.detail-head", {}, h("div.names", {}, h("h2", {}, "It isn't here any more")), close()), h("div.detail-body", {}, h("p.none", {}, error.message)));
}

const close = () => button("close", "Close the details", () => go({ message: "", request: "" }), { iconOnly: true, "aria-keyshortcuts": "Escape" });

// Only what has changed is drawn again, so that what is open, scrolled or focused stays.
function draw(detail, first) {
  const pane = byId("detail");
  const isMessage = shown.startsWith("messages/");
  if (first) {
    drawn = new Map();
    pane.replaceChildren(h("header.detail-head"), h("div.detail-body"));
    pane.scrollTop = 0;
  }
  const [head, body] = pane.children;
  section("head", [detail.state, detail.to, detail.error, detail.status, detail.fault], () => {
    head.replaceChildren(...(isMessage ? messageHead(detail) : requestHead(detail)));
  });
  for (const [name, part, make] of isMessage ? MESSAGE : REQUEST) {
    section(name, part(detail) ?? null, () => {
      const node = make(detail) ?? h("section", { hidden: true });
      node.dataset.section = name;
      const before = body.querySelector(`:scope > [data-section="${name}"]`);
      before ? before.replaceWith(node) : body.append(node);
    });
  }
}

function section(name, part, make) {
  const json = JSON.stringify(part ?? null);
  if (drawn.get(name) !== json) {
    drawn.set(name, json);
    make();
  }
}

function messageHead(detail) {
  const id = detail.id;
  return [
    h(
      "div.names",
      {},
      h("h2", {}, detail.to, copyButton(detail.to, "Copy the number")),
      h("p", {}, detail.from ? `from ${detail.from} by ` : "by ", `${vendorTitle(detail.vendor)}, `, time(detail.acceptedAt)),
      h("p.state-line", {}, status(detail), detail.error ? h("span.error", {}, detail.error) : null),
    ),
    h("a.quiet", { href: `/api/messages/${encodeURIComponent(id)}`, target: "_blank", rel: "noopener", title: "The same as JSON" }, "JSON"),
    close(),
  ];
}

function requestHead(detail) {
  return [
    h("div.names", {}, h("h2.path", {}, `${detail.method} ${detail.path}`), h("p", {}, `${vendorTitle(detail.vendor)}, `, time(detail.at)), h("p.state-line", {}, h(`span.code-${statusClass(detail.status)}`, {}, detail.status || "no answer"), detail.fault ? h("span.error", {}, `fault ${detail.fault}`) : null)),
    close(),
  ];
}

const statusClass = (code) => (code === 0 ? "none" : code < 300 ? "good" : "bad");

// Once for many events.
function again() {
  timer ||= setTimeout(() => {
    timer = 0;
    if (shown !== "") {
      load();
    }
  }, 60);
}

on("message", (message) => shown === `messages/${message.id}` && again());
on("webhook", (webhook) => (!webhook.message || shown === `messages/${webhook.message}`) && again());
on("request", () => shown.startsWith("messages/") && !whole && again());
on("send", () => shown.startsWith("messages/") && again());
on("removed", ({ ids }) => ids.some((id) => shown === `messages/${id}`) && go({ message: "" }, { replace: true }));
on("clock", again);
on("missed", again);
on("reset", () => shown !== "" && go({ message: "", request: "" }, { replace: true }));
