import { isOpenWarning, isUnanswered, type Warning } from './warnings';

/** Warnings that concern more people come first. */
const REACH: Record<Warning['scope']['kind'], number> = {
  feed: 3,
  hall: 2,
  queue: 1,
  unit: 1,
  line: 1,
  window: 0,
  item: 0,
  terminal: 0,
};

const weight = (warning: Warning): number =>
  (warning.severity === 'red' ? 4 : 0) + (warning.condition === 'firing' ? 2 : 0) + (isUnanswered(warning) ? 1 : 0);

/** distance beyond the limit in the wrong direction, as a share of the limit */
const excess = ({ value, threshold }: Warning): number =>
  value === null || threshold === 0 ? 0 : Math.abs(value / threshold - 1);
const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Open warnings by urgency; among equals the older, then those further beyond their limit. */
export const openWarnings = (warnings: readonly Warning[]): Warning[] =>
  warnings.filter(isOpenWarning).sort(
    (a, b) =>
      weight(b) - weight(a) ||
      REACH[b.scope.kind] - REACH[a.scope.kind] ||
      Date.parse(a.since) - Date.parse(b.since) ||
      excess(b) - excess(a) ||
      // arbitrary, but the same order on all screens
      plain(a.scope.code, b.scope.code) ||
      plain(a.rule, b.rule),
  );
