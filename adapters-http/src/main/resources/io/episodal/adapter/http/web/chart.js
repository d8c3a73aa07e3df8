// A chart of bars. The keyboard reads it as a slider does: one stop of the Tab key, arrows from bar
// to bar, and each bar's words for screen readers.

import { el, short, svg } from './dom.js';

const HEIGHT = 100;
const STEP = 10;
const GAP = 2;

/**
 * @param name what the chart shows
 * @param summary what it says in one line, while no bar is chosen
 * @param bars {label, value, text, marked}, from left to right
 * @param legend what a mark means, or false
 */
export function barChart({ name, summary, bars, legend }) {
  const most = Math.max(...bars.map((bar) => bar.value));
  const columns = bars.map((bar, index) => column(bar, index, most));
  const readout = el('p', { class: 'readout' }, summary);
  const plot = el('div', {
    class: 'plot', role: 'slider', tabindex: '0', 'aria-label': name, 'aria-valuemin': '1',
    'aria-valuemax': bars.length, 'aria-valuenow': bars.length, 'aria-valuetext': summary,
    onkeydown: (event) => move(event), onblur: () => choose(-1),
    onpointermove: (event) => choose(under(event)), onpointerdown: (event) => choose(under(event)),
    onpointerleave: () => choose(-1),
  }, svg('svg', {
    viewBox: `0 0 ${bars.length * STEP} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true',
  }, columns));
  let chosen = -1;

  function choose(index) {
    if (index === chosen) return;
    columns[chosen]?.classList.remove('chosen');
    columns[index]?.classList.add('chosen');
    chosen = index;
    const bar = bars[index];
    const words = bar ? `${bar.label}: ${bar.text}` : summary;
    readout.textContent = words;
    plot.setAttribute('aria-valuetext', words);
    plot.setAttribute('aria-valuenow', bar ? index + 1 : bars.length);
  }

  function move(event) {
    const from = chosen < 0 ? bars.length : chosen;
    const last = bars.length - 1;
    const to = {
      ArrowLeft: from - 1, ArrowDown: from - 1, ArrowRight: from + 1, ArrowUp: from + 1, Home: 0, End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(Math.min(last, Math.max(0, to)));
  }

  function under(event) {
    const box = plot.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.min(bars.length - 1, Math.max(0, index));
  }

  return el('figure', { class: 'chart' }, readout,
    el('div', { class: 'frame-of-plot' }, el('span', { class: 'most', 'aria-hidden': 'true' }, short(most)), plot),
    el('div', { class: 'ends', 'aria-hidden': 'true' },
      el('span', {}, bars[0].label), el('span', {}, bars.at(-1).label)),
    legend && el('figcaption', { class: 'legend' }, legend));
}

/** The whole height, so that low bars are found by the pointer; the value; a mark at the top. */
function column(bar, index, most) {
  const x = index * STEP;
  const height = bar.value === 0 ? 0 : Math.max(1, (bar.value / most) * HEIGHT);
  return svg('g', { class: bar.marked ? 'marked' : null },
    svg('rect', { class: 'ground', x, y: 0, width: STEP, height: HEIGHT }),
    svg('rect', { class: 'bar', x: x + GAP / 2, y: HEIGHT - height, width: STEP - GAP, height }),
    bar.marked && svg('rect', { class: 'mark', x: x + GAP / 2, y: 0, width: STEP - GAP, height: 3 }));
}
