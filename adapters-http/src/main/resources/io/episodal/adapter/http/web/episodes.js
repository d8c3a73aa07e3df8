// The episodes of one title, newest first.

import { read } from './api.js';
import { date, el, full, icon, notice, state, unseen } from './dom.js';

const PAGE = 100;

/** The last episodes: {key, total, before: how many come before them, items: by number}. */
export async function latestEpisodes(key, signal) {
  const first = await page(key, 0, signal);
  const before = Math.max(0, first.total - PAGE);
  const items = before === 0 ? first.episodes : (await page(key, before, signal)).episodes;
  return { key, total: first.total, before, items };
}

/** Puts up to a page of earlier episodes in front. */
export async function loadEarlier(episodes, signal) {
  const from = Math.max(0, episodes.before - PAGE);
  const { episodes: earlier } = await page(episodes.key, from, signal);
  episodes.items = [...earlier.slice(0, episodes.before - from), ...episodes.items];
  episodes.before = from;
}

/** The heading and the list; watch is called with (episode, button). */
export function episodeList(episodes, watch) {
  const { items, total } = episodes;
  const list = el('ol', { class: 'rows', 'data-testid': 'episode-list' });
  const show = () => list.replaceChildren(...[...episodes.items].reverse().map((episode) => row(episode, watch)));
  show();
  return [
    el('h2', { id: 'episodes-title' }, 'Episodes ', el('span', { class: 'quiet' }, full(total))),
    items.length ? list : state('No episodes yet', 'Follow the title, and the bell will tell of the first.'),
    ...(episodes.before > 0 ? [earlierButton(episodes, show)] : []),
  ];
}

function earlierButton(episodes, show) {
  const button = el('button', { class: 'button', type: 'button', onclick: load }, 'Earlier episodes');
  async function load() {
    button.disabled = true;
    try {
      await loadEarlier(episodes);
      show();
      if (episodes.before === 0) button.remove();
    } catch (problem) {
      notice(problem.message);
    }
    button.disabled = false;
  }
  return button;
}

function row(episode, watch) {
  const released = episode.status === 'released';
  const minutes = episode.duration > 0 && `${Math.max(1, Math.round(episode.duration / 60))} min`;
  const facts = [episode.release_date && date(episode.release_date), minutes].filter(Boolean).join(' · ');
  return el('li', { class: released ? null : 'upcoming', 'data-number': episode.number, 'data-status': episode.status },
    el('span', { class: 'place', 'aria-hidden': 'true' }, episode.number),
    el('span', { class: 'text' },
      el('strong', {}, unseen(`Episode ${episode.number}: `), episode.title), el('small', { class: 'quiet' }, facts)),
    released ? watchButton(episode, watch) : el('span', { class: 'status upcoming' }, 'Upcoming'));
}

function watchButton(episode, watch) {
  return el('button', {
    class: 'button plain', type: 'button', 'data-testid': 'watch',
    onclick: (event) => watch(episode, event.currentTarget),
  }, icon('play'), 'Watch', unseen(` episode ${episode.number}`));
}

function page(key, skip, signal) {
  return read(`/releases/${key}/episodes?limit=${PAGE}${skip ? `&skip=${skip}` : ''}`, signal);
}
