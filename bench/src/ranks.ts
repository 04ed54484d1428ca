import { comparePlaces, Stream, type PlaceFigure, type PlacesCompared } from '@cockpit/domain';

/** A simulated bureau: what its places are really like, and how much their days vary. */
export interface RankCase {
  readonly kind: 'share' | 'value';
  readonly places: number;
  readonly days: number;
  /** standard deviation of the true figures between places, in parts of the usual figure; 0: all are alike */
  readonly apart: number;
  /** standard deviation of the days of a place, in parts of what one visitor varies (shares) or of the mean (waits) */
  readonly daily: number;
  /** the days of some places vary much more than those of others */
  readonly uneven?: boolean;
  /** one place has fifty times the visitors of the others */
  readonly giant?: boolean;
  /** correlation of a day with the day before */
  readonly lasting?: number;
}

export interface RankCoverage extends RankCase {
  readonly runs: number;
  /** share of the bureaus in which every set covered the true rank */
  readonly all: number;
  /** share of the places whose set covered it */
  readonly each: number;
  /** mean width of a set, in ranks */
  readonly width: number;
  /** mean number of bands */
  readonly bands: number;
  /** share of the places beyond the 99.8 % limits of the funnel; null without a funnel */
  readonly marked: number | null;
}

const shares: RankCase = { kind: 'share', places: 30, days: 20, apart: 0, daily: 0.15 };
const waits: RankCase = { ...shares, kind: 'value', daily: 0.3 };
/** Bureaus in which all places are alike come first: there every order that is told is wrong. */
export const RANK_CASES: readonly RankCase[] = [
  shares,
  { ...shares, places: 3 },
  { ...shares, places: 120 },
  { ...shares, days: 5 },
  { ...shares, places: 3, days: 5 },
  { ...shares, daily: 0 },
  { ...shares, daily: 0.4 },
  { ...shares, uneven: true },
  { ...shares, days: 5, uneven: true },
  { ...shares, places: 3, days: 5, uneven: true },
  { ...shares, giant: true },
  { ...shares, lasting: 0.3 },
  { ...shares, days: 5, uneven: true, lasting: 0.3 },
  waits,
  { ...waits, days: 5 },
  { ...waits, uneven: true },
  { ...waits, places: 3, days: 5, uneven: true },
  { ...shares, apart: 0.03 },
  { ...shares, apart: 0.1 },
  { ...shares, apart: 0.1, places: 3 },
  { ...shares, apart: 0.1, uneven: true },
  { ...shares, apart: 0.1, giant: true },
  { ...waits, apart: 0.2 },
  { ...waits, apart: 0.4, uneven: true },
];

