import { ratio } from '../../shared/format';
import type { LoopPart, LoopWarning, MetricAnswer, MetricKey } from '@cockpit/contracts';

/** How a warning can have ended, in the order in which they are shown: what closes the loop first. */
export const ENDS = ['by-action', 'explained', 'cleared', 'left', 'open'] as const;
export type End = (typeof ENDS)[number];

/** Figures about a warning's course, each with the warnings that stand behind it. */
export const TIMES: readonly { key: MetricKey; part: LoopPart }[] = [
  { key: 'time_to_notice', part: 'noticed' },
  { key: 'time_to_ack', part: 'acknowledged' },
  { key: 'time_to_act', part: 'acted' },
  { key: 'time_to_resolve', part: 'over' },
  { key: 'false_alarm_rate', part: 'false-alarm' },
];

export interface Share {
  end: End;
  count: number;
  /** of all that fired; null when none did */
  share: number | null;
}

/** How many ended in each way; together they are all that fired. */
export function sharesOf({ parts, denominator }: Pick<MetricAnswer, 'parts' | 'denominator'>): Share[] {
  const counts = new Map(parts.map(({ by, numerator }) => [by, numerator ?? 0]));
  const all = denominator ?? 0;
  return ENDS.map((end) => {
    const count = counts.get(end) ?? 0;
    return { end, count, share: ratio(count, all) };
  });
}

/** How it ended as the figures call it. */
export const endOf = ({ ended, condition }: Pick<LoopWarning, 'ended' | 'condition'>): End =>
  condition !== 'resolved' || ended === undefined ? 'open' : ended.as === 'action' ? 'by-action' : ended.as;

/** Whole minutes from the firing to an instant; null where it has not been. What was known before it fired counts as at once. */
export const minutesTo = (firedAt: string | null, at: string | null): number | null =>
  firedAt === null || at === null ? null : Math.max(0, Math.round((Date.parse(at) - Date.parse(firedAt)) / 60_000));

/** It came only once the warning was over: somebody saw to what was no more. Without a word of it the times stand in no order. */
export const cameAfterEnd = (
  warning: Pick<LoopWarning, 'clearedAt' | 'ended' | 'condition'>,
  at: string | null,
): boolean =>
  at !== null &&
  warning.clearedAt !== null &&
  endOf(warning) !== 'open' &&
  Date.parse(at) > Date.parse(warning.clearedAt);

/** How many warnings stand behind a part of the figures. */
export function countOf(
  part: LoopPart,
  ends: Pick<MetricAnswer, 'parts' | 'denominator'>,
  times: readonly Pick<MetricAnswer, 'key' | 'numerator' | 'denominator'>[],
): number {
  if (part === 'all') return ends.denominator ?? 0;
  const end = sharesOf(ends).find((one) => one.end === part);
  if (end !== undefined) return end.count;
  const key = TIMES.find((one) => one.part === part)?.key;
  const figure = times.find((one) => one.key === key);
  return (part === 'false-alarm' ? figure?.numerator : figure?.denominator) ?? 0;
}
