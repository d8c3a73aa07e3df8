// Calls of the HTTP API, and the tokens they carry. Tokens live as long as the browser tab.

const ROOT = '/api/v1';
const TOKENS = 'episodal.tokens';
const PATIENCE = 15_000;

/** Emits "expired" when the server no longer takes the tokens. */
export const api = new EventTarget();

let tokens = JSON.parse(sessionStorage.getItem(TOKENS) ?? 'null');
let refreshing = null;

/**
 * What went wrong with a call, in words for people; status 0 if there was no answer, and how many
 * milliseconds to wait before the next attempt, if the server said.
 */
export class Problem extends Error {
  constructor(status, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export const hasTokens = () => tokens !== null;

export function keepTokens(pair) {
  tokens = pair && { access: pair.access_token, refresh: pair.refresh_token };
  if (tokens) sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
  else sessionStorage.removeItem(TOKENS);
}

/** A public read; it carries no token, so shared caches may answer it. */
export const read = (path, signal) => send('GET', path, { signal });

/** A call in the name of who is signed in, or of nobody. */
export function call(method, path, body, signal) {
  return authorised((token) => send(method, path, { body, signal, token }));
}

/** Opens a stream of events, behind the one with the last id if there is any; answers its bytes. */
export function open(path, last, signal) {
  return authorised((token) => reaching(signal, async () => {
    const headers = { Accept: 'text/event-stream', ...credentials(token) };
    if (last) headers['Last-Event-ID'] = last;
    const answer = await fetch(ROOT + path, { headers, cache: 'no-store', signal });
    return answer.ok ? answer.body : contentOf(answer);
  }));
}

/** Exchanges an address and a password for tokens. */
export async function login(email, password) {
  keepTokens(await send('POST', '/auth/login', { body: { email, password } }));
}

/** Forgets the tokens at once and has the server revoke them if it can be reached. */
export function logout() {
  const refresh_token = tokens?.refresh;
  keepTokens(null);
  if (refresh_token) send('POST', '/auth/logout', { body: { refresh_token } }).catch(() => {});
}

/** Waits some milliseconds, or until the signal says that nobody waits any more. */
export async function pause(milliseconds, signal) {
  signal.throwIfAborted();
  await new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
  signal.throwIfAborted();
}

/** Tries with the token that is there, and once more with a new one if it is no longer taken. */
async function authorised(attempt) {
  const mine = tokens;
  try {
    return await attempt(mine?.access);
  } catch (problem) {
    if (problem.status !== 401 || !mine) throw problem;
    if (tokens === mine && !(await refreshed())) {
      if (tokens === mine) {
        keepTokens(null);
        api.dispatchEvent(new Event('expired'));
      }
      throw problem;
    }
    return attempt(tokens?.access);
  }
}

/** A refresh token works once, so calls that fail together share one refresh. */
function refreshed() {
  refreshing ??= send('POST', '/auth/refresh', { body: { refresh_token: tokens.refresh } })
    .then((pair) => (keepTokens(pair), true), () => false)
    .finally(() => (refreshing = null));
  return refreshing;
}

function send(method, path, { body, signal, token }) {
  const headers = { Accept: 'application/json', ...credentials(token) };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const patience = AbortSignal.timeout(PATIENCE);
  // no-cache: a kept answer is shown only after the server has confirmed it.
  return reaching(signal, async () => contentOf(await fetch(ROOT + path, {
    method, headers, cache: 'no-cache',
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  })));
}

const credentials = (token) => (token ? { Authorization: `Bearer ${token}` } : {});

/** What is no problem that the server told means that there was no answer. */
async function reaching(signal, attempt) {
  try {
    return await attempt();
  } catch (error) {
    if (signal?.aborted || error instanceof Problem) throw error;
    throw new Problem(0, 'The server cannot be reached at the moment.');
  }
}

/** The content of an answer, or null; if it is a refusal, its problem. */
async function contentOf(answer) {
  const text = await answer.text();
  const content = /json/.test(answer.headers.get('Content-Type') ?? '') && text ? JSON.parse(text) : null;
  if (answer.ok) return content;
  throw new Problem(answer.status, content?.detail ?? `The server answered ${answer.status}.`,
    1000 * (Number(answer.headers.get('Retry-After')) || 0));
}
