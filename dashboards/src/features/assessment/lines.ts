import { ASSESSED, AssessmentScheme, METRICS, type AssessmentGate, type AssessmentIndicator } from '@cockpit/contracts';
import type { Fault } from '../../shared/faults';

type Metric = AssessmentIndicator['metric'];
export interface SchemeDraft {
  indicators: AssessmentIndicator[];
  gates: AssessmentGate[];
}

/** Half of the cases at best, or none: a start that somebody will change. */
const startOf = (metric: Metric): { zero: number; full: number } => {
  const { unit, better } = METRICS[metric];
  const [low, high] = unit === 'share' || unit === 'index' ? [0.5, 0.95] : unit === 'seconds' ? [600, 1800] : [1, 10];
  return better === 'more' ? { zero: low, full: high } : { zero: high, full: low };
};

export const newIndicator = (metric: Metric): AssessmentIndicator => ({
  metric,
  tier: null,
  weight: 10,
  ...startOf(metric),
  most: 1,
  least: 0,
});
export const newGate = (metric: Metric): AssessmentGate => ({
  metric,
  tier: null,
  limit: startOf(metric).zero,
  cap: 60,
});

/** A metric that the lines have not yet, or the first one. */
export const nextMetric = (lines: readonly { metric: Metric }[]): Metric =>
  ASSESSED.find((key) => !lines.some(({ metric }) => metric === key)) ?? 'service_level';

/** What cannot be saved as it is, as `indicators.2`. */
export function wrongParts(draft: SchemeDraft): Set<string> {
  const { error } = AssessmentScheme.safeParse(draft);
  return new Set((error?.issues ?? []).map(({ path: [list, at] }) => `${String(list)}.${String(at ?? '')}`));
}

/** Of these the lines of one list, by their number. */
export const wrongIn = (parts: ReadonlySet<number | string>, list: keyof SchemeDraft): Set<number> =>
  new Set(
    [...parts].flatMap((part) => (String(part).startsWith(`${list}.`) ? [Number(String(part).split('.')[1])] : [])),
  );

/** What is wrong with a line as a whole is said at its first field. */
export const atField = (fault: Fault): Fault =>
  /^scheme\.(indicators|gates)\.\d+$/.test(fault.path) ? { ...fault, path: `${fault.path}.metric` } : fault;

/** How many lines were added, left out or changed. */
export function changedParts(before: SchemeDraft, after: SchemeDraft): number {
  const texts = (scheme: SchemeDraft): string[] =>
    [...scheme.indicators, ...scheme.gates].map((line) => JSON.stringify(line));
  const [was, is] = [texts(before), texts(after)];
  return Math.max(is.filter((text) => !was.includes(text)).length, was.filter((text) => !is.includes(text)).length);
}
