import { EFFECT_METHODS, type Prompt } from '@cockpit/contracts';

export interface DayRecord {
  /** prompts done and judged by what was seen: those the metric `minutes_saved` sums */ n: number;
  /** judged ones not done that would have saved something, and the median of what each would have saved alone */ missedN: number;
  missed: number;
}

/**
 * The day's account. What was missed is not added up: a jam nobody clears brings a prompt every few minutes, and each of them would
 * have saved the same minutes.
 */
export function recordOf(prompts: readonly Pick<Prompt, 'state' | 'effect'>[]): DayRecord {
  const judged = prompts.flatMap(({ state, effect }) => (effect ? [{ done: state === 'done', ...effect }] : []));
  const observed = judged.filter(({ done, method }) => done && method === EFFECT_METHODS.observed);
  const missed = judged.filter((one) => !one.done && one.savedMin > 0);
  return {
    n: observed.length,
    missedN: missed.length,
    missed: Math.round(median(missed.map(({ savedMin }) => savedMin))),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = low] = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return (low + high) / 2;
}

/** Judging takes an hour and ten minutes and is tried again every hour; whatever has no effect by then could not be judged. */
const JUDGED_WITHIN_MS = 3 * 3_600_000;

/** What to say of the effect of a prompt that is over and has none: it is still to be judged (that takes an hour, for those who come within it are judged too), or could not be. */
export function judgement(
  {
    state,
    effect,
    decidedAt,
    answeredAt,
    until,
  }: Pick<Prompt, 'state' | 'effect' | 'decidedAt' | 'answeredAt' | 'until'>,
  now: number,
): 'later' | 'laterMissed' | 'unknown' | null {
  if (effect !== undefined || (state !== 'done' && state !== 'declined' && state !== 'expired')) return null;
  const over = Math.max(
    ...[decidedAt, answeredAt, state === 'done' ? until : undefined].flatMap((time) =>
      time === undefined ? [] : [Date.parse(time)],
    ),
  );
  if (now - over > JUDGED_WITHIN_MS) return 'unknown';
  return state === 'done' ? 'later' : 'laterMissed';
}

export interface EffectSaid {
  /** message `record.…` */
  key: 'notExecuted' | 'noTicket' | 'notSeen' | 'expected' | 'worked' | 'unclear' | 'harmed' | 'missed' | 'notMissed';
  tone: 'effect' | 'harm' | 'later';
}

/**
 * What to say of an effect. What was done is told by what was seen of it: nothing done, nothing claimed. What was not is told as missed,
 * and what a simulation says of what was done is what was expected.
 */
export function effectSaid({ state, effect }: Pick<Prompt, 'state' | 'effect'>): EffectSaid | null {
  if (effect === undefined) return null;
  const later = (key: EffectSaid['key']): EffectSaid => ({ key, tone: 'later' });
  const code = effect.deed?.code;
  if (code === 'not-executed') return later('notExecuted');
  if (code === 'no-ticket') return later('noTicket');
  if (code === 'not-seen') return later('notSeen');
  if (state !== 'done') return later(effect.savedMin > 0 ? 'missed' : 'notMissed');
  if (effect.method !== EFFECT_METHODS.observed) return later('expected');
  if (effect.lowMin > 0) return { key: 'worked', tone: 'effect' };
  return effect.highMin < 0 ? { key: 'harmed', tone: 'harm' } : later('unclear');
}
