// The panel of the vendors: how to reach them, and every fault that they can have.

import { on, put, remove } from "./api.js";
import { announce, attempt, button, byId, copyButton, h, icon } from "./dom.js";
import { ask } from "./dialogs.js";
import { vendorTitle } from "./format.js";
import { all, describe, isOn, vendorOf } from "./vendors.js";

const GENERAL = [
  { code: "outage", effect: "any request", description: "The port refuses connections, and open ones are cut." },
  { code: "rate-limited", effect: "refuses a send", description: "Sends are rejected by a rate limit; nothing is stored." },
  { code: "accept-then-hang", effect: "no answer", description: "A send is stored and delivered, but no answer comes." },
];
const EFFECTS = {
  "refuses-send": "refuses a send",
  "fails-message": "fails the message",
  "refuses-cancel": "refuses a cancellation",
  "refuses-read": "refuses a query",
  "reports-health": "health",
};

let chosen = "";
let wanted = "";
let panel = null;

/** Opens the panel, at this vendor if one is named. */
export function open(vendor = "", connecting = false) {
  if (byId("faults")) {
    return;
  }
  chosen = vendorOf(vendor)?.name ?? vendorOf(chosen)?.name ?? all().find(isOn)?.name ?? all()[0]?.name ?? "";
  wanted = "";
  ask(
    "Vendors and faults",
    (close) => {
      panel = h("div.panel", { id: "faults" });
      const head = h("header.panel-head", {}, h("h2", {}, "Vendors and faults"), button("close", "Close", () => close(), { iconOnly: true }));
      panel.append(head, h("div.tabs", { role: "tablist", "aria-label": "Vendors" }), h("div.panel-body", { role: "tabpanel", tabindex: "-1" }));
      draw();
      panel.querySelector(".connection")?.toggleAttribute("open", connecting);
      return panel;
    },
    "dialog.drawer",
  ).then(() => (panel = null));
}

on("vendors", () => panel && draw());

function draw() {
  const [, tabs, body] = panel.children;
  const focused = tabs.contains(document.activeElement);
  tabs.replaceChildren(...all().map(tab));
  if (focused) {
    tabs.querySelector("[aria-selected=true]")?.focus();
  }
  const vendor = vendorOf(chosen);
  if (!vendor) {
    body.replaceChildren(h("p.none", {}, "Loading…"));
    return;
  }
  if (body.dataset.vendor !== chosen) {
    body.dataset.vendor = chosen;
    body.replaceChildren(h("div.now"), connection(vendor), h("h3", {}, "Faults"), searching(), h("ul.faults"));
    body.scrollTop = 0;
  }
  drawNow(body.querySelector(".now"), vendor);
  drawList(body.querySelector(".faults"), vendor);
}

function tab(vendor) {
  const selected = vendor.name === chosen;
  return h(
    "button.tab",
    { type: "button", role: "tab", "aria-selected": String(selected), tabindex: selected ? "0" : "-1", onclick: () => choose(vendor.name), onkeydown: step },
    vendorTitle(vendor.name),
    isOn(vendor) ? h("span.alarm", { "aria-label": "a fault is on" }) : null,
  );
}

function choose(vendor) {
  chosen = vendor;
  wanted = "";
  draw();
}

function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) {
    const names = all().map((vendor) => vendor.name);
    choose(names.at((names.indexOf(chosen) + by) % names.length));
  }
}

function drawNow(place, vendor) {
  const fault = vendor.fault;
  const times = fault.timesLeft === null || fault.timesLeft === undefined ? "until it is switched off" : fault.timesLeft === 1 ? "for the next request" : `for the next ${fault.timesLeft} requests`;
  place.classList.toggle("on", isOn(vendor));
  place.replaceChildren(
    ...(isOn(vendor)
      ? [icon("fault"), h("p", {}, h("b", {}, fault.fault), ` is on, ${times}.`), button(null, "Switch off", () => switchOff(vendor.name), { style: "plain" })]
      : [icon("check"), h("p", {}, "Works as documented.")]),
  );
}

