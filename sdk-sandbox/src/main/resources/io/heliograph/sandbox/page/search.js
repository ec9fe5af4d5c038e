// The search field, the filters beside it, and what can be done with what was found.

import { remove } from "./api.js";
import { attempt, h, icon, set } from "./dom.js";
import { confirm } from "./dialogs.js";
import { count, STATES, vendorTitle } from "./format.js";
import { go, place } from "./place.js";

let vendors = [];
let timer = 0;

/** The search field of the header; what is typed goes to the address bar. */
export function searchField() {
  const field = h("input", {
    type: "search",
    id: "search",
    placeholder: "Search number, text, key",
    "aria-label": "Search by number, text, id, key or tag",
    "aria-keyshortcuts": "/",
    autocomplete: "off",
    spellcheck: "false",
    ".value": place.q,
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => go({ q: field.value.trim() }, { replace: true }), 120);
    },
    onkeydown: (event) => {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        clearTimeout(timer);
        go({ q: field.value.trim() }, { replace: true });
        document.dispatchEvent(new CustomEvent("leave-search"));
      }
    },
  });
  return h("label.search", {}, icon("search"), field, h("kbd", { "aria-hidden": "true" }, "/"));
}

function options(all, values, chosen, title) {
  return [h("option", { value: "" }, all), ...values.map((value) => h("option", { value, ".selected": value === chosen }, title(value)))];
}

function select(name, label, all, values, title) {
  const field = h("select", { "aria-label": label, "data-filter": name, onchange: () => go({ [name]: field.value }, { replace: true }) }, options(all, values, place[name], title));
  field.value = place[name];
  return field;
}

export const filters = {
  /** Selects of vendor and status, and the recipient if the address names one. */
  fields() {
    const fields = [
      select("vendor", "Vendor", "All vendors", vendors, vendorTitle),
      select("state", "Status", "Any status", STATES, (state) => state[0].toUpperCase() + state.slice(1)),
      h("button.chip", { type: "button", "data-recipient": "", onclick: () => go({ to: "" }) }, h("span"), icon("close")),
    ];
    const row = h("span.filters", {}, fields);
    filters.update(row);
    return row;
  },

  /** Shows the filter of the address in the fields. */
  update(within) {
    for (const field of within.querySelectorAll("[data-filter]")) {
      if (field.dataset.filter === "vendor" && field.options.length !== vendors.length + 1) {
        field.replaceChildren(...options("All vendors", vendors, place.vendor, vendorTitle));
      }
      field.value = place[field.dataset.filter];
      field.classList.toggle("set", field.value !== "");
    }
    for (const chip of within.querySelectorAll("[data-recipient]")) {
      chip.hidden = place.to === "";
      chip.firstChild.textContent = `to ${place.to}`;
      set(chip, { "aria-label": `Messages to ${place.to} only; remove this filter` });
    }
  },

  known(names) {
    vendors = names;
    document.querySelectorAll(".filters").forEach((row) => filters.update(row));
  },
};

/** Deletes what the filter finds, once that is confirmed. */
export async function deleteFound(total) {
  const { q, vendor, state, to } = place;
  const filtered = q || vendor || state || to;
  const question = filtered ? `Delete the ${count(total, "message")} that this search finds?` : `Delete all ${count(total, "message")}?`;
  if (await confirm(question, "Their requests and webhooks stay. This can't be undone.", "Delete")) {
    const result = await attempt(() => remove("messages", { q, vendor, state, to }));
    if (result) {
      await attempt(async () => result, `${count(result.deleted, "message")} deleted`);
    }
  }
}
