// Loads from the API while events come: an answer may be of before an event that was faster.

import { get } from "./api.js";

/** Loads one thing at a time: a new load replaces the one that is under way. */
export class Loader {
  #abort = new AbortController();
  // The events since the load began; null while none is under way.
  #meanwhile = null;

  get busy() {
    return this.#meanwhile !== null;
  }

  /** Calls `use(answer)` unless another load has replaced this one, and then repeats the events of meanwhile. */
  async load(path, parameters, use) {
    this.stop();
    const { signal } = this.#abort;
    const meanwhile = [];
    this.#meanwhile = meanwhile;
    try {
      const answer = await get(path, parameters, signal);
      if (!signal.aborted) {
        this.#meanwhile = null;
        use(answer);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      if (!signal.aborted) {
        this.#meanwhile = null;
        meanwhile.forEach((event) => event());
      }
    }
  }

  /** The event is repeated after the answer that is under way; twice, it must do the same as once. */
  again(event) {
    this.#meanwhile?.push(event);
  }

  /** Drops what is under way. */
  stop() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#meanwhile = null;
  }
}
