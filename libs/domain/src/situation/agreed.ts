import { firstTold, promptsInForce, stageOf, type Prompt, type Situation } from '@cockpit/contracts';

/** Everybody needs a few minutes to look. */
const SOON_MIN = 5;

/** Minutes for which the first person asked could have confirmed a measure; undefined below the time that everybody needs. */
function unconfirmedMin(prompt: Prompt, now: number): number | undefined {
  const told = firstTold(prompt);
  if (told === undefined || stageOf(prompt) === 'finishes') return undefined;
  const free = told.to === 'window' && prompt.freeAt ? Date.parse(prompt.freeAt) : 0;
  const min = Math.floor((now - Math.max(Date.parse(told.toldAt), free)) / 60_000);
  return min < SOON_MIN ? undefined : min;
}

/** Measures that nobody has confirmed for long, the longest first. */
export const unconfirmed = (prompts: readonly Prompt[], now: number): Situation['chased'] =>
  promptsInForce(prompts, now)
    .flatMap((prompt) => {
      const min = unconfirmedMin(prompt, now);
      return min === undefined ? [] : [{ prompt: prompt.id, min }];
    })
    .sort((a, b) => b.min - a.min);

/** Whether somebody has yet to confirm a measure, or ends a ticket before. */
export const isAwaited = (prompt: Prompt): boolean => {
  const stage = stageOf(prompt);
  return stage === 'waits' || stage === 'finishes';
};
