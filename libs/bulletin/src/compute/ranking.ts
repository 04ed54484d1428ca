import {
  NO_FIGURE,
  message,
  metricText,
  part,
  shownDigits,
  shownValue,
  wilson,
  type BulletinCell,
  type BulletinParagraph,
  type BulletinSection,
  type BulletinTable,
} from '@cockpit/contracts';
import type { Figure } from './figure-book';
import type { Grounds } from './grounds';
import type { Peer } from './peers';

/** If a class has more than twice this many halls, only this many at each end are printed. */
export const PRINTED_AN_END = 20;
export const METRIC = 'service_level';

export type HallFigure = Figure & { part: string };

/** Halls with a figure, best first. */
export async function byServiceLevel({ book }: Grounds, span: Grounds['span']): Promise<HallFigure[]> {
  const all = await book.parts(METRIC, span, 'hall');
  return all
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.part < b.part ? -1 : 1));
}

export const intervalOf = ({ numerator, denominator }: Figure) => wilson(numerator ?? 0, denominator ?? 0);

/**
 * The section of halls by service level within kind and size. Halls with overlapping rank intervals share a band, so
 * that chance decides no ranking.
 */
export async function ranking(grounds: Grounds): Promise<BulletinSection> {
  const rankedClasses = grounds.peers
    .map((alike) => alike.filter(({ compared }) => compared !== null))
    .filter(({ length }) => length > 0);
  const isCut = rankedClasses.some(({ length }) => length > 2 * PRINTED_AN_END);
  const paragraphs: BulletinParagraph[] =
    rankedClasses.length === 0
      ? [{ key: 'league-none', words: message('bulletin.league-none', {}) }]
      : [{ key: 'league-how', words: message('bulletin.league-how', {}) }];
  if (isCut) paragraphs.push({ key: 'league-cut', words: message('bulletin.league-cut', { n: PRINTED_AN_END }) });
  const { book, span } = grounds;
  const [levels, waits] = await Promise.all(
    ([METRIC, 'wait_mean'] as const).map(
      async (metric) => new Map((await book.parts(metric, span, 'hall')).map((figure) => [figure.part, figure])),
    ),
  );
  paragraphs.push(...nobodyMet(levels?.values() ?? []), ...begunMeanwhile(grounds));
  return {
    key: 'ranking',
    title: message('bulletin.ranking', {}),
    paragraphs,
    tables: rankedClasses.map((alike) => league(grounds, alike, { levels, waits })),
    charts: [],
  };
}

/** Maximum number of named halls. */
const MAX_NEW_HALLS = 10;

/** A paragraph on halls that opened during the period, because their figures cover fewer days. */
function begunMeanwhile({ begun, nameOf }: Grounds): BulletinParagraph[] {
  const entries = [...begun].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hall, since]) => `${nameOf(hall)} ${since}`);
  if (entries.length === 0) return [];
  const more = entries.length - MAX_NEW_HALLS;
  const params = { halls: entries.slice(0, MAX_NEW_HALLS), more };
  return [
    {
      key: 'begun',
      words: more > 0 ? message('bulletin.begun-more', params) : message('bulletin.begun', { halls: entries }),
    },
  ];
}

/** A paragraph for a target that no hall meets: it does not distinguish the halls. */
export function nobodyMet(levels: Iterable<Pick<HallFigure, 'target'>>): BulletinParagraph[] {
  const judged = [...levels].filter(({ target }) => (target?.met ?? null) !== null);
  return judged.length === 0 || judged.some(({ target }) => target?.met === true)
    ? []
    : [{ key: 'target-nobody', words: message('bulletin.target-nobody', { n: judged.length }) }];
}

interface Columns {
  readonly levels: ReadonlyMap<string, HallFigure> | undefined;
  readonly waits: ReadonlyMap<string, HallFigure> | undefined;
}

function league({ book, nameOf }: Grounds, alike: readonly Peer[], { levels, waits }: Columns): BulletinTable {
  const shown =
    alike.length > 2 * PRINTED_AN_END ? [...alike.slice(0, PRINTED_AN_END), ...alike.slice(-PRINTED_AN_END)] : alike;
  const { tier = 'hall', size = 'small' } = alike[0] ?? {};
  return {
    key: `league-${tier}-${size}`,
    title: message('bulletin.league', {
      tier: part(`bulletin.tier-${tier}`, {}),
      size: part(`bulletin.size-${size}`, {}),
    }),
    columns: [
      message('bulletin.band', {}),
      message('bulletin.rank', {}),
      message('bulletin.hall', {}),
      message('bulletin.level', {}),
      message('bulletin.interval', {}),
      message('bulletin.called', {}),
      message('bulletin.wait', {}),
    ],
    widths: [1.4, 2, 5.4, 3.4, 3.4, 2.4, 3.2],
    rows: shown.map(({ hall, compared }) => [
      numbersCell(compared?.band?.toString() ?? NO_FIGURE, [compared?.band]),
      ranksOf(compared),
      { text: nameOf(hall) },
      book.cell(levels?.get(hall)),
      rangeOf(compared),
      numbersCell(metricText('arrivals', levels?.get(hall)?.denominator ?? null, 'zh-CN'), [
        levels?.get(hall)?.denominator,
      ]),
      book.cell(waits?.get(hall)),
    ]),
  };
}

/** A cell of plain numbers without a figure code; a dash if a number is missing. */
const numbersCell = (text: string, values: readonly (number | null | undefined)[], digits = 0): BulletinCell => {
  const present = values.filter((value) => value !== null && value !== undefined);
  return present.length < values.length ? { text: NO_FIGURE } : { text, numbers: { values: present, digits } };
};

function ranksOf(compared: Peer['compared']): BulletinCell {
  if (compared === null) return { text: NO_FIGURE };
  const { low, high } = compared.ranks ?? { low: compared.rank, high: compared.rank };
  return numbersCell(low === high ? String(low) : `${String(low)}–${String(high)}`, [low, high]);
}

function rangeOf(compared: Peer['compared']): BulletinCell {
  const interval = compared?.interval ?? null;
  if (interval === null) return { text: NO_FIGURE };
  const [low, high] = [interval.low, interval.high].map((value) => metricText(METRIC, value, 'zh-CN'));
  const values = [interval.low, interval.high].map((value) => shownValue(METRIC, value));
  return numbersCell(`${low ?? ''}–${high ?? ''}`, values, shownDigits(METRIC));
}
