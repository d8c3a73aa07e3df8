// For administrators: releases the next episode and watches its followers being told.

import { call, pause } from './api.js';
import { announce, el, full } from './dom.js';
import { loadEarlier } from './episodes.js';

const INTERVAL = 150;
const PATIENCE = 10;
const WORKING = new Set(['pending', 'running']);

/** A panel with the button; reload brings the episodes up to date. */
export function publishPanel(release, episodes, reload, signal) {
  const bar = el('progress', { 'aria-label': 'Followers told' });
  const words = el('p', {});
  const progress = el('div', { class: 'progress', 'data-testid': 'operation-progress', hidden: true }, bar, words);
  const fault = el('p', { class: 'fault', role: 'alert' });
  const plan = el('p', { class: 'quiet' });
  const button = el('button', {
    class: 'button strong', type: 'button', 'data-testid': 'release-next', onclick: publish,
  }, 'Release the next episode');

  const showPlan = () => {
    const next = upcoming(episodes);
    plan.textContent = next
      ? `Next is episode ${next.number}${next.title === name(next.number) ? '' : `, ${next.title}`}.`
      : `Nothing is scheduled; episode ${following(episodes)} will be added.`;
  };

  async function publish() {
    button.disabled = true;
    fault.textContent = '';
    try {
      await reload();
      while (episodes.before > 0 && episodes.items[0].status === 'upcoming') await loadEarlier(episodes, signal);
      showOperation(bar, words, progress, { status: 'pending', progress: { total: 0 } });
      const accepted = await publishNext(release, episodes);
      await Promise.all([reload().then(showPlan), watch(accepted.operation_id)]);
    } catch (problem) {
      if (signal.aborted) return;
      progress.hidden = progress.dataset.status === 'pending';
      fault.textContent = problem.message;
    }
    button.disabled = false;
    button.focus();
  }

  async function watch(operation) {
    for (let misses = 0; ; ) {
      try {
        const now = await call('GET', `/admin/operations/${operation}`, undefined, signal);
        misses = 0;
        showOperation(bar, words, progress, now);
        if (!WORKING.has(now.status)) return announce(words.textContent);
      } catch (problem) {
        const passing = problem.status === 0 || problem.status === 429 || problem.status >= 500;
        if (signal.aborted || !passing || ++misses > PATIENCE) throw problem;
      }
      await pause(INTERVAL * 2 ** misses, signal);
    }
  }

  showPlan();
  return el('section', { class: 'publish', 'aria-label': 'Publishing' },
    el('div', { class: 'line' }, el('div', {}, el('h2', {}, 'Publishing'), plan), button), fault, progress);
}

const upcoming = ({ items }) => items.find((episode) => episode.status === 'upcoming');
const name = (number) => `Episode ${number}`;
const following = ({ items }) => (items.at(-1)?.number ?? 0) + 1;

/** Releases the lowest upcoming episode, or adds one that is out at once. */
function publishNext(release, episodes) {
  const next = upcoming(episodes);
  if (next) return call('PUT', `/admin/episodes/${next.id}`, { status: 'released' });
  const number = following(episodes);
  return call('POST', '/admin/episodes', {
    release_id: release.id, title: name(number), number, status: 'released',
  });
}

function showOperation(bar, words, place, { status, progress, created_at: begun, finished_at: ended, error }) {
  place.hidden = false;
  place.dataset.status = status;
  if (progress.total > 0) {
    bar.max = progress.total;
    bar.value = progress.processed;
  } else if (WORKING.has(status)) {
    bar.removeAttribute('value');
  } else {
    bar.max = bar.value = 1;
  }
  words.textContent = sentence(status, progress, error) + took(begun, ended);
}

function sentence(status, { total, notified, digested }, error) {
  if (status === 'failed') return `It did not end well: ${error ?? 'some followers could not be told'}`;
  if (total === 0) return WORKING.has(status) ? 'Looking for followers' : 'Released; nobody follows this title yet';
  return `Notified ${full(notified)} of ${full(total)}${digested ? `, ${full(digested)} by digest` : ''}`;
}

function took(begun, ended) {
  if (!begun || !ended) return '';
  return ` in ${((new Date(ended) - new Date(begun)) / 1000).toFixed(1)} s`;
}
