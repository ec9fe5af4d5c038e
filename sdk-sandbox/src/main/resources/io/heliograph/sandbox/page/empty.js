// What is shown where there is nothing yet.

import { button, copyButton, h, logo } from "./dom.js";
import { go, place } from "./place.js";

/** A command that sends a first message from any terminal, without a program to install. */
export function firstCommand() {
  const body = JSON.stringify({ from: "BRAND", to: "+447700900123", message_body: { text: "482913 is your code. https://example.com/verify" } });
  return [
    `curl ${location.origin}/wavix/v3/messages \\`,
    "  -H 'Authorization: Bearer sandbox' \\",
    "  -H 'Content-Type: application/json' \\",
    `  -d '${body}'`,
  ].join("\n");
}

/** Nothing found, or nothing sent yet. */
export function empty() {
  const filtered = place.q || place.vendor || place.state || (place.view === "messages" && place.to);
  return filtered ? nothingFound() : nothingSent();
}

function nothingFound() {
  return h(
    "div.hint",
    {},
    h("h2", {}, "No message fits"),
    h("p", {}, "Nothing that has been sent fits this search."),
    button(null, "Show all messages", () => go({ q: "", vendor: "", state: "", to: "" }), { style: "primary" }),
  );
}

function nothingSent() {
  const command = firstCommand();
  return h(
    "div.hint",
    {},
    logo(),
    h("h2", {}, "Send your first message"),
    h("p", {}, "Paste this into a terminal. The message appears here at once, and no real phone gets it."),
    h("div.command", {}, h("pre", { tabindex: "0", "aria-label": "Command" }, h("code", {}, command)), copyButton(command, "Copy the command")),
    h("p.small", {}, "Your own code needs only another base URL: ", button(null, "base URLs and keys of the vendors", () => document.dispatchEvent(new CustomEvent("open-vendors")), { style: "link" }), "."),
  );
}
