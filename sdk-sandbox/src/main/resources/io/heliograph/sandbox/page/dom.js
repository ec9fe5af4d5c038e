// Elements without markup: whatever comes from a message becomes a text node or an attribute, never HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element: h("button.quiet", { type: "button", onclick }, icon("copy"), "Copy"). */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length > 0) {
    element.className = classes.join(" ");
  }
  set(element, attributes ?? {});
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets attributes, listeners (on…), properties (.value) and dataset entries (data-…). */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name.startsWith(".")) {
      element[name.slice(1)] = value;
    } else if (value === null || value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return element;
}

export const byId = (id) => document.getElementById(id);

const PATHS = {
  phones: "M7 2.5h6a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 16V4A1.5 1.5 0 0 1 7 2.5ZM9 15h2",
  messages: "M3 5h14M3 10h14M3 15h14",
  requests: "M4 7h11m-3-3 3 3-3 3M16 13H5m3-3-3 3 3 3",
  code: "M4 5.5h12v9H4zM7 10h.01M10 10h.01M13 10h.01",
  search: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4",
  fault: "M10 3.5 17.5 16h-15zM10 8v4M10 14h.01",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 11.8A7 7 0 1 1 8.2 3.5a5.6 5.6 0 0 0 8.3 8.3Z",
  auto: "M10 3a7 7 0 1 0 0 14ZM10 3a7 7 0 0 1 0 14",
  help: "M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M10 14.5h.01",
  close: "m5 5 10 10M15 5 5 15",
  back: "M12.5 4.5 7 10l5.5 5.5",
  copy: "M7.5 7.5h8v9h-8zM12.5 7.5v-4h-8v9h3",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  accepted: "M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM10 6.5V10l2.3 1.6",
  scheduled: "M4 5h12v11H4zM4 8.5h12M7.5 3v3M12.5 3v3",
  sent: "m4.5 10.5 3.5 3.5 7.5-8",
  delivered: "m2.5 10.5 3.5 3.5 6.5-8M9.5 13l1 1 7-8",
  failed: "M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v5M11.5 9v5",
  link: "M8.5 11.5l3-3M7 9 5.5 10.5a2.8 2.8 0 0 0 4 4L11 13M9 7l1.5-1.5a2.8 2.8 0 0 1 4 4L13 11",
  lock: "M5.5 9h9v7.5h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9",
  file: "M6 3h5.5L15 6.5V17H6zM11 3v4h4",
  send: "M3.5 10 16.5 4l-4 12.5-3-5.5z",
  down: "m5 8 5 5 5-5",
  up: "m5 12 5-5 5 5",
  webhook: "M10 7.5 7 13M10 7.5a2.3 2.3 0 1 1 2.2-3M7 13a2.3 2.3 0 1 1-3.2-2M7 13h6M13 13a2.3 2.3 0 1 0 1.5-2.7",
  plug: "M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V17",
};

/** A decorative icon in the colour of its text. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  set(svg, { viewBox: "0 0 20 20", class: className, "aria-hidden": "true", focusable: "false" });
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** The mark of the page: a mirror in the sun. */
export function logo() {
  const svg = document.createElementNS(SVG, "svg");
  set(svg, { viewBox: "0 0 32 32", class: "logo", "aria-hidden": "true" });
  const parts = [
    ["rect", { width: 32, height: 32, rx: 9, class: "logo-ground" }],
    ["circle", { cx: 13, cy: 19, r: 5.5, class: "logo-mirror" }],
    ["path", { d: "M19.5 12.5 26 6M21.5 17.5h5M14.5 10.5v-5", class: "logo-ray" }],
  ];
  for (const [tag, attributes] of parts) {
    svg.append(set(document.createElementNS(SVG, tag), attributes));
  }
  return svg;
}

/** A button with an icon, and a text or (quiet) only a name for screen readers. */
export function button(name, text, onclick, { style = "quiet", iconOnly = false, ...attributes } = {}) {
  return h(
    `button.${style}${iconOnly ? ".icon-only" : ""}`,
    { type: "button", onclick, title: iconOnly ? text : null, "aria-label": iconOnly ? text : null, ...attributes },
    name ? icon(name) : null,
    iconOnly ? null : h("span", {}, text),
  );
}

let announced = 0;
let waiting = [];

/** For screen readers: at most a sentence a second, several become a count. */
export function announce(text) {
  waiting.push(text);
  if (waiting.length === 1) {
    setTimeout(speak, Math.max(0, announced + 1000 - Date.now()));
  }
}

function speak() {
  byId("announcer").textContent = waiting.length === 1 ? waiting[0] : `${waiting.length} changes. Newest: ${waiting.at(-1)}`;
  announced = Date.now();
  waiting = [];
}

/** A short note at the bottom of the page. */
export function toast(text, tone = "plain") {
  const note = h(`div.toast.${tone}`, {}, tone === "bad" ? icon("failed") : icon("check"), h("span", {}, text));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), tone === "bad" ? 7000 : 2600);
}

/** Runs a change, and shows what went wrong. */
export async function attempt(action, done) {
  try {
    const result = await action();
    if (done) {
      toast(done);
    }
    return result;
  } catch (error) {
    toast(error.message, "bad");
    return undefined;
  }
}

/** Copies a text, and shows that in the button. */
export async function copy(text, from) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  from.classList.add("copied");
  from.querySelector(".icon")?.replaceWith(icon("check"));
  announce("Copied");
  setTimeout(() => {
    from.classList.remove("copied");
    from.querySelector(".icon")?.replaceWith(icon("copy"));
  }, 1400);
}

// Where the clipboard isn't allowed: an old browser, or a page without focus.
function copyBySelection(text) {
  const field = h("textarea.visually-hidden", { ".value": text, "aria-hidden": "true" });
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  focused?.focus();
}

/** A button that copies a text. */
export function copyButton(text, label, { style = "quiet", shown = null, ...attributes } = {}) {
  return h(
    `button.${style}.copy`,
    {
      type: "button",
      title: label,
      "aria-label": shown ? `${label}: ${shown}` : label,
      onclick: (event) => {
        event.stopPropagation();
        copy(text, event.currentTarget);
      },
      ...attributes,
    },
    shown ? h("span", {}, shown) : null,
    icon("copy"),
  );
}
