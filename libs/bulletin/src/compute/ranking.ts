import {
  NO_FIGURE,
  message,
  metricText,
  wilson,
  type BulletinParagraph,
  type BulletinSection,
  type BulletinTable,
} from '@cockpit/contracts';
import type { Figure } from './figure-book';
import type { Grounds } from './grounds';

/** With more halls than twice this, only the first and the last so many are printed. */
export const PRINTED_AN_END = 20;
const METRIC = 'service_level';

export type HallFigure = Figure & { part: string };

/** Halls of which anything is known, best first. */
export async function byServiceLevel({ book }: Grounds, span: Grounds['span']): Promise<HallFigure[]> {
  const all = await book.parts(METRIC, span, 'hall');
  return all
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.part < b.part ? -1 : 1));
}

export const intervalOf = ({ numerator, denominator }: Figure) => wilson(numerator ?? 0, denominator ?? 0);

/** The halls by service level with its interval. A comparison within classes of size takes this place once there is one. */
export async function ranking(grounds: Grounds): Promise<BulletinSection> {
  const halls = await byServiceLevel(grounds, grounds.span);
  const cut = halls.length > 2 * PRINTED_AN_END;
  const paragraphs: BulletinParagraph[] =
    halls.length === 0
      ? [{ key: 'league-none', words: message('bulletin.league-none', {}) }]
      : [{ key: 'league-how', words: message('bulletin.league-how', {}) }];
  if (cut) paragraphs.push({ key: 'league-cut', words: message('bulletin.league-cut', { n: PRINTED_AN_END }) });
  return {
    key: 'ranking',
    title: message('bulletin.ranking', {}),
    paragraphs,
    tables: halls.length === 0 ? [] : [await league(grounds, halls, cut)],
    charts: [],
  };
}

async function league(grounds: Grounds, halls: readonly HallFigure[], cut: boolean): Promise<BulletinTable> {
  const { book, span, nameOf } = grounds;
  const waits = new Map((await book.parts('wait_mean', span, 'hall')).map((figure) => [figure.part, figure]));
  const ranked = halls.map((hall) => ({ hall, rank: 1 + halls.findIndex(({ value }) => value === hall.value) }));
  const shown = cut ? [...ranked.slice(0, PRINTED_AN_END), ...ranked.slice(-PRINTED_AN_END)] : ranked;
  return {
    key: 'league',
    title: message('bulletin.league', {}),
    columns: [
      message('bulletin.rank', {}),
      message('bulletin.hall', {}),
      message('bulletin.level', {}),
      message('bulletin.interval', {}),
      message('bulletin.called', {}),
      message('bulletin.wait', {}),
    ],
    widths: [1.6, 6, 3.6, 3.4, 2.6, 3.6],
    rows: shown.map(({ hall, rank }) => [
      { text: String(rank) },
      { text: nameOf(hall.part) },
      book.cell(hall),
      { text: range(hall) },
      { text: metricText('arrivals', hall.denominator, 'zh-CN') },
      book.cell(waits.get(hall.part)),
    ]),
  };
}

function range(figure: Figure): string {
  const interval = intervalOf(figure);
  if (interval === null) return NO_FIGURE;
  return `${metricText(METRIC, interval.low, 'zh-CN')}–${metricText(METRIC, interval.high, 'zh-CN')}`;
}
