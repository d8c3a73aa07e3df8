// What somebody wants to be told of, and when: the dialog, and the muting of single titles.

import { call, read } from './api.js';
import { el, icon, notice } from './dom.js';
import { account, session } from './session.js';

const PATH = '/notifications/preferences';
const TYPES = ['new_episode', 'new_release', 'recommendation', 'digest'];
/** Where the names of what is muted are read. */
const PLACES = { release: 'releases', genre: 'genres', franchise: 'franchises' };

const dialog = document.getElementById('preferences');
const form = dialog.querySelector('form');
const fault = dialog.querySelector('.fault');
const submit = form.querySelector('[type=submit]');
const list = dialog.querySelector('.muted');
let muted = [];

/** Makes the dialog ready. */
export function startPreferences() {
  form.addEventListener('submit', submitted);
  form.elements.quiet.addEventListener('change', showQuiet);
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.getElementById('time-zones').append(
    ...Intl.supportedValuesOf('timeZone').map((zone) => el('option', { value: zone })));
}

/** Opens the dialog with what is so now. */
export async function askForPreferences() {
  fault.textContent = '';
  const preferences = await call('GET', PATH);
  const { types, time_zone: zone, quiet_hours: quiet, digest_cadence: cadence, locale } = preferences;
  const fields = form.elements;
  for (const type of TYPES) fields[type].checked = types[type];
  fields.digest_cadence.value = cadence;
  fields.locale.value = [...fields.locale.options].some(({ value }) => value === locale) ? locale : '';
  fields.quiet.checked = quiet !== null;
  fields.from.value = quiet?.from ?? '22:00';
  fields.to.value = quiet?.to ?? '07:00';
  // Who has never said anything is in UTC, which is hardly ever meant.
  fields.time_zone.value = quiet === null && zone === 'UTC' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
  showQuiet();
  muted = await Promise.all(preferences.muted.map(named));
  showMuted();
  dialog.showModal();
}

/** A button that mutes a release, for who is signed in; it ends no subscription. */
export function muteButton(release, signal) {
  const button = el('button', { class: 'button mute', type: 'button', 'data-testid': 'mute', hidden: true, onclick: press });
  let preferences = null;
  const isOf = (target) => target.subscription_type === 'release' && target.target_id === release.id;
  const isMuted = () => preferences.muted.some(isOf);

  function show() {
    button.hidden = preferences === null;
    if (!preferences) return;
    button.setAttribute('aria-pressed', String(isMuted()));
    button.replaceChildren(icon(isMuted() ? 'mute' : 'bell'), isMuted() ? 'Muted' : 'Mute');
  }

  async function find() {
    preferences = null;
    show();
    if (!account) return;
    try {
      preferences = await call('GET', PATH, undefined, signal);
      show();
    } catch (problem) {
      if (!signal.aborted) notice(problem.message);
    }
  }

  async function press() {
    button.disabled = true;
    try {
      preferences = await call('GET', PATH); // it may have been changed in another window
      const others = preferences.muted.filter((target) => !isOf(target));
      const one = { subscription_type: 'release', target_id: release.id };
      preferences = await call('PUT', PATH, { muted: isMuted() ? others : [...others, one] });
      notice(isMuted() ? 'You will hear nothing of this title.' : 'You will hear of this title again if you follow it.');
    } catch (problem) {
      notice(problem.message);
    }
    button.disabled = false;
    show();
    button.focus();
  }

  session.addEventListener('change', find, { signal });
  session.addEventListener('preferences', find, { signal });
  find();
  return button;
}

/** What is muted with its name; one that is gone keeps its place without. */
async function named(target) {
  const { subscription_type: kind, target_id: id } = target;
  try {
    const { title, name } = await nameOf(kind, id);
    return { ...target, name: title ?? name };
  } catch {
    return { ...target, name: `A ${kind} that is gone` };
  }
}

/** Genres are few, and there is no address of a single one. */
async function nameOf(kind, id) {
  if (kind !== 'genre') return read(`/${PLACES[kind]}/${id}`);
  return (await read('/genres?limit=100')).genres.find((genre) => genre.id === id);
}

function showQuiet() {
  const { quiet, from, to, time_zone: zone } = form.elements;
  for (const field of [from, to, zone]) field.disabled = !quiet.checked;
}

function showMuted() {
  list.replaceChildren(...(muted.length
    ? muted.map((target) => el('li', {}, el('span', {}, target.name),
      el('button', { class: 'button', type: 'button', onclick: () => unmute(target) }, 'Unmute')))
    : [el('li', { class: 'quiet' }, 'Nothing. A title can be muted on its page.')]));
}

function unmute(target) {
  muted = muted.filter((other) => other !== target);
  showMuted();
  submit.focus();
}

async function submitted(event) {
  event.preventDefault();
  const fields = form.elements;
  const quiet = fields.quiet.checked;
  submit.disabled = true;
  fault.textContent = '';
  try {
    await call('PUT', PATH, {
      types: Object.fromEntries(TYPES.map((type) => [type, fields[type].checked])),
      digest_cadence: fields.digest_cadence.value,
      locale: fields.locale.value || null,
      quiet_hours: quiet ? { from: fields.from.value, to: fields.to.value } : null,
      ...(quiet && { time_zone: fields.time_zone.value }),
      muted: muted.map(({ subscription_type, target_id }) => ({ subscription_type, target_id })),
    });
    dialog.close();
    notice('Saved.');
    session.dispatchEvent(new Event('preferences'));
  } catch (problem) {
    fault.textContent = problem.message;
  } finally {
    submit.disabled = false;
  }
}
