// Small helpers that build what the page shows. Text always goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element; attributes named on... are listeners, and children that are null or false are left out. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, as el. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** An icon of the sprite in index.html; it says nothing to screen readers. */
export function icon(name) {
  return svg('svg', { class: 'icon', 'aria-hidden': 'true' }, svg('use', { href: `#i-${name}` }));
}

/** Words for screen readers only. */
export function unseen(text) {
  return el('span', { class: 'unseen' }, text);
}

/** Tells something in passing, to eyes and ears. */
export function notice(text) {
  const place = document.getElementById('notice');
  place.replaceChildren(el('p', {}, text));
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => place.replaceChildren(), 5000);
}

/** Tells something to screen readers alone. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

/** What stands where content should be but is not: empty, missing or failed. */
export function state(title, text, action) {
  return el('div', { class: 'state' }, el('h2', {}, title), el('p', {}, text), action);
}

/** A title with its language where the script tells it, so that glyphs and voices fit. */
export function languageOf(text) {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  if (/[\uac00-\ud7af]/.test(text)) return 'ko';
  return null;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const instant = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', hour: 'numeric' });
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const SPANS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];

export const short = (number) => compact.format(number);
export const full = (number) => whole.format(number);
export const one = (number) => number.toFixed(1);
export const percent = (number) => share.format(number);
export const date = (text) => day.format(new Date(text));
export const hour = (text) => clock.format(new Date(text));
/** Such as "1 title" or "2,100 titles". */
export const counted = (number, unit) => `${full(number)} ${number === 1 ? unit : `${unit}s`}`;
export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A time element such as "3 minutes ago". */
export function since(text) {
  const seconds = (new Date(text) - Date.now()) / 1000;
  const span = SPANS.find(([, length]) => Math.abs(seconds) >= length);
  const words = span ? ago.format(Math.round(seconds / span[1]), span[0]) : 'just now';
  return el('time', { datetime: text, title: instant.format(new Date(text)) }, words);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  const present = (child) => child !== null && child !== undefined && child !== false;
  element.append(...children.flat(Infinity).filter(present));
  return element;
}
