// What a developer can do to a message: the reports that it gets, early, late, wrong or not at all.

import { post } from "./api.js";
import { pick, seconds } from "./dialogs.js";
import { announce, attempt, button, h } from "./dom.js";

const CHANGES = [
  ["deliver", "Deliver now", "check"],
  ["fail", "Fail…", "failed"],
  ["delay", "Delay…", "accepted"],
  ["lose-reports", "Lose reports", "trash"],
  ["repeat-report", "Repeat report", "webhook"],
  ["reverse-reports", "Reverse reports", "requests"],
];

const SAID = {
  deliver: "Delivered",
  fail: "Failed",
  delay: "What is left is delayed",
  "lose-reports": "The reports that are left won't be sent",
  "repeat-report": "The newest report is sent again",
  "reverse-reports": "The reports that are left are sent in reverse order",
};

/** The buttons; those that the message's state doesn't allow are off. */
export function changes(detail) {
  return h(
    "section.changes",
    {},
    h("h3", {}, "Change what happens"),
    h("div.buttons", {}, CHANGES.map(([change, text, name]) => button(name, text, () => run(detail, change), { style: "plain", "data-change": change, disabled: !(detail.changes ?? []).includes(change) }))),
  );
}

async function run(detail, change) {
  const body = await asked(detail, change);
  if (body) {
    const result = await attempt(() => post(`messages/${detail.id}/change`, body), SAID[change]);
    if (result) {
      announce(SAID[change]);
    }
  }
}

async function asked(detail, change) {
  if (change === "fail") {
    const failure = await pick(
      "Fail with which reason?",
      detail.failures ?? [],
      (each) => `${each.code} ${each.description}`,
      (each) => [h("code", {}, each.code), h("span", {}, each.description)],
    );
    return failure && { change, code: failure.code };
  }
  if (change === "delay") {
    const wait = await seconds("Delay what is left", "The states and reports that are still ahead come later by this time.");
    return wait && { change, seconds: wait };
  }
  return { change };
}
