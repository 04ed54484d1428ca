import { isOpenWarning, isUnanswered, type Warning } from './warnings';

/** What concerns more people comes first. */
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

/** how far beyond its limit it is, whichever side is the wrong one, as a share of the limit */
const excess = ({ value, threshold }: Warning): number =>
  value === null || threshold === 0 ? 0 : Math.abs(value / threshold - 1);
const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Open warnings, what needs an answer most first; among equals the older, then what is further beyond its limit. */
export const openWarnings = (warnings: readonly Warning[]): Warning[] =>
  warnings.filter(isOpenWarning).sort(
    (a, b) =>
      weight(b) - weight(a) ||
      REACH[b.scope.kind] - REACH[a.scope.kind] ||
      Date.parse(a.since) - Date.parse(b.since) ||
      excess(b) - excess(a) ||
      // nothing else tells them apart: each screen and each look has them in the same order all the same
      plain(a.scope.code, b.scope.code) ||
      plain(a.rule, b.rule),
  );
