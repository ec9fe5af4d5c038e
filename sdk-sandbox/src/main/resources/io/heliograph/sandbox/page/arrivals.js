// Tells new messages from changes of known ones: ids count up.

import { emit, on } from "./api.js";
import { Loader } from "./loader.js";

const loader = new Loader();
let highest = Infinity;

function arrive(message) {
  if (loader.busy) {
    loader.again(() => arrive(message));
  } else if (Number(message.id) > highest) {
    highest = Number(message.id);
    emit("arrived", message);
  }
}

/** Messages that are newer than the newest of now are arrivals. */
export function start() {
  return loader
    .load("messages", { limit: 1 }, ({ messages }) => {
      // Ids go on after a reset, and the newest may have come since it; a sandbox that was started again counts from 1.
      highest = Math.min(highest, Number(messages[0]?.id ?? 0));
    })
    .catch(() => {});
}

on("message", arrive);
on("reset", start);
on("missed", () => {
  // What was missed is no arrival any more.
  highest = Infinity;
  start();
});
