// A list of any length of which only the rows in sight are in the document.

import { h } from "./dom.js";

const SPARE = 8;

/**
 * Rows of one height in a scrolling element, which has the focus while aria-activedescendant names the active row.
 * `draw(item, index)` makes a row, `key(item)` is its identity, `open(item)` is called by Enter and by a click.
 */
export class Rows {
  #options;
  #items = [];
  #drawn = new Map();
  #active = null;
  #height = 0;

  constructor(scroller, options) {
    this.scroller = scroller;
    this.#options = options;
    this.canvas = h("div.canvas", { role: "presentation" });
    scroller.append(this.canvas);
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(scroller);
  }

  /** The items from now on; what is in sight stays where it is, also when newer ones came above it. */
  set(items, again = false) {
    const height = this.#measure();
    const first = Math.floor(this.scroller.scrollTop / height);
    const anchor = first > 0 ? this.#items[first] : undefined;
    this.#items = items;
    this.draw(again);
    if (anchor !== undefined) {
      const key = this.#options.key(anchor);
      const now = items.findIndex((item) => this.#options.key(item) === key);
      if (now >= 0 && now !== first) {
        this.scroller.scrollTop += (now - first) * height;
        this.draw();
      }
    }
  }

  get atTop() {
    return this.scroller.scrollTop < this.#measure();
  }

  get active() {
    return this.#items.find((item) => this.#options.key(item) === this.#active);
  }

  /** Makes a row active, by its key. */
  activate(key, { reveal = true } = {}) {
    this.#active = key;
    const index = this.#items.findIndex((item) => this.#options.key(item) === key);
    if (reveal && index >= 0) {
      this.#reveal(index);
    }
    this.draw(true);
  }

  /** Moves the active row by so many, and returns it. */
  move(by) {
    const at = this.#items.findIndex((item) => this.#options.key(item) === this.#active);
    const index = at < 0 ? Math.floor(this.scroller.scrollTop / this.#measure()) : at + by;
    const item = this.#items[Math.min(Math.max(index, 0), this.#items.length - 1)];
    if (item !== undefined) {
      this.activate(this.#options.key(item));
    }
    return item;
  }

  #reveal(index) {
    const height = this.#measure();
    const top = index * height;
    const head = this.#options.head?.() ?? 0;
    const view = this.scroller.clientHeight - head;
    if (top < this.scroller.scrollTop) {
      this.scroller.scrollTop = top;
    } else if (top + height > this.scroller.scrollTop + view) {
      this.scroller.scrollTop = top + height - view;
    }
  }

  // From the style sheet, in pixels; a phone has higher rows.
  #measure() {
    return this.#height || (this.#height = parseFloat(getComputedStyle(this.scroller).getPropertyValue("--row")) || 44);
  }

  /** Draws what is in sight; all of it again when asked to. */
  draw(again = false) {
    this.#height = 0;
    const height = this.#measure();
    const { key, draw, end } = this.#options;
    const from = Math.max(0, Math.floor(this.scroller.scrollTop / height) - SPARE);
    const to = Math.min(this.#items.length, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + SPARE);
    this.canvas.style.height = `${this.#items.length * height}px`;
    const kept = new Map();
    for (let index = from; index < to; index++) {
      const item = this.#items[index];
      const id = key(item);
      const before = this.#drawn.get(id);
      const row = before && before.item === item && before.index === index && !again ? before.row : this.#row(item, index, draw);
      if (before && before.row !== row) {
        before.row.remove();
      }
      row.style.transform = `translateY(${index * height}px)`;
      kept.set(id, { item, index, row });
    }
    for (const [id, { row }] of this.#drawn) {
      if (!kept.has(id)) {
        row.remove();
      }
    }
    this.#place([...kept.values()]);
    if (kept.size > 0 && this.#drawn.size === 0) {
      performance.mark("rows");
    }
    this.#drawn = kept;
    const active = this.#active !== null && kept.get(this.#active);
    this.scroller.setAttribute("aria-activedescendant", active ? active.row.id : "");
    if (to >= this.#items.length - 3 * SPARE) {
      end?.();
    }
  }

  // Screen readers follow the order in the document.
  #place(rows) {
    let next = this.canvas.firstChild;
    for (const { row } of rows) {
      if (row === next) {
        next = next.nextSibling;
      } else {
        this.canvas.insertBefore(row, next);
      }
    }
  }

  #row(item, index, draw) {
    const row = draw(item, index);
    const id = this.#options.key(item);
    row.classList.add("row");
    row.classList.toggle("active", id === this.#active);
    row.id = `${this.#options.name}-${index}-${String(id).replace(/[^\w]/g, "_")}`;
    row.addEventListener("click", (event) => {
      if (!event.target.closest("button, a, input, label")) {
        this.activate(id, { reveal: false });
        this.#options.open(item);
      }
    });
    return row;
  }
}
