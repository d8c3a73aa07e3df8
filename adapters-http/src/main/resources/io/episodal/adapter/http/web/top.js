// The top list: what is watched most, with its numbers, and the genres beside it.

import { read } from './api.js';
import { counted, el, full, icon, languageOf, one, short, state, unseen } from './dom.js';
import { poster } from './poster.js';

const SORTS = [
  ['popularity', 'Popular', 'By popularity: how many watch, how much, to what end, and how they rate it.'],
  ['trending', 'Trending', 'By what is watched and followed now: each view counts half as much after a week.'],
  ['views', 'Most viewed', 'By the number of views.'],
];
const WINDOWS = [['24h', '24 hours'], ['7d', '7 days'], ['30d', '30 days'], ['91d', '91 days'], ['all', 'All time']];

/** The address names the order and the window, such as #/top/views/7d. */
export async function topView(signal, wantedSort, wantedWindow) {
  const [sort, , about] = SORTS.find(([code]) => code === wantedSort) ?? SORTS[0];
  const [span] = WINDOWS.find(([code]) => code === wantedWindow) ?? WINDOWS.at(-1);
  const { top_releases: releases, top_genres: genres } =
    await read(`/analytics/top?limit=20&sort=${sort}&window=${span}`, signal);
  return {
    title: 'Top titles',
    content: el('div', { class: 'top' },
      el('section', { 'aria-labelledby': 'top-title' }, heading(about), choices(sort, span),
        releases.length
          ? el('ol', { class: 'cards', 'data-testid': 'top-list' }, releases.map(ranked))
          : state('Nothing has been watched yet', 'The list fills as soon as the first views come in.')),
      genres.length > 0 && genreList(genres)),
  };
}

topView.skeleton = () => el('div', { class: 'top' },
  el('section', {}, heading(SORTS[0][2]), skeletonCards()));

/** A card that leads to a release, with what stands below its title. */
export function card(id, title, url, ...below) {
  return el('a', { class: 'card', href: `#/releases/${encodeURIComponent(id)}` },
    el('span', { class: 'frame' }, poster(title, url)),
    el('span', { class: 'text' },
      el('strong', { class: 'title', lang: languageOf(title), title }, title), ...below));
}

export function skeletonCards() {
  return el('div', { class: 'cards', role: 'status' }, unseen('Loading'),
    Array.from({ length: 10 }, () => el('div', { class: 'card waiting', 'aria-hidden': 'true' },
      el('span', { class: 'frame' }), el('span', { class: 'text' }, el('i'), el('i')))));
}

function heading(about) {
  return el('header', { class: 'heading' },
    el('h1', { id: 'top-title' }, 'Top titles'), el('p', { class: 'quiet' }, about));
}

function choices(sort, span) {
  return el('nav', { class: 'choosing', 'aria-label': 'Which titles' },
    el('div', { class: 'choices', role: 'group', 'aria-label': 'Order' },
      SORTS.map(([code, name]) => choice(name, `#/top/${code}/${span}`, code === sort))),
    el('div', { class: 'choices', role: 'group', 'aria-label': 'Numbers of the last' },
      WINDOWS.map(([code, name]) => choice(name, `#/top/${sort}/${code}`, code === span))));
}

function choice(name, href, chosen) {
  return el('a', { class: 'choice', href, 'aria-current': chosen ? 'true' : null }, name);
}

function ranked(release, place) {
  const { release_id: id, release_title: title, popularity_score: score } = release;
  return el('li', { class: place < 3 ? 'ranked first' : 'ranked' },
    el('span', { class: 'rank', 'aria-hidden': 'true' }, place + 1),
    card(id, title, null,
      el('span', { class: 'score' },
        el('b', {}, unseen('Popularity '), one(score)),
        el('progress', { max: 100, value: score, 'aria-hidden': 'true' })),
      el('span', { class: 'numbers' },
        number('views', 'views', release.total_views),
        number('viewers', 'viewers', release.unique_viewers),
        release.average_rating !== null && release.average_rating !== undefined
          && number('star', 'out of ten', release.average_rating, one))));
}

function number(name, unit, value, format = short) {
  return el('span', { title: `${format === short ? full(value) : format(value)} ${unit}` },
    icon(name), format(value), unseen(` ${unit}`));
}

function genreList(genres) {
  const most = Math.max(...genres.map((genre) => genre.total_views), 1);
  return el('aside', { class: 'genres', 'aria-labelledby': 'genres-title' },
    el('h2', { id: 'genres-title' }, 'Top genres'),
    el('ol', {}, genres.map((genre) => el('li', {},
      el('span', { class: 'line' }, el('strong', {}, genre.genre_name),
        el('span', { title: `${full(genre.total_views)} views` }, short(genre.total_views), unseen(' views'))),
      el('progress', { max: most, value: genre.total_views, 'aria-hidden': 'true' }),
      el('small', { class: 'quiet' }, counted(genre.release_count, 'title'))))));
}
