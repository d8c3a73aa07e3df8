// What is new for who is signed in: told by the stream while there is one, else asked for.

import { call, pause } from './api.js';
import { events } from './events.js';

/** Between two questions while there is no stream, in milliseconds. */
const INTERVAL = 2000;
const LONGEST = 60_000;
/** What comes at once is told at once. */
const TOGETHER = 200;

/** Follows one user's notifications, from where it was when it is taken up again. */
export class News {
  #tell;
  #last = null;
  #unread = 0;
  #fresh = [];
  #missed = false;
  #settling;
  #comeBack = 3000;

  /**
   * @param tell is called with (how many are unread, the notifications that have come, whether
   *     others may have been missed)
   */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Follows until the signal; between streams and where there is none it asks for the count. */
  async follow(signal) {
    signal.addEventListener('abort', () => clearTimeout(this.#settling));
    let asking = null;
    let failures = 0;
    const listening = () => {
      asking?.abort();
      asking = null;
      failures = 0;
    };
    while (!signal.aborted) {
      const { heard, retryAfter } = await this.#listen(signal, listening);
      if (!heard) {
        failures += 1;
        asking ??= this.#ask(signal);
      }
      const wait = Math.max(retryAfter, Math.min(LONGEST, this.#comeBack * 2 ** Math.max(0, failures - 1)));
      // Those who lost the same server must not all come back in the same moment.
      await pause(wait * (1 + Math.random() / 2), signal).catch(() => {});
    }
  }

  async #listen(signal, listening) {
    let heard = false;
    try {
      for await (const event of events('/notifications/stream', this.#last, signal)) {
        if (signal.aborted) break;
        heard = true;
        listening();
        this.#hear(event);
      }
    } catch (problem) {
      return { heard, retryAfter: problem.retryAfter ?? 0 };
    }
    return { heard, retryAfter: 0 };
  }

  #hear({ id, type, data, retry }) {
    this.#last = id ?? this.#last;
    this.#comeBack = retry ?? this.#comeBack;
    if (type === 'unread_count') {
      this.#unread = data.unread_count;
    } else if (type === 'notification') {
      this.#unread += data.is_read ? 0 : 1;
      this.#fresh.push(data);
    } else if (type === 'resync') {
      this.#missed = true;
    }
    if (!type) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), TOGETHER);
  }

  #settle() {
    this.#tell(this.#unread, this.#fresh.splice(0), this.#missed);
    this.#missed = false;
  }

  /** Asks for the count until it is aborted. */
  #ask(signal) {
    const asking = new AbortController();
    this.#poll(AbortSignal.any([signal, asking.signal]));
    return asking;
  }

  async #poll(signal) {
    for (let failures = 0; !signal.aborted;) {
      try {
        const answer = await call('GET', '/notifications/unread/count', undefined, signal);
        failures = 0;
        if (!signal.aborted) this.#tell(answer.unread_count, [], false);
      } catch {
        failures += 1;
      }
      await pause(Math.min(LONGEST, INTERVAL * 2 ** failures), signal).catch(() => {});
    }
  }
}
