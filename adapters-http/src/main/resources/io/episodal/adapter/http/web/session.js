// Who is signed in: the dialog, the place in the header, and links that sign in by themselves.

import { api, call, hasTokens, keepTokens, login, logout } from './api.js';
import { el, icon, notice, unseen } from './dom.js';

/** Emits "change" when somebody has signed in or out. */
export const session = new EventTarget();

/** Who is signed in: {id, email, display_name, role}, or null. */
export let account = null;

const place = document.getElementById('account');
const dialog = document.getElementById('sign-in');
const form = dialog.querySelector('form');
const fault = dialog.querySelector('.fault');
const submit = form.querySelector('[type=submit]');

/** Takes up the session of this tab, or the one that a link in the address bar asks for. */
export async function startSession() {
  api.addEventListener('expired', () => become(null, 'Your session has ended. Please sign in again.'));
  form.addEventListener('submit', submitted);
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => form.reset());
  show();
  if (await followSignInLink()) return;
  if (hasTokens()) await restore();
}

/** Opens the dialog. */
export function askToSignIn() {
  fault.textContent = '';
  dialog.showModal();
  form.elements.email.focus();
}

/**
 * Signs in by a link such as /#sign-in=<base64url of {"email", "password"}>. The secret leaves the
 * address bar before anything else happens.
 */
export async function followSignInLink() {
  const secret = /^#sign-in=(.+)$/.exec(location.hash)?.[1];
  if (!secret) return false;
  history.replaceState(null, '', '#/');
  try {
    const bytes = Uint8Array.from(atob(secret.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
    const { email, password } = JSON.parse(new TextDecoder().decode(bytes));
    if (account) logout();
    await enter(email, password);
  } catch (error) {
    const known = error.status !== undefined;
    if (!hasTokens() && account) become(null);
    notice(known ? `The link did not sign you in: ${error.message}` : 'The sign-in link is damaged.');
  }
  return true;
}

async function restore() {
  try {
    become(await call('GET', '/users/me'));
  } catch (problem) {
    if (problem.status !== 401) notice(problem.message);
  }
}

async function enter(email, password) {
  await login(email, password);
  try {
    become(await call('GET', '/users/me'));
  } catch (problem) {
    keepTokens(null);
    throw problem;
  }
}

async function submitted(event) {
  event.preventDefault();
  const { email, password } = form.elements;
  fault.textContent = '';
  if (!email.value || !password.value) {
    fault.textContent = 'Please give your email and your password.';
    return (email.value ? password : email).focus();
  }
  submit.disabled = true;
  try {
    await enter(email.value, password.value);
    dialog.close();
  } catch (problem) {
    fault.textContent = problem.message;
    password.select();
  } finally {
    submit.disabled = false;
  }
}

function become(who, message) {
  account = who;
  show();
  notice(message ?? (who ? `Signed in as ${who.display_name || who.email}.` : 'Signed out.'));
  session.dispatchEvent(new Event('change'));
}

function leave() {
  logout();
  become(null);
}

function show() {
  place.replaceChildren(...(account
    ? [
        el('span', { class: 'who' },
          el('span', { class: 'name', 'data-testid': 'account-name', title: account.email },
            account.display_name || account.email),
          account.role === 'admin' && el('span', { class: 'role' }, 'Admin')),
        el('button', { class: 'round', type: 'button', title: 'Sign out', 'data-testid': 'sign-out', onclick: leave },
          icon('leave'), unseen('Sign out')),
      ]
    : [el('button', { class: 'button', type: 'button', 'data-testid': 'sign-in', onclick: askToSignIn }, 'Sign in')]));
}
