// Light, dark, or as the system has it.

import { announce, button, icon } from "./dom.js";

const ORDER = ["auto", "light", "dark"];
const ICONS = { auto: "auto", light: "sun", dark: "moon" };
const KEY = "heliograph-theme";

let theme = document.documentElement.dataset.theme ?? "auto";

export function toggle() {
  const control = button(ICONS[theme], label(), () => next(control), { iconOnly: true, id: "theme", "aria-keyshortcuts": "t" });
  return control;
}

const label = () => `Theme: ${theme === "auto" ? "as the system" : theme}`;

function next(control) {
  theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: the choice lasts until the page is left.
  }
  control.replaceChildren(icon(ICONS[theme]));
  control.title = label();
  control.setAttribute("aria-label", label());
  announce(label());
}
