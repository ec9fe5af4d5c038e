// Messages that fit a filter, newest first: loaded in pages, kept up to date by events.

import { on } from "./api.js";
import { Loader } from "./loader.js";
import { fits } from "./place.js";

const PAGE = 200;
const live = new Set();

/** A list of messages. `changed(what)` is called after each change, at most once a frame. */
export class Feed {
  #changed;
  #frame = 0;
  #before = null;
  #loader = new Loader();
  #added = [];
  #counting = 0;
  #counter = new Loader();

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
  load() {
    this.#counter.stop();
    this.#page(null);
  }

  /** Loads the next older page, if there is one. */
  older() {
    if (this.#before !== null && !this.#loader.busy) {
      this.#page(this.#before);
    }
  }

  get hasOlder() {
    return this.#before !== null;
  }

  #page(before) {
    this.#loader
      .load("messages", { ...this.filter, before, limit: PAGE }, (page) => {
        if (before === null) {
          this.items = [];
          this.ids.clear();
          this.total = page.total;
        }
        // An event may have been faster than the page.
        const older = page.messages.filter((message) => !this.ids.has(message.id));
        older.forEach((message) => this.ids.set(message.id, message));
        this.items.push(...older);
        this.#before = page.before ?? null;
        this.loaded = true;
        this.#end(null);
      })
      .catch((error) => this.#end(error));
  }

  #end(error) {
    this.error = error;
    this.#later();
  }

  /** A new or changed message. */
  put(message) {
    this.#loader.again(() => this.put(message));
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
      this.#counter.again(() => this.#recount());
      this.#added.push(message);
      this.#later();
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
    this.#loader.again(() => this.removeAll(ids));
    this.#counter.again(() => this.#recount());
    const gone = new Set(ids.filter((id) => this.ids.has(id)));
    if (gone.size > 0) {
      this.items = this.items.filter((message) => !gone.has(message.id));
      gone.forEach((id) => this.ids.delete(id));
      this.total = Math.max(this.items.length, this.total - gone.size);
      this.#later();
    }
    if (this.items.length === 0 && this.#before !== null) {
      this.load();
    } else if (this.#before !== null) {
      this.#recount();
    }
  }

  // Whether older ones that aren't loaded fitted is known to the sandbox only.
  #recount() {
    if (this.#counting === 0) {
      this.#counting = setTimeout(() => {
        this.#counting = 0;
        this.#counter
          .load("messages", { ...this.filter, limit: 1 }, ({ total }) => {
            this.total = total;
            this.#later();
          })
          .catch(() => {});
      }, 300);
    }
  }

  /** No more events. */
  close() {
    live.delete(this);
    this.#loader.stop();
    this.#counter.stop();
    clearTimeout(this.#counting);
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
