import type { OrderState, OrderStep } from '@cockpit/contracts';

/** Who neither says a word nor does it is reminded after this long, and then the supervisor is told. */
export const REMIND_MS = 3 * 60_000;

/** What an order does next depends on this alone. Times are hall times, epoch ms. */
export interface OrderLife {
  readonly state: OrderState;
  /** 1: reminded · 2: with the supervisor */
  readonly raised: number;
  /** when something is due; null: nothing */
  readonly nextAt: number | null;
}

export interface Turn {
  readonly step: OrderStep;
  readonly life: OrderLife;
  /** when it was so */
  readonly at: number;
}

/** @param urgent whether somebody must confirm or do it; who is only to know of something is not reminded of it */
export const begin = (at: number, urgent: boolean): Turn => ({
  step: 'told',
  at,
  life: { state: 'told', raised: 0, nextAt: urgent ? at + REMIND_MS : null },
});

const isEnded = ({ state }: OrderLife): boolean => state === 'done' || state === 'over';

/**
 * What has come due by now; null: nothing. One at a time, and each has its whole delay from when it was found: a worker that was away reminds first and
 * raises three minutes later, instead of both at once.
 */
export function due({ state, raised, nextAt }: OrderLife, now: number): Turn | null {
  if (state !== 'told' || nextAt === null || now < nextAt) return null;
  return raised === 0
    ? { step: 'reminded', at: now, life: { state, raised: 1, nextAt: now + REMIND_MS } }
    : { step: 'raised', at: now, life: { state, raised: 2, nextAt: null } };
}

/**
 * What somebody says. Saying the same again changes nothing (null); whoever could not may find that they can, and the other way round.
 * What cannot be done is the supervisor's at once.
 * @returns 'over' when there is nothing to answer any more
 */
export function answer(life: OrderLife, said: 'received' | 'cannot', at: number): Turn | null | 'over' {
  if (isEnded(life)) return 'over';
  if (life.state === said) return null;
  const raised = said === 'cannot' ? 2 : life.raised;
  return { step: said, at, life: { state: said, raised, nextAt: null } };
}

/** The feed shows it done, or the prompt is no longer wanted; null when it had ended before. */
export function end(life: OrderLife, how: 'done' | 'over', at: number): Turn | null {
  return isEnded(life) ? null : { step: how, at, life: { state: how, raised: life.raised, nextAt: null } };
}
