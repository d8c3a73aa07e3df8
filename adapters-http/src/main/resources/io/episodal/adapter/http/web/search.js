// What a search finds, over titles in all languages.

import { read } from './api.js';
import { capitalised, counted, el, state } from './dom.js';
import { card, skeletonCards } from './top.js';

export async function searchView(signal, text) {
  const input = document.getElementById('search-text');
  if (document.activeElement !== input) input.value = text;
  const { releases, total } = await read(`/releases?q=${encodeURIComponent(text)}&limit=20`, signal);
  const count = total > releases.length
    ? `The best ${releases.length} of ${counted(total, 'title')}`
    : counted(total, 'title');
  return {
    title: `Search: ${text}`,
    content: el('section', { 'aria-labelledby': 'search-title' },
      el('header', { class: 'heading' },
        el('h1', { id: 'search-title' }, `Results for “${text}”`),
        el('p', { class: 'quiet', role: 'status' }, count)),
      releases.length
        ? el('ul', { class: 'cards', 'data-testid': 'search-list' }, releases.map(found))
        : state('No title matches', 'Try fewer letters, or the title in another language.')),
  };
}

searchView.skeleton = () => el('section', {}, skeletonCards());

function found(release) {
  const facts = [
    release.release_date?.slice(0, 4),
    release.genres.map((genre) => genre.name).join(', '),
    capitalised(release.status),
  ];
  return el('li', {}, card(release.id, release.title, release.poster_url,
    el('span', { class: 'quiet' }, facts.filter(Boolean).join(' · '))));
}
