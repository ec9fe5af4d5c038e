// The sandbox's API, see /api/openapi.json.

let token = document.querySelector("meta[name=sandbox-token]").content;

/** Query parameters without those that are empty. */
export function query(parameters) {
  const set = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return set.length === 0 ? "" : `?${new URLSearchParams(set)}`;
}

async function call(method, path, body, signal) {
  const headers = method === "GET" ? {} : { "X-Sandbox-Token": token };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(`/api/${path}`, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Error("The sandbox doesn't answer. Is it still running?");
  }
  const text = await response.text();
  const json = text === "" ? {} : JSON.parse(text);
  if (!response.ok) {
    throw Object.assign(new Error(json.error ?? `HTTP ${response.status}`), { status: response.status });
  }
  return json;
}

export const get = (path, parameters = {}, signal = undefined) => call("GET", path + query(parameters), undefined, signal);
export const post = (path, body) => call("POST", path, body);
export const put = (path, body) => call("PUT", path, body);
export const remove = (path, parameters = {}) => call("DELETE", path + query(parameters));

const EVENTS = ["message", "removed", "inbound", "request", "webhook", "fault", "send", "clock", "reset"];
const listeners = new Map();

/** Calls a function at each event of a type; "live" has true or false, "missed" that events may have been lost. */
export function on(type, listener) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

export function emit(type, value) {
  for (const listener of listeners.get(type) ?? []) {
    listener(value);
  }
}

// Waited for before the first lists are loaded, so that nothing falls between them and the events.
const OPENING = 500;

/** Listens to the sandbox from now on; resolves once it does, or when that takes too long. */
export function listen(again = false) {
  return new Promise((resolve) => {
    let missed = again;
    const late = setTimeout(() => {
      missed = true;
      resolve();
    }, OPENING);
    const source = new EventSource("/api/events");
    source.addEventListener("open", async () => {
      clearTimeout(late);
      emit("live", true);
      if (missed) {
        missed = false;
        await renew();
        emit("missed");
      }
      resolve();
    });
    source.addEventListener("error", () => {
      missed = true;
      emit("live", false);
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => listen(true), 1000);
      }
    });
    for (const type of EVENTS) {
      source.addEventListener(type, (event) => emit(type, JSON.parse(event.data)));
    }
  });
}

// A sandbox that was started again at this port has another token.
async function renew() {
  const page = await fetch("/").then((response) => response.text());
  token = /name="sandbox-token" content="([^"]+)"/.exec(page)?.[1] ?? token;
}
