// Tells new messages from changes of known ones: ids count up.

import { emit, get, on } from "./api.js";

let highest = Infinity;

on("message", (message) => {
  if (Number(message.id) > highest) {
    highest = Number(message.id);
    emit("arrived", message);
  }
});
on("reset", start);

/** Messages that are newer than the newest of now are arrivals. */
export async function start() {
  const { messages } = await get("messages", { limit: 1 }).catch(() => ({ messages: [] }));
  highest = Number(messages[0]?.id ?? 0);
}
