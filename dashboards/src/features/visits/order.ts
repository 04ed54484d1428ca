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

/** The wait between the two times as they are printed, so that whoever subtracts them finds it; null: not called yet. */
export const printedWaitSec = ({
  waitSec,
  issuedAt,
  calledAt,
}: Pick<Visit, 'waitSec' | 'issuedAt' | 'calledAt'>): number | null =>
  waitSec === null || issuedAt === null || calledAt === null
    ? waitSec
    : Math.max(0, wholeSec(calledAt) - wholeSec(issuedAt));

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
