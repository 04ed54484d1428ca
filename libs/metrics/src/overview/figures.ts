import { TARGETED, type MetricAnswer, type MetricKey, type Overview } from '@cockpit/contracts';
import type { TargetBooks } from '../targets/target-store';

type Figure = Overview['figures'][number];
type Part = MetricAnswer['parts'][number];

/** Shown while no targets are set: people wait, matters are due, warnings are closed, visitors say how it was. */
const WITHOUT_TARGETS: readonly MetricKey[] = [
  'service_level',
  'wait_p90',
  'on_time_rate',
  'closed_loop_rate',
  'satisfied',
];
/** What is read in a minute. */
const MOST_FIGURES = 10;
const MOST_WORST = 3;

/** The metrics that have targets anywhere, each with the halls furthest from theirs; the one most halls miss first. */
export async function figuresOf(
  books: TargetBooks,
  answerOf: (key: MetricKey) => Promise<MetricAnswer>,
): Promise<Figure[]> {
  const named = new Set<MetricKey>([...books.values()].flat().map(({ metric }) => metric));
  const keys = named.size === 0 ? WITHOUT_TARGETS : TARGETED.filter((key) => named.has(key)).slice(0, MOST_FIGURES);
  const figures = await Promise.all(keys.map(async (key) => figureFrom(await answerOf(key))));
  return figures.sort((a, b) => shareMissed(b) - shareMissed(a));
}

const shareMissed = ({ judged, missed }: Figure): number => (judged === 0 ? 0 : missed / judged);

function figureFrom(answer: MetricAnswer): Figure {
  const judged = answer.parts.filter(({ target }) => typeof target?.met === 'boolean');
  const missed = judged.filter(({ target }) => target?.met === false).sort((a, b) => distance(a) - distance(b));
  return {
    key: answer.key,
    ...measured(answer),
    judged: judged.length,
    missed: missed.length,
    worst: missed.slice(0, MOST_WORST).map((part) => ({ hall: part.by, ...measured(part) })),
  };
}

/** In parts of the target, so that halls with different targets can be told apart. */
const distance = ({ target }: Part): number => (target?.by ?? 0) / Math.max(Math.abs(target?.target ?? 1), 1e-9);

const measured = ({
  value,
  numerator,
  denominator,
  target,
}: Omit<Part, 'by'>): Omit<Figure['worst'][number], 'hall'> => ({
  ...{ value, numerator, denominator },
  ...(target === undefined ? {} : { target }),
});
