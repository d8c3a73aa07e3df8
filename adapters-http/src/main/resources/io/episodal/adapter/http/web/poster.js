// Posters: the real one if a release has any, else one drawn from its title, always the same.

import { el, svg } from './dom.js';

/** Hues that make good grounds; those between orange and green do not. */
const HUES = [4, 18, 32, 150, 166, 182, 198, 212, 228, 248, 268, 290, 318, 342];
const MOTIFS = [rings, bands, horizon, dots];
const SMALL_WORDS = new Set(['the', 'a', 'an', 'of', 'and', 'to', 'in', 'no']);

/** A poster, two wide to three high; decoration only, the title stands beside it. */
export function poster(title, url) {
  const drawn = drawing(title);
  if (!url) return drawn;
  return el('img', {
    class: 'poster', src: url, alt: '', loading: 'lazy', referrerpolicy: 'no-referrer',
    onerror: (event) => event.target.replaceWith(drawn),
  });
}

function drawing(title) {
  const seed = hash(title);
  const hue = HUES[seed % HUES.length];
  const letters = initials(title);
  const ground = `ground-${seed.toString(36)}`;
  return svg('svg', { class: 'poster', viewBox: '0 0 200 300', 'aria-hidden': 'true', focusable: 'false' },
    svg('defs', {}, svg('linearGradient', { id: ground, x1: 0, y1: 0, x2: .6, y2: 1 },
      svg('stop', { offset: 0, 'stop-color': `hsl(${hue} 42% 47%)` }),
      svg('stop', { offset: 1, 'stop-color': `hsl(${(hue + 334) % 360} 46% 20%)` }))),
    svg('rect', { width: 200, height: 300, fill: `url(#${ground})` }),
    MOTIFS[(seed >>> 9) % MOTIFS.length](seed >>> 12, hue),
    svg('text', { x: 18, y: 276, fill: '#fff', 'font-size': letters.length > 1 ? 62 : 72 }, letters));
}

/** Two letters: of the first two words that matter, or the first two signs of a script without capitals. */
function initials(title) {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const matter = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
  const [first = '?', second = ''] = matter.length ? matter : words;
  return /\p{Lo}/u.test(first[0]) ? [...first].slice(0, 2).join('') : (head(first) + head(second)).toUpperCase();
}

const head = (word) => [...word][0] ?? '';

const light = (hue, alpha) => `hsl(${(hue + 40) % 360} 70% 82% / ${alpha})`;

function rings(seed, hue) {
  const x = 40 + (seed % 120);
  return [150, 112, 76, 42].map((r, step) => svg('circle', {
    cx: x, cy: 96, r, fill: 'none', stroke: light(hue, .14 + step * .08), 'stroke-width': 12,
  }));
}

function bands(seed, hue) {
  const shift = seed % 60;
  return [0, 1, 2, 3, 4].map((step) => svg('path', {
    d: `M${-120 + shift + step * 62} 300 L${60 + shift + step * 62} 0 h26 L${-94 + shift + step * 62} 300 Z`,
    fill: light(hue, .08 + step * .045),
  }));
}

function horizon(seed, hue) {
  const y = 120 + (seed % 40);
  const ground = (lightness, alpha) => `hsl(${hue} 44% ${lightness}% / ${alpha})`;
  return [
    svg('circle', { cx: 60 + (seed % 80), cy: y - 22, r: 46, fill: light(hue, .42) }),
    svg('path', { d: `M0 ${y} Q60 ${y - 26} 110 ${y + 4} T200 ${y - 6} V300 H0 Z`, fill: ground(24, .75) }),
    svg('path', { d: `M0 ${y + 46} Q70 ${y + 18} 130 ${y + 48} T200 ${y + 40} V300 H0 Z`, fill: ground(15, .7) }),
  ];
}

function dots(seed, hue) {
  return Array.from({ length: 35 }, (_, place) => svg('circle', {
    cx: 28 + (place % 5) * 36, cy: 30 + Math.floor(place / 5) * 30,
    r: 3 + ((seed >>> (place % 17)) + place * 7) % 9, fill: light(hue, .3 - Math.floor(place / 5) * .035),
  }));
}

/** FNV-1a of 32 bits, its bits mixed once more because parts of it are used alone. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ sign.codePointAt(0), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
