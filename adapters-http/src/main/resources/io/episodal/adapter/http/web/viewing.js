// How a title is watched: its views over time, and how far its viewers come along.

import { read } from './api.js';
import { counted, date, el, full, hour, notice, percent, state, unseen } from './dom.js';
import { barChart } from './chart.js';

const SPANS = [
  { name: '30 days', interval: 'day', words: 'the last 30 days', label: date },
  { name: '48 hours', interval: 'hour', words: 'the last 48 hours', label: hour },
];
const ROWS = 12;

/**
 * Both sections of a title; they fill as their answers come, and say so if there are none.
 *
 * @param upcoming ids of the episodes that nobody can have watched yet
 */
export function viewing(key, upcoming, signal) {
  return [viewsOverTime(key, signal), funnel(key, upcoming, signal)];
}

function viewsOverTime(key, signal) {
  const place = el('div', { class: 'chart-place', 'data-testid': 'views-chart' });
  const choices = SPANS.map((span) => el('button', {
    class: 'choice', type: 'button', 'aria-pressed': 'false', onclick: () => show(span),
  }, span.name));
  let wanted;

  async function show(span) {
    wanted = span;
    choices.forEach((choice, index) => choice.setAttribute('aria-pressed', SPANS[index] === span));
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await read(`/analytics/releases/${key}/timeseries?interval=${span.interval}`, signal);
      if (wanted === span) place.replaceChildren(...chartOf(answer.buckets, span));
    } catch (problem) {
      if (!signal.aborted && wanted === span) place.replaceChildren(failed(problem, () => show(span)));
    } finally {
      if (wanted === span) place.removeAttribute('aria-busy');
    }
  }

  show(SPANS[0]);
  return el('section', { class: 'viewing', 'aria-labelledby': 'views-title' },
    el('header', { class: 'line' }, el('h2', { id: 'views-title' }, 'Views over time'),
      el('div', { class: 'choices', role: 'group', 'aria-label': 'Span' }, choices)),
    place);
}

function chartOf(buckets, span) {
  const views = buckets.reduce((sum, bucket) => sum + bucket.total_views, 0);
  const episodes = buckets.flatMap((bucket) => bucket.episodes);
  if (views === 0 && episodes.length === 0) {
    return [state('No views yet', `Nobody has watched this title in ${span.words}.`)];
  }
  return [
    barChart({
      name: `Views by ${span.interval}`,
      summary: `${counted(views, 'view')} in ${span.words}`,
      bars: buckets.map((bucket) => ({
        label: span.label(bucket.from),
        value: bucket.total_views,
        text: `${counted(bucket.total_views, 'view')}${out(bucket.episodes)}`,
        marked: bucket.episodes.length > 0,
      })),
      legend: episodes.length > 0 && 'Marked: an episode came out',
    }),
    el('details', {}, el('summary', {}, 'As a table'), table(
      ['From', 'Views', 'Engaged', 'Completed', 'Episodes'],
      buckets.map((bucket) => [span.label(bucket.from), full(bucket.total_views), full(bucket.engaged_views),
        full(bucket.completions), bucket.episodes.map((episode) => episode.number).join(', ')]))),
  ];
}

function out(episodes) {
  if (episodes.length === 0) return '';
  const [{ number, title }] = episodes;
  return episodes.length === 1 ? `; episode ${number} came out: ${title}`
    : `; ${counted(episodes.length, 'episode')} came out, from ${number} on`;
}

function funnel(key, upcoming, signal) {
  const place = el('div', { class: 'funnel', 'data-testid': 'funnel', 'aria-busy': 'true' });
  const episodes = [];
  let asked = 0;

  async function show() {
    try {
      const answer = await read(`/analytics/releases/${key}/funnel?limit=${ROWS}&skip=${asked}`, signal);
      asked += ROWS;
      episodes.push(...answer.episodes.filter((episode) => !upcoming.has(episode.episode_id)));
      place.replaceChildren(...funnelOf(episodes, asked < answer.total && more));
    } catch (problem) {
      if (signal.aborted) return;
      if (asked > 0) notice(problem.message);
      else place.replaceChildren(failed(problem, show));
    } finally {
      place.removeAttribute('aria-busy');
    }
  }

  async function more({ currentTarget: button }) {
    button.disabled = true;
    await show();
    button.disabled = false;
    place.querySelector('button')?.focus(); // the keyboard stays where it was
  }

  show();
  return el('section', { class: 'viewing', 'aria-labelledby': 'funnel-title' },
    el('header', {}, el('h2', { id: 'funnel-title' }, 'From episode to episode'),
      el('p', { class: 'quiet' }, 'How many watch each episode, and how many of the viewers of the one before came along.')),
    place);
}

function funnelOf(episodes, more) {
  const most = Math.max(...episodes.map((episode) => episode.viewers), 0);
  if (most === 0 && !more) {
    return [state('No viewers yet', 'The funnel fills as soon as somebody watches an episode.')];
  }
  return [
    el('table', {},
      el('thead', {}, el('tr', {}, ['Episode', 'Viewers', 'Completed', 'Came along'].map((name) =>
        el('th', { scope: 'col' }, name)))),
      el('tbody', {}, episodes.map((episode) => step(episode, most)))),
    ...(more ? [el('button', { class: 'button', type: 'button', onclick: more }, 'More episodes')] : []),
  ];
}

function step(episode, most) {
  const { number, title, viewers, completions, from_previous: along, retention } = episode;
  return el('tr', {},
    el('th', { scope: 'row', title }, unseen('Episode '), number),
    el('td', {}, el('progress', { max: Math.max(most, 1), value: viewers, 'aria-hidden': 'true' }),
      el('span', {}, full(viewers))),
    el('td', {}, full(completions)),
    el('td', {}, typeof retention !== 'number' ? '–'
      : el('span', { title: `${full(along)} signed-in viewers` }, percent(retention))));
}

function table(names, rows) {
  return el('table', {},
    el('thead', {}, el('tr', {}, names.map((name) => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, rows.map(([first, ...rest]) => el('tr', {},
      el('th', { scope: 'row' }, first), rest.map((cell) => el('td', {}, cell))))));
}

function failed(problem, again) {
  return state('This cannot be shown at the moment', problem.message,
    el('button', { class: 'button', type: 'button', onclick: again }, 'Try again'));
}
