import type { Visit } from '@cockpit/contracts';

export const VISIT_ORDERS = ['wait', 'service', 'time'] as const;
export type VisitOrder = (typeof VISIT_ORDERS)[number];

/** Longest first; what is not known, because it has not happened, comes last. */
const longest = (a: number | null, b: number | null): number => (b ?? -1) - (a ?? -1);

/** The visits in an order; those that are equal stay in the order of their tickets. */
export function ordered(visits: readonly Visit[], order: VisitOrder): Visit[] {
  if (order === 'time') return [...visits];
  return [...visits].sort((a, b) =>
    order === 'wait' ? longest(a.waitSec, b.waitSec) : longest(a.serviceSec, b.serviceSec),
  );
}

const wholeSec = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/**
 * The wait as it is told, in whole seconds; where it is the time between the two moments that stand beside it, so many seconds as those
 * have between them as they are printed, so that whoever subtracts them finds it. Null: not called yet.
 */
export function printedWaitSec({
  waitSec,
  issuedAt,
  calledAt,
}: Pick<Visit, 'waitSec' | 'issuedAt' | 'calledAt'>): number | null {
  if (waitSec === null || issuedAt === null || calledAt === null) return waitSec;
  const printed = wholeSec(calledAt) - wholeSec(issuedAt);
  return Math.abs(printed - waitSec) <= 1 ? printed : waitSec;
}

/** Whether somebody waited longer than the upper bound that was told, as it is printed in whole minutes. */
export function isBeyondQuoted(visit: Pick<Visit, 'waitSec' | 'issuedAt' | 'calledAt' | 'quotedP90Sec'>): boolean {
  const wait = printedWaitSec(visit);
  const { quotedP90Sec: told } = visit;
  return wait !== null && told !== null && wait > Math.max(told, Math.round(told / 60) * 60);
}

export interface VisitSums {
  visits: number;
  /** of those who were called */
  meanWaitSec: number | null;
  longestWaitSec: number | null;
  meanServiceSec: number | null;
}

export function sumsOf(visits: readonly Visit[]): VisitSums {
  const waits = visits.flatMap(({ waitSec }) => (waitSec === null ? [] : [waitSec]));
  const services = visits.flatMap(({ serviceSec }) => (serviceSec === null ? [] : [serviceSec]));
  return {
    visits: visits.length,
    meanWaitSec: mean(waits),
    longestWaitSec: waits.length === 0 ? null : waits.reduce((a, b) => Math.max(a, b)),
    meanServiceSec: mean(services),
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
