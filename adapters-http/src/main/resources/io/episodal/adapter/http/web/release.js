// One title: what it is, its numbers, its episodes, and what the visitor may do with it.

import { call, pause, read } from './api.js';
import { capitalised, counted, date, el, full, icon, languageOf, notice, one, unseen } from './dom.js';
import { episodeList, latestEpisodes } from './episodes.js';
import { followButton } from './follow.js';
import { poster } from './poster.js';
import { muteButton } from './preferences.js';
import { publishPanel } from './publish.js';
import { account, session } from './session.js';
import { viewing } from './viewing.js';

const TITLES_SHOWN = 3;
/** When to look whether a view has been counted, in milliseconds after each other. */
const COUNTED = [700, 1000, 1500, 2000, 3000];

export async function releaseView(signal, id) {
  const key = encodeURIComponent(id);
  const [release, episodes, first] = await Promise.all([
    read(`/releases/${key}`, signal), latestEpisodes(key, signal), figuresOf(key, signal),
  ]);
  const figures = el('dl', { class: 'figures', 'data-testid': 'figures' });
  const desk = el('div', { class: 'desk' });
  const list = el('section', { class: 'episodes', 'aria-labelledby': 'episodes-title' });

  const showFigures = (numbers, fresh) => figures.replaceChildren(...figureItems(numbers, release, fresh));
  const showEpisodes = () => list.replaceChildren(...episodeList(episodes, watch));
  const reload = async () => {
    Object.assign(episodes, await latestEpisodes(key, signal));
    showEpisodes();
  };
  const showDesk = () => desk.replaceChildren(...(account?.role === 'admin'
    ? [publishPanel(release, episodes, reload, signal)] : []));

  async function watch(episode, button) {
    button.disabled = true;
    try {
      await call('POST', '/views', {
        release_id: release.id, episode_id: episode.id, session_id: visitor(),
        duration_seconds: episode.duration ?? 1440, completion_percentage: 100,
      });
      button.replaceChildren(icon('check'), 'Watched');
      await untilCounted();
    } catch (problem) {
      if (signal.aborted) return;
      notice(problem.message);
      button.disabled = false;
    }
  }

  let shown = first;
  async function untilCounted() {
    for (const wait of COUNTED) {
      await pause(wait, signal);
      const numbers = await figuresOf(key, signal);
      if (numbers && numbers.total_views !== shown?.total_views) {
        shown = numbers;
        return showFigures(numbers, true);
      }
    }
  }

  session.addEventListener('change', showDesk, { signal });
  session.addEventListener('news', () => reload().catch(() => {}), { signal });
  const upcoming = new Set(episodes.items.filter((one) => one.status === 'upcoming').map((one) => one.id));
  showFigures(first);
  showEpisodes();
  showDesk();
  return {
    title: release.title,
    content: el('article', { class: 'release' },
      el('a', { class: 'back', href: '#/' }, icon('back'), 'Top titles'),
      el('div', { class: 'frame' }, poster(release.title, release.poster_url)),
      el('header', {}, ...head(release), el('div', { class: 'deeds' }, followButton(release, signal), muteButton(release, signal))),
      el('div', { class: 'body' },
        release.description && el('p', { class: 'description' }, release.description), figures, desk,
        viewing(key, upcoming, signal), list)),
  };
}

releaseView.skeleton = () => el('div', { class: 'release waiting', role: 'status' }, unseen('Loading'),
  el('div', { class: 'frame' }), el('header', {}, el('i'), el('i'), el('i')));

function head(release) {
  const facts = [
    release.release_date && date(release.release_date),
    release.franchise && `Part of ${release.franchise.name}`,
  ];
  return [
    el('p', { class: 'facts' },
      el('span', { class: `status ${release.status}` }, capitalised(release.status)),
      el('span', {}, facts.filter(Boolean).join(' · '))),
    el('h1', { lang: languageOf(release.title), 'data-testid': 'release-title' }, release.title),
    ...alternativeTitles(release.alternative_titles ?? []),
    el('ul', { class: 'tags', 'aria-label': 'Genres' }, release.genres.map((genre) => el('li', {}, genre.name))),
  ];
}

function alternativeTitles(titles) {
  const line = (some) => el('ul', { class: 'titles' },
    some.map(({ language, title }) => el('li', { lang: language }, title)));
  const rest = titles.slice(TITLES_SHOWN);
  return [
    titles.length > 0 && line(titles.slice(0, TITLES_SHOWN)),
    rest.length > 0 && el('details', {}, el('summary', {}, counted(rest.length, 'more title')), line(rest)),
  ].filter(Boolean);
}

/** The numbers of one release, or null if they cannot be had; the page is of use without them. */
async function figuresOf(key, signal) {
  try {
    return (await read(`/analytics/views?release_ids=${key}`, signal)).releases[0] ?? null;
  } catch (problem) {
    if (signal.aborted) throw problem;
    return null;
  }
}

function figureItems(numbers, release, fresh) {
  const rating = release.average_rating;
  return [
    ['Views', numbers && full(numbers.total_views)],
    ['Viewers', numbers && full(numbers.unique_viewers)],
    ['Completion', numbers && `${Math.round(numbers.average_completion)} %`],
    ['Rating', typeof rating === 'number' && [one(rating), el('small', {}, ' / 10')]],
  ].map(([name, value]) => el('div', { class: fresh && name === 'Views' ? 'fresh' : null },
    el('dt', {}, name), el('dd', {}, value || '–')));
}

/** An id for this tab, so that somebody who is not signed in is one viewer and not many. */
function visitor() {
  const known = sessionStorage.getItem('episodal.visitor');
  if (known) return known;
  const made = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
  sessionStorage.setItem('episodal.visitor', made);
  return made;
}
