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

/** With more halls than twice this, only the first and the last so many are printed. */
export const PRINTED_AN_END = 20;
export const METRIC = 'service_level';

export type HallFigure = Figure & { part: string };

/** Halls of which anything is known, best first. */
export async function byServiceLevel({ book }: Grounds, span: Grounds['span']): Promise<HallFigure[]> {
  const all = await book.parts(METRIC, span, 'hall');
  return all
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.part < b.part ? -1 : 1));
}

export const intervalOf = ({ numerator, denominator }: Figure) => wilson(numerator ?? 0, denominator ?? 0);

/** The halls of each kind and size by service level: where ranks overlap they share a band, and nobody is put on a red list by chance. */
export async function ranking(grounds: Grounds): Promise<BulletinSection> {
  const known = grounds.peers
    .map((alike) => alike.filter(({ compared }) => compared !== null))
    .filter(({ length }) => length > 0);
  const cut = known.some(({ length }) => length > 2 * PRINTED_AN_END);
  const paragraphs: BulletinParagraph[] =
    known.length === 0
      ? [{ key: 'league-none', words: message('bulletin.league-none', {}) }]
      : [{ key: 'league-how', words: message('bulletin.league-how', {}) }];
  if (cut) paragraphs.push({ key: 'league-cut', words: message('bulletin.league-cut', { n: PRINTED_AN_END }) });
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
    tables: known.map((alike) => league(grounds, alike, { levels, waits })),
    charts: [],
  };
}

/** As many as are read. */
const BEGUN_PRINTED = 10;

/** Halls that were not there all the time: their figures are of fewer days. */
function begunMeanwhile({ begun, nameOf }: Grounds): BulletinParagraph[] {
  const said = [...begun].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hall, since]) => `${nameOf(hall)} ${since}`);
  if (said.length === 0) return [];
  const more = said.length - BEGUN_PRINTED;
  const params = { halls: said.slice(0, BEGUN_PRINTED), more };
  return [
    {
      key: 'begun',
      words: more > 0 ? message('bulletin.begun-more', params) : message('bulletin.begun', { halls: said }),
    },
  ];
}

/** A target that nobody meets says something about itself or about the staff, and nothing about who is better. */
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

/** Numbers that no code opens; what is missing is a dash. */
const numbersCell = (text: string, values: readonly (number | null | undefined)[], digits = 0): BulletinCell => {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length < values.length ? { text: NO_FIGURE } : { text, numbers: { values: known, digits } };
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
