import { isOpenWarning, type Warning } from '@cockpit/contracts';

/** Nobody has said anything to it yet. */
export const isUnanswered = ({ handling }: Pick<Warning, 'handling'>): boolean =>
  handling === 'new' || handling === 'notified';
/** It can be acknowledged. */
export const waits = (warning: Pick<Warning, 'handling'>): boolean =>
  isUnanswered(warning) || warning.handling === 'snoozed';

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

/** Open warnings, what needs an answer most first; the older first among equals. */
export const openWarnings = (warnings: readonly Warning[]): Warning[] =>
  warnings
    .filter(isOpenWarning)
    .sort(
      (a, b) =>
        weight(b) - weight(a) || REACH[b.scope.kind] - REACH[a.scope.kind] || Date.parse(a.since) - Date.parse(b.since),
    );
