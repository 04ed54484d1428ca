import { pick } from '../numeric';
import type { Decision } from '../redirect/decision';
import { openUntil } from '../redirect/open-until';
import type { PromptState } from '../redirect/view';
import { CLOSE_MIN } from './day';
import { itemAt } from './plan';
import type { HallSimulator } from './simulator';
import { exclusive, linked } from './yardsticks';

/** Has a hall do what a prompt asks for, at the minute it is accepted; the simulator must have been advanced to it. @returns what becomes of the prompt */
export function carryOut(
  simulator: HallSimulator,
  decision: Omit<Decision, 'gain'>,
  atMin: number,
  id: string,
): PromptState {
  const { selfService, reserve } = simulator.day.scenario;
  if (decision.kind === 'guide' && decision.item !== undefined) {
    const { branch, item } = itemAt(simulator.day, decision.item);
    simulator.guide(branch, item, decision.untilMin ?? Math.min(atMin + selfService.guideMin, CLOSE_MIN));
    return 'carried-out';
  }
  if (decision.kind === 'open' && decision.window !== undefined) {
    const { skills } = pick(simulator.day.officers, decision.window);
    return simulator.open(
      decision.window,
      openUntil(atMin, CLOSE_MIN, { openMin: reserve?.openMin ?? 0 }),
      linked(skills, id),
    )
      ? 'accepted'
      : 'cancelled';
  }
  if (decision.kind === 'recall' && decision.window !== undefined) {
    // Back from the break, or back already: either way nothing is pending any more.
    simulator.recall(decision.window);
    return 'carried-out';
  }
  if (decision.window !== undefined && decision.mask !== undefined)
    simulator.assign(
      decision.window,
      decision.kind === 'link' ? linked(decision.mask, id) : exclusive(decision.mask, id),
    );
  return 'accepted';
}