/** How often sets of ranks cover the true ranks in simulated bureaus; the same seed makes the same bureaus. */
export function coverageOf(one: RankCase, runs: number, seed: number): RankCoverage {
  const sums = { all: 0, each: 0, width: 0, bands: 0, marked: 0, funnels: 0 };
  for (let run = 0; run < runs; run += 1) {
    const { truth, figures } = bureau(one, new Stream(seed, run));
    const answer = comparePlaces(one.kind, 'more', figures);
    const covered = figures.map((_, i) => covers(answer, truth, i));
    sums.all += covered.every(Boolean) ? 1 : 0;
    sums.each += covered.filter(Boolean).length / covered.length;
    sums.width += mean(answer.places.map(({ ranks }) => (ranks === null ? NaN : ranks.high - ranks.low + 1)));
    sums.bands += Math.max(...answer.places.map(({ band }) => band ?? NaN));
    sums.marked += mean(answer.places.map(({ outside }) => (outside === null ? 0 : 1)));
    sums.funnels += answer.noFunnel === null ? 1 : 0;
  }
  return {
    ...one,
    runs,
    all: sums.all / runs,
    each: sums.each / runs,
    width: sums.width / runs,
    bands: sums.bands / runs,
    marked: sums.funnels === 0 ? null : sums.marked / sums.funnels,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Whether a set holds every rank the place may claim: places that are equal share theirs. */
function covers({ places }: PlacesCompared, truth: readonly number[], i: number): boolean {
  const [own, ranks] = [truth[i] ?? NaN, places[i]?.ranks];
  if (ranks === undefined || ranks === null) return false;
  const better = truth.filter((one) => one > own).length;
  const worse = truth.filter((one) => one < own).length;
  return ranks.low <= 1 + better && ranks.high >= truth.length - worse;
}

const USUAL = { share: 0.85, value: 900 };
const MEDIAN_VISITORS = 60;
const ROOT3 = Math.sqrt(3);

function bureau(one: RankCase, random: Stream): { truth: number[]; figures: PlaceFigure[] } {
  const truth: number[] = [];
  const figures = Array.from({ length: one.places }, (_, i): PlaceFigure => {
    const true_ = trueFigure(one, random);
    truth.push(true_);
    const visitors = MEDIAN_VISITORS * (one.giant === true && i === 0 ? 50 : random.lognormal(0.8));
    const daily = one.daily * (one.uneven === true ? random.lognormal(0.6) : 1);
    let wave = random.normal();
    const days = Array.from({ length: one.days }, () => {
      const d = Math.max(1, Math.round(visitors * random.lognormal(0.25)));
      const lasting = one.lasting ?? 0;
      wave = lasting * wave + Math.sqrt(1 - lasting ** 2) * random.normal();
      return { d, n: countOf(one, true_, daily, wave, d, random) };
    });
    return figureOf(String(i), days);
  });
  return { truth, figures };
}

const trueFigure = ({ kind, apart }: RankCase, random: Stream): number => {
  const figure = USUAL[kind] * (1 + apart * random.normal());
  return kind === 'share' ? Math.min(0.99, Math.max(0.01, figure)) : Math.max(60, figure);
};

/** What is counted on a day: a day is better or worse by itself, but on the average the place is what it is. */
function countOf(one: RankCase, figure: number, daily: number, wave: number, d: number, random: Stream): number {
  // evenly spread and bounded, so that no day leaves the possible and none has to be cut off
  const even = ROOT3 * (2 / (1 + Math.exp(-1.702 * wave)) - 1);
  if (one.kind === 'value') {
    const ofDay = figure * (1 + Math.min(daily, 0.95 / ROOT3) * even);
    return Math.max(0, ofDay * (d + Math.sqrt(d) * random.normal()));
  }
  const reach = Math.min(daily * Math.sqrt(figure * (1 - figure)), (1 - figure) / ROOT3, figure / ROOT3);
  const share = figure + reach * even;
  let hits = 0;
  for (let visitor = 0; visitor < d; visitor += 1) hits += random.uniform() < share ? 1 : 0;
  return hits;
}

function figureOf(place: string, days: readonly { n: number; d: number }[]): PlaceFigure {
  const n = days.reduce((sum, day) => sum + day.n, 0);
  const d = days.reduce((sum, day) => sum + day.d, 0);
  return { place, value: n / d, weight: d, days: days.length, without: days.map((day) => (n - day.n) / (d - day.d)) };
}

const percent = (value: number, digits = 1): string => `${(100 * value).toFixed(digits)} %`;

/** The table of the documents. */
export function ranksTable(rows: readonly RankCoverage[]): string {
  const lines = rows.map((row) => {
    const figure = row.kind === 'share' ? 'share' : 'mean';
    const more = [
      ...(row.uneven === true ? ['uneven'] : []),
      ...(row.giant === true ? ['one giant'] : []),
      ...(row.lasting === undefined ? [] : [`correlated ${String(row.lasting)}`]),
    ];
    return [
      figure,
      row.places,
      row.days,
      row.apart === 0 ? 'alike' : percent(row.apart, 0),
      [row.daily, ...more].join(', '),
      percent(row.all),
      percent(row.each, 2),
      row.width.toFixed(1),
      row.marked === null ? '–' : percent(row.marked, 2),
    ];
  });
  const head = ['figure', 'places', 'days', 'apart', 'daily', 'all covered', 'each', 'ranks in a set', 'marked'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
