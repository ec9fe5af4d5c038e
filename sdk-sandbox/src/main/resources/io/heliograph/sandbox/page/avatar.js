import { h } from "./dom.js";

const TINTS = 6;

/** A circle with the last digits, in a colour that stays the same for a number. */
export function avatar(to) {
  let sum = 0;
  for (const character of to) {
    sum = (sum * 31 + character.codePointAt(0)) % 997;
  }
  const digits = to.replace(/\D/g, "").slice(-2);
  return h(`span.avatar.tint-${sum % TINTS}`, { "aria-hidden": "true" }, digits || to.slice(0, 1));
}
