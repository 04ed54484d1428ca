import type { CliContext } from '../../../apps/cli/src/context';
import { schedule, strikeAll, type Counts, type Struck } from './blows';
import { acknowledgedBy, onStage, sumOf, whilePosting } from './stage';
import { verdictOf, type Verdict } from './verdict';

export interface CrashOptions extends Counts {
  /** between two batches of a source */ pauseMs: number;
  /** leave the data for looking at */ keep: boolean;
  say: (line: string) => void;
}

export interface CrashResult extends Counts, Verdict {
  blows: Struck[];
  acknowledged: number;
  /** requests that had to be posted again; events posted again although acknowledged */
  refusals: number;
  repeats: number;
  /** processes that ended without being killed */
  ownEnds: number;
  seconds: number;
}

/** Kills and stops every process of a cockpit again and again under load and counts, by the posters' own ledger, what was lost or doubled. */
export function benchCrash(context: CliContext, options: CrashOptions): Promise<CrashResult> {
  const began = performance.now();
  return onStage(context, options, async (stage) => {
    const { instance, posters } = stage;
    const { kills, stalls, freezes, say } = options;
    const blows = await whilePosting(posters, () =>
      strikeAll(instance, schedule(options), () => acknowledgedBy(posters), say),
    );
    say('all blows dealt');
    const verdict = await verdictOf(context, stage, say);
    return {
      kills,
      stalls,
      freezes,
      blows,
      acknowledged: acknowledgedBy(posters),
      ...verdict,
      refusals: sumOf(posters, ({ refusals }) => refusals),
      repeats: sumOf(posters, ({ repeats }) => repeats),
      ownEnds: instance.ownEnds,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  });
}
