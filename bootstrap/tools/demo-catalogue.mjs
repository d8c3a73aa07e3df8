// Packs the demo catalogue: picks some 1,500 well-known titles from bangumi-data and writes them,
// in the form that DemoCatalogue.java reads. The same source gives the same bytes.

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
  changes: 'a selection, restructured; franchise names derived',
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

// Sites of the source whose ids are kept, and the names they get.
const EXTERNAL_IDS = {
  mal: 'mal',
  aniList: 'anilist',
  tmdb: 'tmdb',
  bangumi: 'bangumi',
  anidb: 'anidb',
};
// The key is the id on the first of these that knows the title.
const KEY_SITES = ['bangumi', 'mal', 'tmdb'];
const LONGEST_TITLE = 500;
const LONGEST_OVA_DAYS = 91;
const SHORTEST_SHARED_NAME = 3;

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
  nameFranchises(chosen);
  dropSharedIds(chosen);
  writeFileSync(output, pack(chosen));
  report(chosen, output);
}

function toTitle(item) {
  const externalIds = {};
  for (const [site, name] of Object.entries(EXTERNAL_IDS)) {
    const id = item.sites.find((entry) => entry.site === site)?.id;
    if (id) externalIds[name] = id;
  }
  const keySite = KEY_SITES.find((site) => externalIds[site]);
  return {
    key: keySite ? `${keySite}:${externalIds[keySite]}` : null,
    title: withoutInvisible(item.title),
    alternative_titles: alternativeTitles(item),
    kind: item.type,
    language: item.lang,
    begin: item.begin,
    end: item.end || null,
    period_days: periodDays(item.broadcast),
    franchise: null,
    external_ids: externalIds,
    official_site: /^https?:\/\/[^\s/]+/.test(item.officialSite) ? item.officialSite : null,
    sites: item.sites.length,
    group: externalIds.tmdb?.match(/^(tv|movie)\/\d+/)?.[0] ?? null,
  };
}

function alternativeTitles(item) {
  const seen = new Set([`${item.lang} ${item.title}`]);
  const result = [];
  for (const language of Object.keys(item.titleTranslate).sort()) {
    for (const title of item.titleTranslate[language].map(withoutInvisible)) {
      const identity = `${language} ${title}`;
      if (!isTitle(title) || seen.has(identity)) continue;
      seen.add(identity);
      result.push({ language, title });
    }
  }
  return result;
}

/** Days between two episodes, from an ISO 8601 repeating interval; null where it says nothing. */
function periodDays(broadcast) {
  const [, count, unit] = broadcast?.match(/\/P(\d+)([DM])$/) ?? [];
  return Number(count) > 0 ? Number(count) * (unit === 'M' ? 30 : 1) : null;
}

function withoutInvisible(text) {
  return text.replace(/[\u200b\ufeff]/g, '').trim();
}

function isTitle(text) {
  const isStorable = text.isWellFormed() && !text.includes('\0');
  return isStorable && text.trim() !== '' && text.length <= LONGEST_TITLE;
}

function isUsable(title) {
  return title.key && !LEFT_OUT.has(title.key) && isTitle(title.title) && hasRhythm(title);
}

