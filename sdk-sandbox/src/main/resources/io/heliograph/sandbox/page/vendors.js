// The vendors of the sandbox, and what is switched on at them.

import { emit, get, on } from "./api.js";
import { name } from "./format.js";
import { filters } from "./search.js";

let vendors = [];

export const all = () => vendors;
export const vendorOf = (wanted) => vendors.find((vendor) => vendor.name === wanted);
export const replying = (wanted) => vendorOf(wanted)?.replies !== false;
export const isOn = (vendor) => vendor.fault.fault !== "none";

/** Loads them; "vendors" is emitted then and after each change. */
export async function load() {
  vendors = await get("vendors");
  name(vendors);
  filters.known(vendors.map((vendor) => vendor.name));
  emit("vendors", vendors);
}

/** What is switched on at a vendor now. */
export function changed(wanted, fault) {
  vendors = vendors.map((vendor) => (vendor.name === wanted ? { ...vendor, fault: { fault: fault.fault, timesLeft: fault.timesLeft ?? null } } : vendor));
  emit("vendors", vendors);
}

on("fault", (event) => changed(event.vendor, event));
on("reset", () => load().catch(() => {}));
on("missed", () => load().catch(() => {}));
