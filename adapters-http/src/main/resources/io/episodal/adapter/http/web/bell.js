// The bell: how many notifications are unread, and the list of the newest.

import { call } from './api.js';
import { announce, counted, el, icon, notice, since, unseen } from './dom.js';
import { News } from './news.js';
import { askForPreferences } from './preferences.js';
import { account, session } from './session.js';

/** What the list can show, and how it is asked for. */
const FILTERS = [
  ['All', ''],
  ['Unread', '&unread_only=true'],
  ['Episodes', '&type=new_episode'],
  ['Titles', '&type=new_release'],
  ['Recommendations', '&type=recommendation'],
  ['Digests', '&type=digest'],
  ['Archive', '&archived=true'],
];
const ARCHIVE = FILTERS.at(-1)[1];

const root = document.getElementById('bell');
const button = root.querySelector('button');
const label = button.querySelector('.unseen');
const badge = root.querySelector('.badge');
const panel = document.getElementById('bell-panel');
const list = el('div');
const readAll = el('button', {
  class: 'button plain', type: 'button', 'data-testid': 'bell-read-all', onclick: () => mark('POST', 'read-all'),
}, 'Mark all as read');

let unread = null;
let news;
let filter = '';
let round = new AbortController();

/** Follows the notifications of who is signed in, while somebody is looking. */
export function startBell() {
  session.addEventListener('change', () => {
    unread = null;
    news = new News(learn);
    toggle(false);
    count(0);
    follow();
  });
  document.addEventListener('visibilitychange', follow);
  addEventListener('online', follow);
  button.addEventListener('click', () => toggle(panel.hidden));
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    toggle(false);
    button.focus();
  });
  for (const elsewhere of ['pointerdown', 'focusin']) {
    document.addEventListener(elsewhere, (event) => root.contains(event.target) || toggle(false));
  }
}

/** Begins anew behind the last notification; the first that is told is how many are unread now. */
function follow() {
  round.abort();
  round = new AbortController();
  root.hidden = account === null;
  if (!account || document.hidden) return;
  news.follow(round.signal);
  if (!panel.hidden) fillPanel();
}

function learn(number, fresh, missed) {
  const before = unread;
  unread = number;
  count(number);
  if (number === before && fresh.length === 0 && !missed) return;
  if (!panel.hidden) fillPanel();
  if (before === null || (number <= before && !missed)) return;
  session.dispatchEvent(new Event('news'));
  if (number <= before) return;
  announce([...(fresh.length === 1 ? [fresh[0].title] : []), counted(number, 'unread notification')].join('; '));
  button.classList.remove('ringing');
  void button.offsetWidth; // lets the animation start again
  button.classList.add('ringing');
}

function count(number) {
  badge.textContent = number > 99 ? '99+' : number;
  badge.hidden = number === 0;
  button.dataset.known = unread !== null;
  label.textContent = number ? `Notifications, ${number} unread` : 'Notifications';
}

function toggle(open) {
  if (panel.hidden === !open) return;
  panel.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (!open) return;
  filter = '';
  list.replaceChildren(el('p', { class: 'state' }, 'Loading'));
  panel.replaceChildren(head(), list);
  fillPanel();
}

function head() {
  return el('div', {},
    el('header', {},
      el('h2', {}, 'Notifications'),
      readAll,
      el('button', { class: 'round', type: 'button', title: 'What you are told of', 'data-testid': 'bell-preferences', onclick: openPreferences },
        icon('settings'), unseen('What you are told of'))),
    el('div', { class: 'filter' }, el('select', { 'aria-label': 'Show', 'data-testid': 'bell-filter', onchange: choose },
      FILTERS.map(([name, query]) => el('option', { value: query }, name)))));
}

function choose(event) {
  filter = event.currentTarget.value;
  fillPanel();
}

async function openPreferences() {
  toggle(false);
  try {
    await askForPreferences();
  } catch (problem) {
    notice(problem.message);
  }
}

async function fillPanel() {
  const { signal } = round;
  const wanted = filter;
  try {
    const page = await call('GET', `/notifications?limit=20${wanted}`, undefined, signal);
    const { notifications, total } = page;
    if (signal.aborted || wanted !== filter) return;
    readAll.disabled = page.unread_count === 0;
    list.replaceChildren(
      notifications.length
        ? el('ul', { 'data-testid': 'bell-list' }, notifications.map(item))
        : el('p', { class: 'state' }, wanted ? 'Nothing of this kind.' : 'All quiet. Follow a title to hear of its next episode.'),
      total > notifications.length
        ? el('footer', { class: 'quiet' }, `The newest ${notifications.length} of ${total}`) : '');
  } catch (problem) {
    if (signal.aborted) return;
    list.replaceChildren(el('div', { class: 'state' }, el('p', {}, problem.message),
      el('button', { class: 'button', type: 'button', onclick: fillPanel }, 'Try again')));
  }
}

function item(notification) {
  const { id, title, message, is_read: read, created_at: at } = notification;
  const go = () => {
    toggle(false);
    if (!read) mark('POST', `${id}/read`);
  };
  return el('li', { class: read ? null : 'unread' },
    el('a', { href: `#/releases/${encodeURIComponent(releaseOf(notification))}`, onclick: go },
      !read && unseen('Unread: '),
      el('strong', {}, title), el('span', {}, message), el('small', { class: 'quiet' }, since(at))),
    !read && deed('check', 'Mark as read', title, () => mark('POST', `${id}/read`)),
    filter === ARCHIVE
      ? deed('back-in', 'Back to the inbox', title, () => mark('DELETE', `${id}/archive`))
      : deed('archive', 'Archive', title, () => mark('POST', `${id}/archive`)));
}

function deed(symbol, name, title, onclick) {
  return el('button', { class: 'round', type: 'button', title: name, onclick },
    icon(symbol), unseen(`${name}: ${title}`));
}

/** The release a notification is about; a digest leads to that of its last item. */
function releaseOf({ data, related_id: related }) {
  return data?.release_id ?? data?.items?.at(-1)?.release_id ?? related;
}

async function mark(method, what) {
  try {
    await call(method, `/notifications/${what}`);
  } catch (problem) {
    notice(problem.message);
  }
  if (list.contains(document.activeElement)) button.focus();
  follow();
}