/** Discs that came out over years have no weekly rhythm from which episodes could be implied. */
function hasRhythm({ kind, begin, end, period_days }) {
  const days = (Date.parse(end ?? begin) - Date.parse(begin)) / 86_400_000;
  return days >= 0 && (kind !== 'ova' || period_days !== null || days <= LONGEST_OVA_DAYS);
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

function isIdentified({ external_ids: ids, alternative_titles: alternatives }) {
  return ids.mal && ids.anilist && ids.tmdb && alternatives.length > 0;
}

/** The source has no ratings: the number of sites that carry a title stands for its renown. */
function renown(title, groupSizes) {
  const languages = new Set(title.alternative_titles.map(({ language }) => language));
  const franchiseSize = title.group ? groupSizes.get(title.group) : 1;
  return (
    (CLASSICS.has(title.key) ? 100 : 0) +
    title.sites +
    (languages.has('en') ? 3 : 0) +
    (languages.has('zh-Hant') ? 1 : 0) +
    Math.min(franchiseSize - 1, 4)
  );
}

/** A franchise is what shares a TMDB id, whatever the season; one chosen title alone is none. */
function nameFranchises(chosen) {
  const groups = new Map();
  for (const title of chosen.filter(({ group }) => group)) {
    groups.set(title.group, [...(groups.get(title.group) ?? []), title]);
  }
  const taken = new Set();
  for (const members of groups.values()) {
    if (members.length < 2) continue;
    let name = franchiseName(members.map(({ title }) => title));
    if (taken.has(sameName(name))) name += ` (${members[0].begin.slice(0, 4)})`;
    if (taken.has(sameName(name))) throw new Error(`two franchises are called ${name}`);
    taken.add(sameName(name));
    members.forEach((title) => (title.franchise = name));
  }
}

const sameName = (name) => name.normalize('NFKC').toLowerCase();

/** Parts of one long series carry its ids, too: only the earliest keeps them. */
function dropSharedIds(chosen) {
  const taken = new Set();
  for (const { external_ids: ids } of chosen) {
    for (const [name, id] of Object.entries(ids).filter(([name]) => name !== 'tmdb')) {
      if (taken.has(`${name}:${id}`)) delete ids[name];
      taken.add(`${name}:${id}`);
    }
  }
}

/** The longest beginning that all titles share and that ends at a word, else the first title. */
function franchiseName(titles) {
  const [first, ...others] = titles.map((title) => [...title]);
  const differsAt = first.findIndex((char, at) =>
    others.some((other) => !isSameChar(other[at], char)),
  );
  if (differsAt < 0) return withoutSeason(titles[0]);
  let length = differsAt;
  while (length > 0 && ![first, ...others].every((title) => endsWord(title, length))) length--;
  const shared = withoutDangling(first.slice(0, length).join(''));
  return [...shared].length >= SHORTEST_SHARED_NAME ? shared : withoutSeason(titles[0]);
}

function isSameChar(one, other) {
  return one !== undefined && sameName(one) === sameName(other);
}

function endsWord(title, length) {
  if (length === title.length) return true;
  const next = script(title[length]);
  return next === 'other' || next !== script(title[length - 1]);
}

function script(char) {
  if (/[\p{Script=Katakana}ー]/u.test(char)) return 'katakana';
  if (/\p{Script=Hiragana}/u.test(char)) return 'hiragana';
  if (/\p{Script=Han}/u.test(char)) return 'han';
  if (/\p{Script=Latin}/u.test(char)) return 'latin';
  return /\p{N}/u.test(char) ? 'digit' : 'other';
}

/** Without what only introduced the part that was cut off. */
function withoutDangling(name) {
  return name
    .replace(/[\s(（「『【<＜~〜～:：\-–—・/／&]+$/u, '')
    .replace(/\s*(第|Season|シーズン|\bThe)$/u, '')
    .replace(/(?<!\p{Script=Hiragana})[のはをにが]$/u, '')
    .trim();
}

function withoutSeason(title) {
  const season = /\s*([(（]\d{4}[)）]|[(（]?第\d+(期|シリーズ|シーズン|クール)[)）]?)$/u;
  return title.replace(season, '').trim();
}

function byBegin(a, b) {
  if (a.begin !== b.begin) return a.begin < b.begin ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

/** One release a line, so that two unpacked versions compare well. */
function pack(chosen) {
  const lines = chosen.map(({ sites, group, ...release }) => JSON.stringify(release)).join(',\n');
  const header = JSON.stringify({ ...HEADER, releases: [] }).replace(/\]\}$/, '');
  const bytes = gzipSync(`${header}\n${lines}\n]}\n`, { level: 9 });
  bytes.writeUInt32LE(0, 4); // no time
  bytes[9] = 0xff; // and no operating system, so that neither changes the bytes
  return bytes;
}

function report(chosen, output) {
  const inFranchise = chosen.filter(({ franchise }) => franchise);
  console.log(`${chosen.length} releases: ${counts(chosen.map(({ kind }) => kind))}`);
  console.log(`by decade: ${counts(chosen.map(({ begin }) => `${begin.slice(0, 3)}0s`))}`);
  console.log(`on air: ${chosen.filter(({ end }) => end === null).length}`);
  const franchises = new Set(inFranchise.map(({ franchise }) => franchise));
  console.log(`franchises: ${franchises.size}, with ${inFranchise.length} releases`);
  console.log(`${output}: ${statSync(output).size} bytes`);
}

function counts(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1);
  return [...tally].map(([value, count]) => `${value} ${count}`).join(', ');
}

main(process.argv.slice(2));
