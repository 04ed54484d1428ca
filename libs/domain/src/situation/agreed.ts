import { firstTold, promptsInForce, stageOf, type Prompt, type Situation } from '@cockpit/contracts';

/** Time that everybody gets to look at a message. */
const SOON_MIN = 5;

/** Minutes since the first person was notified of a measure that nobody has confirmed; undefined below `SOON_MIN`. */
function unconfirmedMin(prompt: Prompt, now: number): number | undefined {
  const notified = firstTold(prompt);
  if (notified === undefined || stageOf(prompt) === 'finishes') return undefined;
  const free = notified.to === 'window' && prompt.freeAt ? Date.parse(prompt.freeAt) : 0;
  const min = Math.floor((now - Math.max(Date.parse(notified.toldAt), free)) / 60_000);
  return min < SOON_MIN ? undefined : min;
}

/** Measures without any confirmation for long, the longest first. */
export const unconfirmed = (prompts: readonly Prompt[], now: number): Situation['chased'] =>
  promptsInForce(prompts, now)
    .flatMap((prompt) => {
      const min = unconfirmedMin(prompt, now);
      return min === undefined ? [] : [{ prompt: prompt.id, min }];
    })
    .sort((a, b) => b.min - a.min);

/** Whether a measure still waits for a confirmation or for the end of a ticket. */
export const isAwaited = (prompt: Prompt): boolean => {
  const stage = stageOf(prompt);
  return stage === 'waits' || stage === 'finishes';
};
