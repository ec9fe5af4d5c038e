// The vendors of the sandbox, and what is switched on at them.

import { emit, on } from "./api.js";
import { name } from "./format.js";
import { Loader } from "./loader.js";
import { filters } from "./search.js";

const loader = new Loader();
let vendors = [];

export const all = () => vendors;
export const vendorOf = (wanted) => vendors.find((vendor) => vendor.name === wanted);
export const replying = (wanted) => vendorOf(wanted)?.replies !== false;
export const isOn = (vendor) => vendor.fault.fault !== "none";

const SAME_WORDS = /, with the words of (\S+)$/;

/** What a fault does, for people: what it quotes from another entry of the vendor's table is said in full. */
export function describe(vendor, fault) {
  const other = SAME_WORDS.exec(fault.description)?.[1];
  const quoted = /`(.+)`/.exec(vendorOf(vendor)?.faults.find((each) => each.code === other)?.description ?? "")?.[1];
  const full = quoted ? fault.description.replace(SAME_WORDS, `: \`${quoted}\``) : fault.description;
  return full.replace(/^20\d; /, "").replaceAll(/`([^`]+)`/g, "“$1”").replaceAll(/\bafter D(\/\d)?\b/g, "later");
}

/** Loads them; "vendors" is emitted then and after each change. */
export function load() {
  return loader.load("vendors", {}, (answer) => {
    vendors = answer;
    name(vendors);
    filters.known(vendors.map((vendor) => vendor.name));
    emit("vendors", vendors);
  });
}

function changed({ vendor: wanted, fault, timesLeft }) {
  loader.again(() => changed({ vendor: wanted, fault, timesLeft }));
  vendors = vendors.map((vendor) => (vendor.name === wanted ? { ...vendor, fault: { fault, timesLeft } } : vendor));
  emit("vendors", vendors);
}

on("fault", changed);
on("reset", () => load().catch(() => {}));
on("missed", () => load().catch(() => {}));
