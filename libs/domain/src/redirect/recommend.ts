import { chinese, type Message, type PromptAim } from '@cockpit/contracts';
import { survey, type Choice } from './decide';
import { fairnessIndex, starves } from './fairness';
import type { FluidModel } from './fluid';
import type { Decision } from './decision';
import type { Move } from './moves';
import type { RedirectParams } from './params';
import { tellsWaits, TOUCHED_MIN } from './named';
import { aimOf, sentence } from './sentence';
import type { QueueChange } from './prompt-facts';
import type { Relief } from './trouble';
import type { PastPrompt, RedirectView } from './view';
import { has, NO_QUEUES } from '../queue-set';

/** A prompt ready to be shown. Times are minutes after opening, waits minutes; queues by code. */
export interface PromptProposal {
  readonly kind: PastPrompt['kind'];
  readonly windowId?: string;
  /** link, reassign, open: what the window is to serve, home first; guide, other-hall: the queue relieved */
  readonly queues: readonly string[];
  readonly item?: string;
  readonly toHall?: string;
  readonly channel?: 'self-service' | 'mobile';
  /** one Chinese sentence */
  readonly why: string;
  /** the same as data */
  readonly words: Message;
  readonly aim?: PromptAim | undefined;
  /** Wait of somebody who comes in a quarter of an hour, without and with the measure, for every queue it touches. */
  readonly predicted: Readonly<Record<string, Omit<QueueChange, 'queue'>>>;
  /** The queue that gives capacity, if any: the one that fares worst. */
  readonly giver?: string;
  readonly gainMin: number;
  /** Eight of ten futures that were played save between these; absent where none was played. */
  readonly gainBand?: { readonly lowMin: number; readonly highMin: number };
  readonly confidence: 'high' | 'medium' | 'low';
  readonly fairness: { readonly before: number; readonly after: number };
  readonly decidedMin: number;
  readonly expiresMin: number;
  readonly untilMin?: number;
  readonly decision: Decision;
  /** The queue it is for, by code, and the wait, minutes, that is the trouble there. */
  readonly trouble: { readonly queue: string; readonly waitMin: number; readonly coming: boolean };
  readonly relief: Relief;
}

/**
 * What to prompt at this minute: nothing, or the best measure with everything a supervisor needs to judge it. Pure: the
 * same view and parameters give the same proposals, and nothing is remembered between calls.
 * @param last has the last word on a proposal and may mend it; after null the next best measure is looked at
 */
export function recommend(
  view: RedirectView,
  params: RedirectParams,
  last: (proposal: PromptProposal) => PromptProposal | null = (proposal) => proposal,
): PromptProposal[] {
  const refused = new Set<string>();
  const { choices } = survey(view, params, {
    allowed: (fluid, move) => !refused.has(nameOf(move.decision)) && isFair(fluid, move, params),
  });
  for (const choice of choices) {
    const proposal = propose(view, params, choice);
    const prompt = proposal === null ? null : last(proposal);
    if (prompt !== null) return [prompt];
    refused.add(nameOf(choice.decision));
    if (refused.size === MOST_TURNS) return [];
  }
  return [];
}

/** Measures looked at in one minute before it is given up: the first ones save most. */
const MOST_TURNS = 4;

const nameOf = ({ kind, window, mask, item, queue }: Omit<Decision, 'gain'>): string =>
  [kind, window, mask, item, queue].map(String).join('/');

interface Waits {
  readonly p50: number[];
  readonly p80: number[];
}

function waits(fluid: FluidModel): Waits {
  const paths = fluid.paths();
  const all = fluid.view.queues.map((_, q) => fluid.newcomerWait(q, undefined, paths));
  return { p50: all.map((w) => w.p50Min), p80: all.map((w) => w.p80Min) };
}

function withMove(fluid: FluidModel, move: Move): Waits {
  move.apply(fluid);
  const after = waits(fluid);
  move.undo(fluid);
  return after;
}

/** Whether a measure lets no queue starve. */
export function isFair(fluid: FluidModel, move: Move, params: RedirectParams): boolean {
  if (move.decision.kind === 'guide' || move.decision.kind === 'other-hall') return true;
  const targets = fluid.view.queues.map((q) => q.waitTargetMin);
  return !starves(waits(fluid).p50, withMove(fluid, move).p50, targets, params.fairnessLimit);
}

function propose(view: RedirectView, params: RedirectParams, choice: Choice): PromptProposal | null {
  const { decision, move, fluid } = choice;
  const before = waits(fluid);
  const after = withMove(fluid, move);
  const changes = view.queues
    .map((_, queue): QueueChange => ({
      queue,
      beforeP50Min: before.p50[queue] ?? 0,
      afterP50Min: after.p50[queue] ?? 0,
      beforeP80Min: before.p80[queue] ?? 0,
      afterP80Min: after.p80[queue] ?? 0,
    }))
    .filter((change) => tellsWaits(view, decision, change));
  const code = (queue: number): string => view.queues[queue]?.code ?? '';
  const worst = [...changes].sort((a, b) => b.afterP50Min - b.beforeP50Min - (a.afterP50Min - a.beforeP50Min))[0];
  const gives = worst !== undefined && worst.afterP50Min - worst.beforeP50Min >= TOUCHED_MIN;
  const told = { changes, begun: [], ended: [], gainMin: decision.gain };
  const words = sentence(view, params, decision, told);
  if (words === null) return null;
  const window = decision.window === undefined ? undefined : view.windows[decision.window];
  const item = decision.item === undefined ? undefined : view.items[decision.item];
  return {
    kind: decision.kind,
    ...(window === undefined ? {} : { windowId: window.id }),
    queues: queuesOf(view, decision),
    ...(item === undefined ? {} : { item: item.code }),
    ...(decision.toHall === undefined ? {} : { toHall: decision.toHall }),
    ...(decision.channel === undefined ? {} : { channel: decision.channel }),
    why: chinese(words),
    words,
    aim: aimOf(view, decision, told),
    predicted: Object.fromEntries(changes.map(({ queue, ...change }) => [code(queue), change])),
    ...(gives ? { giver: code(worst.queue) } : {}),
    gainMin: decision.gain,
    // Only the simulation can tell more; see explain.
    confidence: 'low',
    fairness: { before: fairnessIndex(before.p50), after: fairnessIndex(after.p50) },
    decidedMin: view.nowMin,
    expiresMin: view.nowMin + params.expiryMin,
    ...(decision.untilMin === undefined ? {} : { untilMin: decision.untilMin }),
    decision,
    trouble: { queue: code(choice.trouble.queue), waitMin: choice.trouble.waitMin, coming: choice.trouble.coming },
    relief: choice.relief,
  };
}

function queuesOf(view: RedirectView, decision: Decision): string[] {
  if (decision.queue !== undefined) return [view.queues[decision.queue]?.code ?? ''];
  const home = decision.window === undefined ? -1 : (view.windows[decision.window]?.home ?? -1);
  const served = view.queues.flatMap((q, i) => (has(decision.mask ?? NO_QUEUES, i) ? [{ i, code: q.code }] : []));
  return served.sort((a, b) => Number(b.i === home) - Number(a.i === home)).map((q) => q.code);
}
