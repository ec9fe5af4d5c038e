// Where one is on the page, as the address bar has it: the view, the filter, and what is open.

import { emit } from "./api.js";

const EMPTY = { view: "phones", q: "", vendor: "", state: "", to: "", message: "", request: "" };
export const VIEWS = ["phones", "messages", "requests", "code"];

export let place = read();

function read() {
  const parameters = new URLSearchParams(location.search);
  const found = { ...EMPTY };
  for (const name of Object.keys(EMPTY)) {
    found[name] = parameters.get(name) ?? EMPTY[name];
  }
  if (!VIEWS.includes(found.view)) {
    found.view = EMPTY.view;
  }
  return found;
}

/** The address of a place that differs from this one. */
export function href(change) {
  const there = { ...place, ...change };
  const set = Object.entries(there).filter(([name, value]) => value !== EMPTY[name]);
  return set.length === 0 ? "/" : `/?${new URLSearchParams(set)}`;
}

/** Goes there; typing replaces the entry in the history instead of adding one. */
export function go(change, { replace = false } = {}) {
  const address = href(change);
  place = { ...place, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", address);
  emit("place", place);
}

addEventListener("popstate", () => {
  place = read();
  emit("place", place);
});

/** Whether a message fits what was searched; the API decides the same way. */
export function fits(message, { q = "", vendor = "", state = "", to = "" }) {
  if ((vendor && message.vendor !== vendor) || (state && message.status !== state)) {
    return false;
  }
  if (to && !(to.endsWith("*") ? message.to.startsWith(to.slice(0, -1)) : message.to === to)) {
    return false;
  }
  const wanted = q.toLowerCase();
  const places = [message.to, message.from, message.text, message.id, message.vendorId, message.key, message.tag];
  return wanted === "" || places.some((value) => value && value.toLowerCase().includes(wanted));
}
