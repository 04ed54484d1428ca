import type { PromptProposal } from '../redirect/recommend';
import type { RedirectParams } from '../redirect/params';
import { carryOut } from './carry-out';
import type { SimDay } from './day';
import { playRecommended, type Answer } from './play';
import type { DayScore } from './score';
import { HallSimulator } from './simulator';
import { homeOnly } from './yardsticks';

/** A prompt that was answered on a day, with what it promised and what it was worth. */
export interface Outcome {
  readonly kind: PromptProposal['kind'];
  readonly confidence: PromptProposal['confidence'];
  /** minutes of waiting that all who come within the next hour were to save */
  readonly promisedMin: number;
  /** minutes they did save, or would have, had it been accepted */
  readonly savedMin: number;
}

/** Minutes in which people come of whom a prompt speaks. */
const HOUR = 60;

/**
 * Plays a day with its prompts and holds each one that was answered against what really happened: twice the same day up to the answer, with
 * all prompts accepted before; then once with this measure and once without it, and nothing more in both. Same visitors, same service times.
 */
export function cameTrue(
  day: SimDay,
  params: RedirectParams,
): { readonly score: DayScore; readonly outcomes: Outcome[] } {
  const shown: PromptProposal[] = [];
  const answers: Answer[] = [];
  const score = playRecommended(day, {
    params,
    onPrompt: (_, proposal) => shown.push(proposal),
    onAnswer: (answer) => answers.push(answer),
  });
  const outcomes = answers.flatMap((answer, i): Outcome[] => {
    const proposal = shown[Number(answer.id.slice(1)) - 1];
    if (proposal === undefined) return [];
    const before = answers.slice(0, i).filter(({ accepted }) => accepted);
    const savedMin = waited(day, before, answer.atMin) - waited(day, [...before, answer], answer.atMin);
    return [{ kind: proposal.kind, confidence: proposal.confidence, promisedMin: proposal.gainMin, savedMin }];
  });
  return { score, outcomes };
}

/** Minutes waited by those who come within the hour after `fromMin` when these measures are taken and no others. */
function waited(day: SimDay, measures: readonly Answer[], fromMin: number): number {
  let sum = 0;
  const onWait = (waitMin: number, _: number, { issuedMin }: SimDay['tickets'][number]): void => {
    if (issuedMin >= fromMin && issuedMin < fromMin + HOUR) sum += waitMin;
  };
  const simulator = new HallSimulator(day, { opening: homeOnly, onWait });
  for (const { atMin, decision, id } of measures) {
    simulator.advanceTo(atMin);
    carryOut(simulator, decision, atMin, id);
  }
  simulator.drain();
  return sum;
}
