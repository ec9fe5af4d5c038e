// The page: its header, its views, and what the keyboard does.

import { listen, on, post } from "./api.js";
import { start } from "./arrivals.js";
import * as clock from "./clock.js";
import { Code } from "./code.js";
import * as detail from "./detail.js";
import { announce, attempt, button, byId, copy, h, icon, logo, set, toast } from "./dom.js";
import { confirm } from "./dialogs.js";
import { open as openFaults } from "./faults.js";
import * as keys from "./keys.js";
import { Messages } from "./messages.js";
import { Phones } from "./phones.js";
import { go, href, place } from "./place.js";
import { Requests } from "./requests.js";
import { searchField } from "./search.js";
import { toggle } from "./themes.js";
import { isOn, load } from "./vendors.js";

const TABS = [
  ["phones", "Phones", "phones"],
  ["messages", "Messages", "messages"],
  ["requests", "Requests", "requests"],
  ["code", "Code", "code"],
];

const views = { phones: new Phones(), messages: new Messages(), requests: new Requests(), code: new Code() };
let current = null;

function header() {
  const tabs = TABS.map(([view, text, name]) =>
    h(
      "a.tab",
      {
        href: href({ view }),
        "data-view": view,
        title: text,
        onclick: (event) => {
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            change(view);
          }
        },
      },
      icon(name),
      h("span", {}, text),
    ),
  );
  const live = h("span.live", { id: "live", role: "status", title: "New messages appear by themselves" }, h("i", { "aria-hidden": "true" }), h("span", {}, "Connecting"));
  const faults = button("fault", "Vendors", () => openFaults(), { style: "plain.vendors", id: "open-faults", "aria-haspopup": "dialog", "aria-keyshortcuts": "f" });
  byId("top").append(
    h("a.brand", { href: "/", onclick: home, title: "Nothing here reaches a real phone" }, logo(), h("h1", {}, "Heliograph", h("span", {}, " sandbox"))),
    h("nav.views", { "aria-label": "Views" }, tabs),
    searchField(),
    h("span.grow"),
    live,
    faults,
    clock.opener(),
    toggle(),
    button("trash", "Empty the sandbox", () => reset(), { iconOnly: true }),
    button("help", "Keyboard and help", () => keys.help(), { iconOnly: true, id: "open-help", "aria-keyshortcuts": "?" }),
  );
}

function home(event) {
  event.preventDefault();
  go({ view: "phones", q: "", vendor: "", state: "", to: "", message: "", request: "" });
}

// The recipient goes along from a phone to its codes, but isn't a filter of the table.
function change(view) {
  const to = ["phones", "code"].includes(view) && ["phones", "code"].includes(place.view) ? place.to : "";
  go({ view, to, message: view === "requests" || view === "code" ? "" : place.message, request: "" });
}

async function reset() {
  if (await confirm("Empty the sandbox?", "All messages, replies, requests, webhooks, faults and opt-outs go, and the clock is the system's again.", "Empty it")) {
    await attempt(() => post("reset", {}), "The sandbox is empty");
  }
}

function show() {
  const view = views[place.view];
  if (view !== current) {
    current?.hide();
    byId("view").replaceChildren(view.element);
    current = view;
    document.body.dataset.view = place.view;
  }
  view.show();
  detail.show();
  for (const tab of document.querySelectorAll("[data-view].tab")) {
    set(tab, { "aria-current": tab.dataset.view === place.view ? "page" : null, href: href({ view: tab.dataset.view, message: "", request: "" }) });
  }
  const field = byId("search");
  if (document.activeElement !== field) {
    field.value = place.q;
  }
  field.closest(".search").classList.toggle("off", place.view === "requests" || place.view === "code");
  document.title = place.to && place.view !== "messages" ? `${place.to} · Heliograph sandbox` : "Heliograph sandbox";
}

function escape(event) {
  if (event.target.id === "search" && (event.target.value !== "" || place.q)) {
    event.target.value = "";
    go({ q: "" }, { replace: true });
  } else if (event.target.closest("input, textarea, select")) {
    event.target.blur();
    current.focus();
  } else if (place.message || place.request) {
    const lost = byId("detail").contains(document.activeElement) || document.activeElement === document.body;
    go({ message: "", request: "" });
    if (lost) {
      current.focus();
    }
  } else {
    return current.clearSelection();
  }
  return true;
}

function copyCode() {
  const code = current.active()?.codes?.[0];
  if (!code) {
    return false;
  }
  const shown = [...document.querySelectorAll("#view button.copy")].find((each) => each.textContent.trim() === code);
  copy(code, shown ?? h("button"));
  return true;
}

function focusSearch() {
  if (place.view === "requests" || place.view === "code") {
    change("messages");
  }
  byId("search").focus();
  byId("search").select();
}

keys.listen({
  j: () => current.move(1),
  k: () => current.move(-1),
  Enter: () => current.open(),
  Escape: escape,
  "/": focusSearch,
  c: copyCode,
  x: () => current.select(),
  f: () => openFaults(),
  t: () => byId("theme").click(),
  "?": () => void keys.help(),
  1: () => change("phones"),
  2: () => change("messages"),
  3: () => change("requests"),
  4: () => change("code"),
});

on("place", show);
on("vendors", (vendors) => {
  const on = vendors.filter(isOn).length;
  const opener = byId("open-faults");
  opener.classList.toggle("alarming", on > 0);
  opener.querySelector("span").textContent = on > 0 ? `${on} ${on === 1 ? "fault" : "faults"} on` : "Vendors";
  set(opener, { "aria-label": on > 0 ? `Vendors, ${on} with a fault` : "Vendors and faults" });
  current?.show();
});
on("live", (connected) => {
  const live = byId("live");
  live.classList.toggle("on", connected);
  live.lastChild.textContent = connected ? "Live" : "Reconnecting";
});
on("arrived", (message) => announce(`New message to ${message.to}: ${message.encrypted ? "encrypted" : message.text.slice(0, 120)}`));
document.addEventListener("leave-search", () => current.focus());
document.addEventListener("open-vendors", () => openFaults("", true));

header();
await listen();
// Before the lists: a message that they don't have yet is newer than the newest of then.
start();
show();
load().catch((error) => toast(error.message, "bad"));
clock.load().catch((error) => toast(error.message, "bad"));
