// Server-sent events, read by fetch: the browser's own reader cannot send the token.

import { open } from './api.js';

/** How long until the first byte; who sits behind a proxy that holds back streams should know soon. */
const FIRST = 15_000;
/** How long without one later. Servers send a heartbeat within half a minute unless told otherwise. */
const SILENCE = 90_000;

/**
 * The events of a stream, {id, type, data, retry}, until it ends; id and retry are null where they
 * are not given.
 *
 * @param last the id of the event behind which to go on, or null
 */
export async function* events(path, last, signal) {
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(), FIRST);
  const heard = () => {
    clearTimeout(alarm);
    alarm = setTimeout(() => silence.abort(), SILENCE);
  };
  try {
    const body = await open(path, last, AbortSignal.any([signal, silence.signal]));
    let event = nothing();
    for await (const line of lines(body, heard)) {
      if (line) {
        take(line, event);
      } else {
        if (event.type || event.retry) yield event;
        event = nothing();
      }
    }
  } finally {
    clearTimeout(alarm);
  }
}

async function* lines(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      const parts = (rest + value).split(/\r?\n/);
      rest = parts.pop();
      yield* parts;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

const nothing = () => ({ id: null, type: null, data: null, retry: null });

function take(line, event) {
  const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
  if (field === 'id') event.id = value;
  else if (field === 'event') event.type = value;
  else if (field === 'data') event.data = JSON.parse(value);
  else if (field === 'retry') event.retry = Number(value);
}
