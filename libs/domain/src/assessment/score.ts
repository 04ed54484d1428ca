import {
  METRICS,
  type AssessmentGate,
  type AssessmentIndicator,
  type AssessmentScheme,
  type MetricKey,
} from '@cockpit/contracts';

/** What an indicator is read from. */
export interface AssessedFigure {
  readonly value: number | null;
  /** null: the metric is divided by nothing */
  readonly denominator: number | null;
}
/** By metric; `excluded`: left out after an appeal. */
export type AssessedFigures = ReadonlyMap<MetricKey, AssessedFigure | 'excluded'>;

export interface ScoredLine {
  readonly indicator: AssessmentIndicator;
  /** null where the line is not assessed */
  readonly points: number | null;
  readonly why: 'figure' | 'few' | 'excluded' | null;
}

export interface Scored {
  /** of 100; null where less than half of the weight could be assessed */
  readonly score: number | null;
  /** share of the weight that could be assessed */
  readonly assessed: number;
  readonly lines: readonly ScoredLine[];
  /** gates that hold the score down */
  readonly gates: readonly AssessmentGate[];
}

/** With less of the weight than this, a score would speak of something else than those it stands beside. */
const LEAST_ASSESSED = 0.5;
const FULL = 100;
/** Sums of doubles are not told apart below this. */
const ALIKE = 1e-9;

/** Of each metric the line that names this kind of place, else the one for every kind. @param tier of the place */
const about = <Line extends { metric: MetricKey; tier: string | null }>(lines: readonly Line[], tier: string): Line[] =>
  lines.filter(
    (line) =>
      line.tier === tier ||
      (line.tier === null && !lines.some((other) => other.metric === line.metric && other.tier === tier)),
  );

/** The score of a place. What cannot be assessed is left out of the points and of the weights alike. */
export function scoreOf(scheme: AssessmentScheme, tier: string, figures: AssessedFigures): Scored {
  const lines = about(scheme.indicators, tier).map((indicator) => lineOf(indicator, figures.get(indicator.metric)));
  const sum = (of: (line: ScoredLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const [all, weight] = [
    sum(({ indicator }) => indicator.weight),
    sum(({ indicator, points }) => (points === null ? 0 : indicator.weight)),
  ];
  const assessed = all === 0 ? 0 : weight / all;
  if (assessed < LEAST_ASSESSED - ALIKE) return { score: null, assessed, lines, gates: [] };
  const plain = (sum(({ points }) => points ?? 0) / weight) * FULL;
  const gates = about(scheme.gates, tier).filter(
    (gate) => gate.cap < plain && isBroken(gate, figures.get(gate.metric)),
  );
  return { score: Math.min(plain, ...gates.map(({ cap }) => cap)), assessed, lines, gates };
}

function lineOf(indicator: AssessmentIndicator, figure: AssessedFigure | 'excluded' | undefined): ScoredLine {
  const unassessed = (why: ScoredLine['why']): ScoredLine => ({ indicator, points: null, why });
  if (figure === 'excluded') return unassessed('excluded');
  if (figure === undefined || figure.value === null) return unassessed('figure');
  const { zero, full, most, weight, least } = indicator;
  if (figure.denominator !== null && figure.denominator < least) return unassessed('few');
  const share = (figure.value - zero) / (full - zero);
  return { indicator, points: weight * Math.min(most, Math.max(0, share)), why: null };
}

/** A figure that is exactly at the limit keeps the gate. */
function isBroken({ metric, limit }: AssessmentGate, figure: AssessedFigure | 'excluded' | undefined): boolean {
  if (figure === undefined || figure === 'excluded' || figure.value === null) return false;
  return METRICS[metric].better === 'less' ? figure.value > limit + ALIKE : figure.value < limit - ALIKE;
}
