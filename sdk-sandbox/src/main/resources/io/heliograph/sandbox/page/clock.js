// The clock of the sandbox: it runs with the system's, or stands still and is moved by hand.

import { on, put } from "./api.js";
import { ask } from "./dialogs.js";
import { announce, button, byId, h, set } from "./dom.js";
import { time } from "./format.js";
import { Loader } from "./loader.js";

const MOVES = [
  ["30 s", "PT30S"],
  ["5 min", "PT5M"],
  ["1 h", "PT1H"],
  ["1 day", "PT24H"],
];

const loader = new Loader();
let clock = { now: "", mode: "system" };
let panel = null;

const stands = () => clock.mode === "fixed";

/** The button that opens the dialog; it is marked while the clock stands. */
export function opener() {
  return button("accepted", "Clock", () => open(), { iconOnly: true, id: "open-clock", "aria-haspopup": "dialog" });
}

/** Reads how the clock stands. */
export function load() {
  return loader.load("clock", {}, show);
}

function show(state) {
  loader.again(() => show(state));
  clock = state;
  const name = stands() ? "Clock, which stands still" : "Clock";
  const opener = byId("open-clock");
  opener.classList.toggle("on", stands());
  set(opener, { title: name, "aria-label": name });
  draw();
}

function open() {
  const field = h("input", { type: "datetime-local", step: "1", "aria-label": "Date and time" });
  const form = h(
    "form.field-row",
    {
      onsubmit: (event) => {
        event.preventDefault();
        const at = new Date(field.value);
        move(Number.isNaN(at.getTime()) ? { fixed: field.value } : { fixed: at.toISOString() }, "The clock is set");
      },
    },
    field,
    h("button.plain", { type: "submit" }, "Stop at this time"),
  );
  ask(
    "Clock",
    (close) => {
      panel = h("div.clock", { id: "clock" });
      draw();
      return [
        h("header.panel-head", {}, h("h2", {}, "Clock"), button("close", "Close", () => close(), { iconOnly: true })),
        h("p.small", {}, "States, reports and scheduled messages follow it. What is due after a move happens at once."),
        panel,
        form,
        h("p.error", { role: "alert" }),
      ];
    },
    "dialog.clock-dialog",
  ).then(() => (panel = null));
}

function draw() {
  if (panel === null) {
    return;
  }
  const focused = panel.contains(document.activeElement);
  panel.replaceChildren(
    stands() ? h("p.clock-state", {}, "It stands at ", time(clock.now, "full"), ".") : h("p.clock-state", {}, "It runs with the system's clock."),
    h(
      "div.buttons",
      {},
      stands()
        ? [MOVES.map(([text, advance]) => button(null, `+ ${text}`, () => move({ advance }, `The clock is moved by ${text}`), { style: "chip", "data-advance": advance })), button(null, "Let it run", () => move({ mode: "system" }, "The clock runs"), { style: "plain", "data-clock": "run" })]
        : button(null, "Stop it now", () => move({ fixed: new Date().toISOString() }, "The clock stands still"), { style: "plain", "data-clock": "stop" }),
    ),
  );
  if (focused) {
    panel.querySelector("button").focus();
  }
}

async function move(change, done) {
  const problem = panel.parentElement.querySelector(".error");
  try {
    // How it stands then comes as an event: it may have been moved again before the answer comes.
    await put("clock", change);
    problem.textContent = "";
    announce(done);
  } catch (error) {
    problem.textContent = error.message;
  }
}

on("clock", show);
on("missed", () => load().catch(() => {}));
