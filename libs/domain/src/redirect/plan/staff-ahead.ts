import { qualifiedQueues, type HallConfig } from '../../live';
import type { RedirectParams } from '../params';
import { BreakMoves, type BreakMove } from './break-moves';
import { StaffBook, type Loan } from './staff-book';
import type { PlanHall } from './types';

/** When people are lacking at a queue, epoch ms. */
export interface ShortSpan {
  readonly from: number;
  readonly until: number;
  readonly people: number;
}

/** Windows of other queues, and reserve windows, that are asked to help meanwhile. */
export interface HelpAsked {
  readonly from: number;
  readonly until: number;
  /** indices of windows */
  readonly windows: readonly number[];
  /** people still lacking with their help */
  readonly missing: number;
}

export interface StaffShortage {
  readonly queue: string;
  readonly spans: readonly ShortSpan[];
  readonly moves: readonly BreakMove[];
  readonly helps: readonly HelpAsked[];
}

/**
 * What to do the evening before where those on the roster do not suffice for what is expected: first breaks are moved, then qualified windows
 * are asked to help. Nothing is said of a queue that lacks nobody.
 * @param work by queue: minutes of work expected in each half hour
 */
export function staffAhead(
  config: HallConfig,
  work: ReadonlyMap<string, readonly number[]>,
  hall: PlanHall,
  params: RedirectParams,
): StaffShortage[] {
  const book = new StaffBook(config, work);
  const short = config.queues.flatMap(({ code }) => {
    const spans = book.shortIn(code).map((one) => ({ ...book.span(one), people: one.people }));
    return spans.length === 0 ? [] : [{ queue: code, spans }];
  });
  if (short.length === 0) return [];
  const breaks = new BreakMoves(config, hall, book);
  // all breaks first: nobody is asked to help where a moved break does it
  const moved = short.map((one) => ({ ...one, moves: breaks.outOf(one.queue, one.spans) }));
  return moved.map((one) => ({ ...one, helps: helpFor(config, book, one.queue, params) }));
}

function helpFor(config: HallConfig, book: StaffBook, queue: string, params: RedirectParams): HelpAsked[] {
  return book.shortIn(queue).map(({ first, last, people }) => {
    const windows: number[] = [];
    for (const window of qualifiedFor(config, queue, book.span({ first, last }))) {
      if (windows.length === people) break;
      if (mayLend(config, book, { window, queue, first, last }, params)) windows.push(window);
    }
    const left = book.shortIn(queue).filter((one) => one.first <= last && first <= one.last);
    return { ...book.span({ first, last }), windows, missing: Math.max(0, ...left.map((one) => one.people)) };
  });
}

/** Windows that could serve the queue all that time, reserve windows first: they are missed nowhere else. */
function qualifiedFor(config: HallConfig, queue: string, span: { from: number; until: number }): number[] {
  const skills = new Map(config.officers.map((officer) => [officer.id, qualifiedQueues(config, officer)]));
  const able = config.windows.flatMap(({ kind, homeQueue, queues, roster }, w) => {
    const isReserve = kind === 'reserve';
    if (!isReserve && homeQueue === queue) return [];
    const shifts = roster.filter(({ from, to }) => from < span.until && span.from < to);
    const isAble = shifts.every(({ officerId }) => (skills.get(officerId) ?? queues).includes(queue));
    const can = isReserve ? queues.includes(queue) || (shifts.length > 0 && isAble) : shifts.length > 0 && isAble;
    return can ? [{ w, isReserve }] : [];
  });
  return able.sort((a, b) => Number(b.isReserve) - Number(a.isReserve) || a.w - b.w).map(({ w }) => w);
}

/** Lends a window where it helps and its own queue lacks nobody without it. */
function mayLend(config: HallConfig, book: StaffBook, loan: Loan, { reserveBudgetMin }: RedirectParams): boolean {
  const window = config.windows[loan.window];
  if (window === undefined || book.isLent(loan)) return false;
  const before = book.excess(loan.queue);
  book.lend(loan);
  const isReserve = window.kind === 'reserve';
  const isSpared = isReserve ? book.reserveMin <= reserveBudgetMin : book.shortIn(window.homeQueue).length === 0;
  if (isSpared && book.excess(loan.queue) < before) return true;
  book.takeBack(loan);
  return false;
}
