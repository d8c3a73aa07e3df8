// The page: finds the view that the address asks for, and shows it, its waiting and its failure.

import { el, notice, state } from './dom.js';
import { startBell } from './bell.js';
import { startPreferences } from './preferences.js';
import { releaseView } from './release.js';
import { searchView } from './search.js';
import { followSignInLink, startSession } from './session.js';
import { topView } from './top.js';

const ROUTES = [
  [/^(?:#\/?)?$/, topView],
  [/^#\/top\/([^/]+)\/([^/]+)$/, topView],
  [/^#\/search\/(.+)$/, searchView],
  [/^#\/releases\/([^/]+)$/, releaseView],
];

const main = document.getElementById('main');
const searchText = document.getElementById('search-text');
let visit = new AbortController();
let visited = false;

/** A view is a function of (signal, ...parts of the address) with a skeleton; it answers {title, content}. */
async function show() {
  if (location.hash.startsWith('#sign-in=')) await followSignInLink();
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  const { view, given } = route(location.hash);
  if (view !== searchView) searchText.value = '';
  main.setAttribute('aria-busy', 'true');
  // Fast answers replace the old view directly; only slow ones are worth a skeleton.
  const waiting = setTimeout(() => main.replaceChildren(view.skeleton()), visited ? 150 : 0);
  try {
    const { title, content } = await view(signal, ...given);
    if (signal.aborted) return;
    document.title = title ? `${title} · Episodal` : 'Episodal';
    main.replaceChildren(content);
    arrive(view);
  } catch (problem) {
    if (!signal.aborted) main.replaceChildren(failure(problem));
  } finally {
    clearTimeout(waiting);
    if (!signal.aborted) main.removeAttribute('aria-busy');
  }
}

/** Takes reader and keyboard to the new content, but never away from typing. */
function arrive(view) {
  if (visited && view !== searchView) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  visited = true;
}

function route(hash) {
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(hash);
    if (found) return { view, given: found.slice(1).map(decoded) };
  }
  return { view: nowhere, given: [] };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function nowhere() {
  return { title: 'Not found', content: state('There is nothing here', 'The address leads to no page.', home()) };
}
nowhere.skeleton = () => el('div');

function failure(problem) {
  if (!(problem instanceof Error && 'status' in problem)) console.error(problem);
  if (problem.status === 404) return state('This title is not here', 'It may have been removed.', home());
  return state('That did not work', problem.message,
    el('button', { class: 'button', type: 'button', onclick: show }, 'Try again'));
}

const home = () => el('a', { class: 'button', href: '#/' }, 'To the top list');

function listenToSearch() {
  let pause;
  const go = () => {
    clearTimeout(pause);
    const text = searchText.value.trim();
    const hash = text ? `#/search/${encodeURIComponent(text)}` : '#/';
    if (hash === location.hash) return;
    // One entry in the history for a search, not one for each letter.
    if (location.hash.startsWith('#/search/') && text) {
      history.replaceState(null, '', hash);
      show();
    } else {
      location.hash = hash;
    }
  };
  searchText.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(go, 250);
  });
  document.getElementById('search').addEventListener('submit', (event) => {
    event.preventDefault();
    go();
  });
}

addEventListener('hashchange', show);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address names the view, so it cannot name a place in it
  main.focus();
});
addEventListener('unhandledrejection', (event) => {
  if (event.reason?.name === 'AbortError') event.preventDefault();
  else if (event.reason?.message) notice(event.reason.message);
});
listenToSearch();
startBell();
startPreferences();
await startSession();
show();
