// Messages that fit a filter, newest first: loaded in pages, kept up to date by events.

import { get, on } from "./api.js";
import { fits } from "./place.js";

const PAGE = 200;
const live = new Set();

/** A list of messages. `changed(what)` is called after each change, at most once a frame. */
export class Feed {
  #changed;
  #frame = 0;
  #before = null;
  #loading = null;
  #abort = new AbortController();
  #added = [];
  // The events while a page is under way, which may be of before them.
  #meanwhile = [];
  #counting = 0;

  constructor(filter, changed) {
    this.filter = filter;
    this.#changed = changed;
    this.items = [];
    this.ids = new Map();
    this.total = 0;
    this.loaded = false;
    this.error = null;
    live.add(this);
  }

  /** Loads the newest page; what was loaded before is dropped. */
  async load() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#loading = null;
    await this.#page(null);
  }

  /** Loads the next older page, if there is one. */
  async older() {
    if (this.#before !== null && this.#loading === null) {
      await this.#page(this.#before);
    }
  }

  get hasOlder() {
    return this.#before !== null;
  }

  async #page(before) {
    const { signal } = this.#abort;
    this.#meanwhile = [];
    this.#loading = get("messages", { ...this.filter, before, limit: PAGE }, signal);
    try {
      const page = await this.#loading;
      if (before === null) {
        this.items = [];
        this.ids.clear();
      }
      // An event may have been faster than the page.
      const older = page.messages.filter((message) => !this.ids.has(message.id));
      older.forEach((message) => this.ids.set(message.id, message));
      this.items.push(...older);
      this.total = page.total;
      this.#before = page.before ?? null;
      this.loaded = true;
      this.error = null;
    } catch (error) {
      if (error.name === "AbortError") {
        return;
      }
      this.error = error;
    }
    this.#loading = null;
    this.#meanwhile.splice(0).forEach((event) => event());
    this.#later();
  }

  /** A new or changed message. */
  put(message) {
    this.#again(() => this.put(message));
    const known = this.ids.get(message.id);
    const wanted = fits(message, this.filter);
    if (known && !wanted) {
      this.removeAll([message.id]);
    } else if (known) {
      this.items[this.#index(message.id)] = message;
      this.ids.set(message.id, message);
      this.#later();
    } else if (wanted && this.loaded && !this.#isOlder(message)) {
      this.items.splice(this.#index(message.id), 0, message);
      this.ids.set(message.id, message);
      this.total++;
      this.#added.push(message);
      this.#later();
    }
  }

  #again(event) {
    if (this.#loading !== null) {
      this.#meanwhile.push(event);
    }
  }

  // A change of a message that hasn't been loaded yet isn't a new message.
  #isOlder(message) {
    return this.#before !== null && Number(message.id) < Number(this.items.at(-1)?.id ?? 0);
  }

  // Ids count up, and the list is sorted by them.
  #index(id) {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.items[middle].id) > Number(id)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  removeAll(ids) {
    this.#again(() => this.removeAll(ids));
    const gone = new Set(ids.filter((id) => this.ids.has(id)));
    if (gone.size > 0) {
      this.items = this.items.filter((message) => !gone.has(message.id));
      gone.forEach((id) => this.ids.delete(id));
      this.total = Math.max(this.items.length, this.total - gone.size);
      this.#later();
    }
    if (this.items.length === 0 && this.#before !== null) {
      this.load();
    } else if (gone.size < ids.length && this.#before !== null) {
      this.#recount();
    }
  }

  // Whether older ones that aren't loaded fitted is known to the sandbox only.
  #recount() {
    if (this.#counting === 0) {
      this.#counting = setTimeout(async () => {
        this.#counting = 0;
        const page = await get("messages", { ...this.filter, limit: 1 }, this.#abort.signal).catch(() => null);
        if (page) {
          this.total = page.total;
          this.#later();
        }
      }, 300);
    }
  }

  clear() {
    this.items = [];
    this.ids.clear();
    this.total = 0;
    this.#before = null;
    this.#later();
  }

  /** No more events. */
  close() {
    live.delete(this);
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
  }

  // A hidden page gets no frames: then it is drawn when it is seen again.
  #later() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        const added = this.#added;
        this.#added = [];
        this.#changed(added);
      });
    }
  }
}

on("message", (message) => live.forEach((feed) => feed.put(message)));
on("removed", ({ ids }) => live.forEach((feed) => feed.removeAll(ids)));
on("reset", () => live.forEach((feed) => feed.load()));
on("missed", () => live.forEach((feed) => feed.load()));