function connection(vendor) {
  const fact = (title, value) => (value ? [h("dt", {}, title), h("dd", {}, h("code", {}, value), copyButton(value, `Copy: ${title}`))] : null);
  return h(
    "details.connection",
    {},
    h("summary", {}, icon("plug"), "Base URL and credentials"),
    h("dl.facts", {}, fact("Base URL", vendor.baseUrl), Object.entries(vendor.credentials ?? {}).map(([name, value]) => fact(name, value)), fact("Webhook secret", vendor.webhookSecret)),
    vendor.webhooks ? webhookUrl(vendor) : h("p.none", {}, "It documents no webhooks."),
  );
}

/** Where its webhooks go from now on, as if it were set in the vendor's console. */
function webhookUrl(vendor) {
  const field = h("input", { type: "url", id: "webhook-url", required: true, placeholder: `http://localhost:8080/webhooks/sms/${vendor.name}`, autocomplete: "off", spellcheck: "false" });
  const problem = h("p.error", { role: "alert" });
  const done = h("p.done", { role: "status" });
  const send = async (event) => {
    event.preventDefault();
    try {
      await put(`webhooks/${vendor.name}`, { url: field.value.trim() });
      problem.textContent = "";
      done.textContent = "Set: its webhooks go there from now on.";
    } catch (error) {
      done.textContent = "";
      problem.textContent = error.message;
    }
  };
  return h("form.webhook-url", { onsubmit: send }, h("label", { for: "webhook-url" }, "Send its webhooks to"), h("div.field-row", {}, field, h("button.plain", { type: "submit" }, "Set")), problem, done);
}

function searching() {
  return h("input", {
    type: "search",
    placeholder: "Search codes and descriptions",
    "aria-label": "Search the faults",
    autofocus: true,
    oninput: (event) => {
      wanted = event.target.value.trim().toLowerCase();
      draw();
    },
  });
}

function drawList(list, vendor) {
  const every = [...GENERAL, ...(vendor.faults ?? [])];
  const found = every.filter((fault) => `${fault.code} ${describe(vendor.name, fault)} ${EFFECTS[fault.effect] ?? fault.effect} ${fault.lastDigits ?? ""}`.toLowerCase().includes(wanted));
  const key = found.map((fault) => fault.code).join(" ") + JSON.stringify(vendor.fault);
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...found.map((fault) => item(vendor, fault)), ...(found.length === 0 ? [h("li.none", {}, "No fault fits.")] : []));
  }
}

function item(vendor, fault) {
  const on = vendor.fault.fault === fault.code;
  const general = GENERAL.includes(fault);
  return h(
    `li.fault${on ? ".on" : ""}`,
    { "data-code": fault.code },
    h("div.what", {}, h("p.title", {}, h("code", {}, fault.code), h("span.tag", {}, EFFECTS[fault.effect] ?? fault.effect)), h("p", {}, describe(vendor.name, fault)), fault.lastDigits ? h("p.digits", {}, `also for one number: ends in ${fault.lastDigits}`) : null),
    h(
      "div.buttons",
      {},
      on
        ? button(null, "Switch off", () => switchOff(vendor.name), { style: "plain" })
        : [general ? null : button(null, "Once", () => switchOn(vendor.name, fault.code, 1), { style: "plain", "aria-label": `${fault.code} once` }), button(null, "Until off", () => switchOn(vendor.name, fault.code), { style: "plain", "aria-label": `${fault.code} until it is switched off` })],
    ),
  );
}

// What is on from then on comes as an event: it may be used up before the answer comes.
async function switchOn(vendor, fault, times) {
  if (await attempt(() => put(`faults/${vendor}`, times ? { fault, times } : { fault }))) {
    announce(`${fault} is on at ${vendorTitle(vendor)}`);
  }
}

export async function switchOff(vendor) {
  if (await attempt(() => remove(`faults/${vendor}`))) {
    announce(`${vendorTitle(vendor)} works as documented`);
  }
}
