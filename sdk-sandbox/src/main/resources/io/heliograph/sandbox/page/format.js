// Times, counts and words as people read them, in the browser's time zone.

import { h, icon } from "./dom.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const SHORT = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
const NUMBER = new Intl.NumberFormat();

const isToday = (at) => at.toDateString() === new Date().toDateString();

/** A time element: the clock today, the date otherwise; the whole of it in the tip. */
export function time(iso, style = "clock") {
  const at = new Date(iso);
  const text = style === "full" ? FULL.format(at) : isToday(at) ? (style === "short" ? SHORT : CLOCK).format(at) : `${DATE.format(at)}, ${SHORT.format(at)}`;
  return h("time", { datetime: iso, title: `${FULL.format(at)} (${iso})` }, text);
}

/** Only the date of a day that isn't today, for narrow places. */
export function shortTime(iso) {
  const at = new Date(iso);
  return h("time", { datetime: iso, title: FULL.format(at) }, (isToday(at) ? SHORT : DATE).format(at));
}

export function day(iso) {
  const at = new Date(iso);
  const yesterday = new Date(Date.now() - 86_400_000);
  if (isToday(at)) {
    return "Today";
  }
  return at.toDateString() === yesterday.toDateString() ? "Yesterday" : DAY.format(at);
}

export const number = (value) => NUMBER.format(value);

export const count = (value, one, several = `${one}s`) => `${number(value)} ${value === 1 ? one : several}`;

export function ago(iso) {
  const seconds = Math.max(0, Math.round((Date.now() - new Date(iso)) / 1000));
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  const at = new Date(iso);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : (isToday(at) ? CLOCK : FULL).format(at);
}

export const price = (value) => (value ? `${value.amount} ${value.amount === "1" ? value.unit.replace(/s$/, "") : value.unit}` : "");

export const STATES = ["accepted", "scheduled", "sent", "delivered", "failed"];

/** The vendor's word for the state, with the icon and the colour of what it means. */
export function status(message) {
  return h(`span.status.${message.status}`, { title: message.error ?? message.state }, icon(STATES.includes(message.status) ? message.status : "accepted"), h("span", {}, message.state));
}

/** What a message is worth in a line: "2 segments · UCS-2 · 0.015 USD". */
export function size(message) {
  const segments = message.segments > 0 ? [count(message.segments, "segment")] : [];
  return [...segments, price(message.price)].filter((part) => part !== "").join(" · ");
}

const NAMES = { wavix: "Wavix", androidgateway: "Android SMS Gateway", nativehub: "NativeHub", textingline: "TextingLine", thaibulk: "Me SMS" };
const titles = new Map(Object.entries(NAMES));

/** Remembers what the sandbox calls its vendors. */
export function name(vendors) {
  vendors.forEach((vendor) => vendor.title && titles.set(vendor.name, vendor.title));
}

export const vendorTitle = (vendor) => titles.get(vendor) ?? vendor;

/** JSON with line breaks; anything else as it is. */
export function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
