// The keyboard, and the dialog that explains it.

import { button, h } from "./dom.js";
import { ask } from "./dialogs.js";

const KEYS = [
  ["j", "k", "next and previous message or recipient"],
  ["Enter", "", "open what is active"],
  ["Esc", "", "close, or leave the search"],
  ["/", "", "search"],
  ["c", "", "copy the newest code of what is active"],
  ["x", "", "select in the table"],
  ["1", "4", "phones, messages, requests, code"],
  ["f", "", "vendors and faults"],
  ["t", "", "light, dark, or as the system has it"],
  ["?", "", "this help"],
];

/** Calls what belongs to a key, unless one is typing or a dialog is open. */
export function listen(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing && event.key !== "Escape") {
      return;
    }
    // A focused button or link keeps its own Enter.
    if (event.key === "Enter" && event.target.closest("button, a, summary, input")) {
      return;
    }
    const name = { ArrowDown: "j", ArrowUp: "k" }[event.key];
    const action = actions[event.key] ?? (name && event.target.closest("[role=grid], [role=listbox], .bubble-row") ? actions[name] : undefined);
    if (action && action(event) !== false) {
      event.preventDefault();
    }
  });
}

export function help() {
  return ask(
    "Keyboard",
    (close) => [
      h("header.panel-head", {}, h("h2", {}, "Keyboard"), button("close", "Close", () => close(), { iconOnly: true, autofocus: true })),
      h("dl.keys", {}, KEYS.map(([key, other, what]) => [h("dt", {}, h("kbd", {}, key), other ? [key === "1" ? " – " : " ", h("kbd", {}, other)] : null), h("dd", {}, what)])),
      h("p.small", {}, "Nothing here reaches a real phone. The page uses the sandbox's API: ", h("a", { href: "/api/openapi.json", target: "_blank", rel: "noopener" }, "its OpenAPI document"), "."),
    ],
    "dialog.help",
  );
}
