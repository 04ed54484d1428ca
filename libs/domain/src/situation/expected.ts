import { queueOf, shownWait, type LiveHall, type LiveQueue, type Prompt, type Situation } from '@cockpit/contracts';

/** A forecast wait beyond the queue's target, while nobody in the queue needs help yet. */
interface Expected {
  readonly queue: string;
  readonly wait: NonNullable<Situation['wait']>;
}

/** The forecast of the open prompt, else of the next visitor in a busy queue, else of a warning. */
export const expectedIn = (
  { queues, warnings }: Pick<LiveHall, 'queues' | 'warnings'>,
  prompt: Prompt | undefined,
): Expected | undefined =>
  byPrompt(prompt, queues) ?? longest(queues.flatMap(byQueue)) ?? longest(warnings.flatMap(byWarning));

const longest = (all: readonly Expected[]): Expected | undefined => [...all].sort((a, b) => b.wait.min - a.wait.min)[0];

/** A prompt may also shorten a wait within the target, which is not trouble. */
function byPrompt(prompt: Prompt | undefined, queues: readonly LiveQueue[]): Expected | undefined {
  if (prompt === undefined) return undefined;
  const queue = queueOf(prompt);
  const change = prompt.predicted[queue];
  const target = queues.find(({ code }) => code === queue)?.targetMin ?? Infinity;
  const sec = prompt.way?.hereP50Sec ?? (change === undefined ? 0 : shownWait(change, prompt.aim?.horizon).beforeSec);
  const min = Math.round(sec / 60);
  return min > target ? { queue, wait: { min, kind: 'usual' } } : undefined;
}

/** The forecast of a busy queue, although hardly anybody waits in it. */
function byQueue({ code, level, targetMin = Infinity, predictedP50Sec }: LiveQueue): Expected[] {
  const sec = predictedP50Sec ?? 0;
  return level === 'busy' && sec >= targetMin * 60
    ? [{ queue: code, wait: { min: Math.round(sec / 60), kind: 'next' } }]
    : [];
}

/** Whole minutes, unless rounding hides that the wait is above the limit: 15.4 is above 15. */
const byWarning = ({ rule, condition, scope, value, threshold }: LiveHall['warnings'][number]): Expected[] =>
  rule === 'queue-predicted-wait' && condition === 'firing' && value !== null
    ? [{ queue: scope.code, wait: { min: Math.round(value) > threshold ? Math.round(value) : value, kind: 'most' } }]
    : [];
