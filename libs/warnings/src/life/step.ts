import { message, type Condition, type Handling, type Message } from '@cockpit/contracts';
import type { Reading, Rule } from '../rules/rule';
import { isFlapping } from '@cockpit/domain';
import { isOver, mayBecome } from './transitions';

/** What the life of a warning depends on. Times are hall times, epoch ms. */
export interface WarningLife {
  condition: Condition;
  handling: Handling;
  /** since when the condition holds */
  since: number;
  firedAt: number | null;
  /** when those of the same rule and place before it fired, as far as they may count */
  firedBefore: readonly number[];
  /** since when it has been clear, while it recovers */
  clearSince: number | null;
  clearedAt: number | null;
  acknowledgedAt: number | null;
}

export interface Step {
  axis: 'condition' | 'handling';
  from: string;
  to: string;
  /** why, in the product's own words */
  words?: Message;
  /** why, as somebody wrote it */
  reason?: string;
}

type Timing = Pick<Rule, 'forSec' | 'keepFiringSec'> & { readonly flapAfter?: number };

export const ACK_MS = 15 * 60_000;

/**
 * What one evaluation makes of a warning. `reading` is null when the thing measured is gone (a window taken out of the
 * plan), which counts as clear; `failed` when the rule could not be evaluated.
 * @returns the life afterwards (null: there is still none) and the steps taken, in order
 */
export function evaluate(
  before: WarningLife | null,
  reading: Reading | null | 'failed',
  rule: Timing,
  now: number,
): { life: WarningLife | null; steps: Step[] } {
  if (before === null) return begin(reading, rule, now);
  const life = { ...before };
  const steps: Step[] = [];
  const become = (to: Condition): void => {
    if (life.condition === to || !mayBecome(life.condition, to)) return;
    steps.push({ axis: 'condition', from: life.condition, to });
    life.condition = to;
    if (to === 'firing') life.firedAt ??= now;
    if (isOver(to)) life.clearedAt = now;
  };
  const unknown = reading === 'failed' || (reading !== null && reading.value === null);
  // What had not fired yet has nothing to hold on to when nothing is known any more.
  if (unknown) become(life.condition === 'pending' ? 'normal' : reading === 'failed' ? 'error' : 'no_data');
  else follow(life, become, reading, rule, now);
  fallBack(life, steps, now);
  return { life, steps };
}

function begin(
  reading: Reading | null | 'failed',
  rule: Pick<Rule, 'forSec'>,
  now: number,
): { life: WarningLife | null; steps: Step[] } {
  if (
    reading === null ||
    reading === 'failed' ||
    reading.value === null ||
    reading.value < reading.fire ||
    reading.held
  )
    return { life: null, steps: [] };
  const life: WarningLife = {
    condition: 'pending',
    handling: 'new',
    since: now,
    firedAt: null,
    firedBefore: [],
    clearSince: null,
    clearedAt: null,
    acknowledgedAt: null,
  };
  const steps: Step[] = [{ axis: 'condition', from: 'normal', to: 'pending' }];
  if (rule.forSec === 0) {
    steps.push({ axis: 'condition', from: 'pending', to: 'firing' });
    life.condition = 'firing';
    life.firedAt = now;
  }
  return { life, steps };
}

function follow(
  life: WarningLife,
  become: (to: Condition) => void,
  reading: Reading | null,
  rule: Timing,
  now: number,
): void {
  const value = reading?.value ?? null;
  const holds = reading !== null && value !== null && value >= reading.fire;
  const clear = reading === null || value === null || value < reading.clear;
  if (life.condition === 'pending') {
    if (!holds || reading.held) become('normal');
    else if (now - life.since >= rule.forSec * 1000) become('firing');
    return;
  }
  if (!clear) {
    life.clearSince = null;
    become('firing');
    return;
  }
  if (life.condition !== 'recovering') {
    life.clearSince = now;
    become('recovering');
  }
  const isQuiet = now - (life.clearSince ?? now) >= rule.keepFiringSec * 1000;
  const fired = [...life.firedBefore, ...(life.firedAt === null ? [] : [life.firedAt])];
  if (life.condition === 'recovering' && isQuiet && !isFlapping(fired, now, rule.flapAfter)) become('resolved');
}

/** Somebody said they would see to it, and it still holds a quarter of an hour later: it is open again, and nobody was told anything. */
function fallBack(life: WarningLife, steps: Step[], now: number): void {
  if (life.handling !== 'acknowledged' || life.acknowledgedAt === null || isOver(life.condition)) return;
  if (now - life.acknowledgedAt < ACK_MS) return;
  steps.push({
    axis: 'handling',
    from: 'acknowledged',
    to: 'new',
    words: message('warning-step.ack-ran-out', { minutes: ACK_MS / 60_000 }),
  });
  life.handling = 'new';
  life.acknowledgedAt = null;
}
