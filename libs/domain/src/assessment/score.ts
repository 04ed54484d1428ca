import {
  METRICS,
  type AssessmentGate,
  type AssessmentIndicator,
  type AssessmentScheme,
  type MetricKey,
} from '@cockpit/contracts';

/** Value of the metric that an indicator scores. */
export interface AssessedFigure {
  readonly value: number | null;
  /** null if the metric has no denominator */
  readonly denominator: number | null;
}
/** Figures by metric; `excluded` after a successful appeal. */
export type AssessedFigures = ReadonlyMap<MetricKey, AssessedFigure | 'excluded'>;

export interface ScoredLine {
  readonly indicator: AssessmentIndicator;
  /** null if the line is not assessed */
  readonly points: number | null;
  readonly why: 'figure' | 'few' | 'excluded' | null;
}

export interface Scored {
  /** 0 to 100; null if less than half of the weight could be assessed */
  readonly score: number | null;
  /** share of the weight that could be assessed */
  readonly assessed: number;
  readonly lines: readonly ScoredLine[];
  /** gates that limit the score */
  readonly gates: readonly AssessmentGate[];
}

/** With a smaller share of the weight, a score is not comparable with others. */
const MIN_ASSESSED = 0.5;
const FULL = 100;
/** Tolerance for sums of doubles. */
const EPSILON = 1e-9;

/** Lines for this tier; for each metric, a line that names the tier replaces the general one. @param tier of the place */
const about = <Line extends { metric: MetricKey; tier: string | null }>(lines: readonly Line[], tier: string): Line[] =>
  lines.filter(
    (line) =>
      line.tier === tier ||
      (line.tier === null && !lines.some((other) => other.metric === line.metric && other.tier === tier)),
  );

/** Computes the score of a place. Lines that cannot be assessed count neither in the points nor in the weights. */
export function scoreOf(scheme: AssessmentScheme, tier: string, figures: AssessedFigures): Scored {
  const lines = about(scheme.indicators, tier).map((indicator) => lineOf(indicator, figures.get(indicator.metric)));
  const sum = (of: (line: ScoredLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const [all, weight] = [
    sum(({ indicator }) => indicator.weight),
    sum(({ indicator, points }) => (points === null ? 0 : indicator.weight)),
  ];
  const assessed = all === 0 ? 0 : weight / all;
  if (assessed < MIN_ASSESSED - EPSILON) return { score: null, assessed, lines, gates: [] };
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

/** A figure exactly at the limit does not break the gate. */
function isBroken({ metric, limit }: AssessmentGate, figure: AssessedFigure | 'excluded' | undefined): boolean {
  if (figure === undefined || figure === 'excluded' || figure.value === null) return false;
  return METRICS[metric].better === 'less' ? figure.value > limit + EPSILON : figure.value < limit - EPSILON;
}
