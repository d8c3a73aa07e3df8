// The bell: how many notifications are unread, and the list of the newest.

import { call } from './api.js';
import { announce, counted, el, icon, notice, since, unseen } from './dom.js';
import { account, session } from './session.js';

const INTERVAL = 2000;
const LONGEST = 60_000;

const root = document.getElementById('bell');
const button = root.querySelector('button');
const label = button.querySelector('.unseen');
const badge = root.querySelector('.badge');
const panel = document.getElementById('bell-panel');

let unread = null;
let failures = 0;
let timer;
let round = new AbortController();

/** Asks for the count every two seconds while somebody is signed in and looking. */
export function startBell() {
  session.addEventListener('change', () => {
    unread = null;
    toggle(false);
    count(0);
    askNow();
  });
  document.addEventListener('visibilitychange', askNow);
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

function askNow() {
  clearTimeout(timer);
  round.abort();
  round = new AbortController();
  failures = 0;
  root.hidden = account === null;
  if (!account || document.hidden) return;
  ask(round.signal);
  if (!panel.hidden) fillPanel();
}

async function ask(signal) {
  try {
    const answer = await call('GET', '/notifications/unread/count', undefined, signal);
    if (signal.aborted) return;
    failures = 0;
    learn(answer.unread_count);
  } catch {
    if (signal.aborted) return;
    failures += 1;
  }
  timer = setTimeout(() => ask(signal), Math.min(LONGEST, INTERVAL * 2 ** failures));
}

function learn(number) {
  const before = unread;
  unread = number;
  if (number === before) return;
  count(number);
  if (!panel.hidden) fillPanel();
  if (before === null || number < before) return;
  announce(counted(number, 'unread notification'));
  button.classList.remove('ringing');
  void button.offsetWidth; // lets the animation start again
  button.classList.add('ringing');
  session.dispatchEvent(new Event('news'));
}

function count(number) {
  badge.textContent = number > 99 ? '99+' : number;
  badge.hidden = number === 0;
  label.textContent = number ? `Notifications, ${number} unread` : 'Notifications';
}

function toggle(open) {
  if (panel.hidden === !open) return;
  panel.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (!open) return;
  panel.replaceChildren(el('p', { class: 'state' }, 'Loading'));
  fillPanel();
}

async function fillPanel() {
  const { signal } = round;
  try {
    const page = await call('GET', '/notifications?limit=20', undefined, signal);
    const { notifications, total } = page;
    if (signal.aborted) return;
    panel.replaceChildren(
      el('header', {},
        el('h2', {}, 'Notifications'),
        el('button', {
          class: 'button plain', type: 'button', 'data-testid': 'bell-read-all',
          disabled: page.unread_count === 0, onclick: () => mark('read-all'),
        }, 'Mark all as read')),
      notifications.length
        ? el('ul', { 'data-testid': 'bell-list' }, notifications.map(item))
        : el('p', { class: 'state' }, 'All quiet. Follow a title to hear of its next episode.'),
      total > notifications.length
        ? el('footer', { class: 'quiet' }, `The newest ${notifications.length} of ${total}`) : '');
  } catch (problem) {
    if (signal.aborted) return;
    panel.replaceChildren(el('div', { class: 'state' }, el('p', {}, problem.message),
      el('button', { class: 'button', type: 'button', onclick: fillPanel }, 'Try again')));
  }
}

function item(notification) {
  const { id, title, message, is_read: read, created_at: at } = notification;
  const go = () => {
    toggle(false);
    if (!read) mark(`${id}/read`);
  };
  return el('li', { class: read ? null : 'unread' },
    el('a', { href: `#/releases/${encodeURIComponent(releaseOf(notification))}`, onclick: go },
      !read && unseen('Unread: '),
      el('strong', {}, title), el('span', {}, message), el('small', { class: 'quiet' }, since(at))),
    !read && el('button', { class: 'round', type: 'button', title: 'Mark as read', onclick: () => mark(`${id}/read`) },
      icon('check'), unseen(`Mark “${title}” as read`)));
}

/** The release a notification is about; a digest leads to that of its last item. */
function releaseOf({ data, related_id: related }) {
  return data?.release_id ?? data?.items?.at(-1)?.release_id ?? related;
}

async function mark(what) {
  try {
    await call('POST', `/notifications/${what}`);
  } catch (problem) {
    notice(problem.message);
  }
  if (root.contains(document.activeElement)) button.focus();
  askNow();
}
