import type { StepMetrics } from '../metrics';
import type { Candidate, Context, Step } from './candidate';
import { Pace } from './pace';

/** events between two checks of the clock */
const SLICE = 100;

/** Runs every step over the remaining candidates, in slices; afterwards each has either `logged` or `drop`. */
export async function runSteps(
  steps: readonly Step[],
  candidates: readonly Candidate[],
  context: Context,
  metrics: StepMetrics,
): Promise<void> {
  const pace = new Pace();
  for (let from = 0; from < candidates.length; from += SLICE) {
    let left = candidates.slice(from, from + SLICE).filter((candidate) => candidate.drop === undefined);
    for (const step of steps) {
      const done = metrics.start(step.name);
      left = left.filter((candidate) => {
        const drop = step.run(candidate, context);
        if (drop === null) return true;
        candidate.drop = drop;
        metrics.dropped(step.name, drop.reason);
        return false;
      });
      done();
    }
    if (pace.isOver()) await pace.rest();
  }
}
