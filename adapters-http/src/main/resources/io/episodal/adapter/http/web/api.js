// Calls of the HTTP API, and the tokens they carry. Tokens live as long as the browser tab.

const ROOT = '/api/v1';
const TOKENS = 'episodal.tokens';
const PATIENCE = 15_000;

/** Emits "expired" when the server no longer takes the tokens. */
export const api = new EventTarget();

let tokens = JSON.parse(sessionStorage.getItem(TOKENS) ?? 'null');
let refreshing = null;

/** What went wrong with a call, in words for people; status 0 if there was no answer. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
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
export async function call(method, path, body, signal) {
  const mine = tokens;
  try {
    return await send(method, path, { body, signal, token: mine?.access });
  } catch (problem) {
    if (problem.status !== 401 || !mine) throw problem;
    if (tokens === mine && !(await refreshed())) {
      if (tokens === mine) {
        keepTokens(null);
        api.dispatchEvent(new Event('expired'));
      }
      throw problem;
    }
    return send(method, path, { body, signal, token: tokens?.access });
  }
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
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
  signal.throwIfAborted();
}

/** A refresh token works once, so calls that fail together share one refresh. */
function refreshed() {
  refreshing ??= send('POST', '/auth/refresh', { body: { refresh_token: tokens.refresh } })
    .then((pair) => (keepTokens(pair), true), () => false)
    .finally(() => (refreshing = null));
  return refreshing;
}

async function send(method, path, { body, signal, token }) {
  const headers = { Accept: 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const patience = AbortSignal.timeout(PATIENCE);
  let answer;
  let content = null;
  try {
    // no-cache: a kept answer is shown only after the server has confirmed it.
    answer = await fetch(ROOT + path, {
      method, headers, cache: 'no-cache',
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    const text = await answer.text();
    if (/json/.test(answer.headers.get('Content-Type') ?? '') && text) content = JSON.parse(text);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, 'The server cannot be reached at the moment.');
  }
  if (!answer.ok) throw new Problem(answer.status, content?.detail ?? `The server answered ${answer.status}.`);
  return content;
}
