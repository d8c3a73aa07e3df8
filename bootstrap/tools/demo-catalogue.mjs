// Packs the demo catalogue: picks some 1,500 well-known titles from bangumi-data and writes them,
// in the source's own format, as `episodal import` reads it. The same source gives the same bytes.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const USAGE = `usage: node demo-catalogue.mjs SOURCE OUTPUT

  SOURCE  data.json of the npm package bangumi-data, plain or gzipped
  OUTPUT  the packed catalogue to write:
          src/main/resources/io/episodal/bootstrap/demo/catalogue.json.gz`;

// Name the version of the source here when it changes; ATTRIBUTION.md says it, too.
const HEADER = {
  source: 'bangumi-data 0.3.208 (https://github.com/bangumi-data/bangumi-data)',
  attribution: 'bangumi-data contributors, CC BY 4.0',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  changes: 'a selection of titles, and of each the members that the demo uses',
};

// How many finished titles to take from each span of years, by kind; titles on air come on top.
const QUOTAS = [
  { until: 1979, tv: 16, movie: 25, ova: 0, web: 0 },
  { until: 1989, tv: 26, movie: 40, ova: 30, web: 0 },
  { until: 1999, tv: 44, movie: 65, ova: 40, web: 0 },
  { until: 2009, tv: 82, movie: 75, ova: 45, web: 12 },
  { until: 2016, tv: 135, movie: 80, ova: 35, web: 33 },
  { until: 9999, tv: 400, movie: 120, ova: 20, web: 80 },
];

// Known worldwide, though few sites carry them: taken before all others.
const CLASSICS = bangumiKeys([
  50, 9565, 2582, 1773, 10380, 276, 5118, 485, 1453, 5487, 696, 2216, 1959, 242, 292, 1905, 4019,
  119394, 218711,
]);

// Adult-oriented: a demo is shown to strangers.
const LEFT_OUT = bangumiKeys([
  575559, 621602, 616453, 194877, 349616, 262112, 275359, 322926, 234195, 346242, 100205, 128885,
  228625, 3909, 4840, 4841, 4281, 21898, 100568, 262276, 340677,
]);

// Sites of the source whose ids are kept.
const SITES = ['mal', 'aniList', 'tmdb', 'bangumi', 'anidb'];
// The key is the id on the first of these that knows the title.
const KEY_SITES = ['bangumi', 'mal', 'tmdb'];
const LONGEST_OVA_DAYS = 91;

function bangumiKeys(ids) {
  return new Set(ids.map((id) => `bangumi:${id}`));
}

function main([source, output, ...rest]) {
  if (source === '--help') return console.log(USAGE);
  if (!source || !output || rest.length > 0) {
    console.error(USAGE);
    process.exit(2);
  }
  const bytes = readFileSync(source);
  const packed = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
  const titles = JSON.parse(packed.toString('utf8')).items.map(toTitle).filter(isUsable);
  const chosen = choose(titles).sort(byBegin);
  writeFileSync(output, pack(chosen));
  report(chosen, output);
}

/** What the choice depends on, beside the item itself. */
function toTitle(item) {
  const ids = Object.fromEntries(
    SITES.map((site) => [site, item.sites.find((entry) => entry.site === site)?.id]),
  );
  const keySite = KEY_SITES.find((site) => ids[site]);
  return {
    item,
    ids,
    key: keySite ? `${keySite}:${ids[keySite]}` : null,
    kind: item.type,
    begin: item.begin,
    end: item.end || null,
    languages: Object.keys(item.titleTranslate),
    hasPeriod: /\/P[1-9]\d*[DM]$/.test(item.broadcast ?? ''),
    group: ids.tmdb?.match(/^(tv|movie)\/\d+/)?.[0] ?? null,
  };
}

/** What the demo uses of an item. */
function extract({ title, titleTranslate, type, lang, begin, broadcast, end, sites }) {
  const kept = sites.filter(({ site, id }) => SITES.includes(site) && id);
  return {
    title,
    titleTranslate,
    type,
    lang,
    begin,
    broadcast: broadcast ?? '',
    end,
    sites: kept.map(({ site, id }) => ({ site, id })),
  };
}

function isUsable(title) {
  return title.key && !LEFT_OUT.has(title.key) && hasRhythm(title);
}

/** Discs that came out over years have no weekly rhythm from which episodes could be implied. */
function hasRhythm({ kind, begin, end, hasPeriod }) {
  const days = (Date.parse(end ?? begin) - Date.parse(begin)) / 86_400_000;
  return days >= 0 && (kind !== 'ova' || hasPeriod || days <= LONGEST_OVA_DAYS);
}

function choose(titles) {
  const groupSizes = new Map();
  for (const { group } of titles) groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1);
  const ranked = titles
    .map((title) => ({ title, rank: renown(title, groupSizes) }))
    .sort((a, b) => b.rank - a.rank || byBegin(a.title, b.title))
    .map(({ title }) => title);

  const chosen = new Map();
  for (const title of ranked.filter(({ end }) => end === null)) chosen.set(title.key, title);
  const left = QUOTAS.map((quota) => ({ ...quota }));
  for (const title of ranked.filter(isIdentified)) {
    const quota = left.find(({ until }) => Number(title.begin.slice(0, 4)) <= until);
    if (quota[title.kind] > 0 && !chosen.has(title.key)) {
      quota[title.kind]--;
      chosen.set(title.key, title);
    }
  }
  return [...chosen.values()];
}

function isIdentified({ ids, languages }) {
  return ids.mal && ids.aniList && ids.tmdb && languages.length > 0;
}

/** The source has no ratings: the number of sites that carry a title stands for its renown. */
function renown(title, groupSizes) {
  const franchiseSize = title.group ? groupSizes.get(title.group) : 1;
  return (
    (CLASSICS.has(title.key) ? 100 : 0) +
    title.item.sites.length +
    (title.languages.includes('en') ? 3 : 0) +
    (title.languages.includes('zh-Hant') ? 1 : 0) +
    Math.min(franchiseSize - 1, 4)
  );
}

function byBegin(a, b) {
  if (a.begin !== b.begin) return a.begin < b.begin ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/** One title a line, so that two unpacked versions compare well. */
function pack(chosen) {
  const lines = chosen.map(({ item }) => JSON.stringify(extract(item))).join(',\n');
  const header = JSON.stringify({ ...HEADER, items: [] }).replace(/\]\}$/, '');
  const bytes = gzipSync(`${header}\n${lines}\n]}\n`, { level: 9 });
  bytes.writeUInt32LE(0, 4); // no time
  bytes[9] = 0xff; // and no operating system, so that neither changes the bytes
  return bytes;
}

function report(chosen, output) {
  console.log(`${chosen.length} titles: ${counts(chosen.map(({ kind }) => kind))}`);
  console.log(`by decade: ${counts(chosen.map(({ begin }) => `${begin.slice(0, 3)}0s`))}`);
  console.log(`on air: ${chosen.filter(({ end }) => end === null).length}`);
  console.log(`${output}: ${statSync(output).size} bytes`);
}

function counts(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return [...tally].map(([value, count]) => `${value} ${count}`).join(', ');
}

main(process.argv.slice(2));
