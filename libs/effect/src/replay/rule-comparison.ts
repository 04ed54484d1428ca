import { Injectable } from '@nestjs/common';
import type { OtherRule as Asked, RuleComparison } from '@cockpit/contracts';
import { playOtherRule, type HallState, type RuleDay } from '@cockpit/domain';
import { unprocessable } from '@cockpit/platform';
import { paramsOf } from '@cockpit/redirect';
import { setImmediate as breathe } from 'node:timers/promises';
import { blocksOf, cutOf } from '../cut';
import type { Pair } from '../pair';
import { Replays } from './replays';

const MINUTES_AT_ONCE = 15;
const CURVE_EVERY_MIN = 10;

/** Replays a past day under two rules or staffings and compares the waits. */
@Injectable()
export class RuleComparisons {
  constructor(private readonly replays: Replays) {}

  /** @throws {AppError} 422 for windows or queues that the hall did not have that day */
  async compare(hall: string, day: string, base: Asked, other: Asked): Promise<RuleComparison> {
    const { replay } = await this.replays.day(hall, day);
    const state = replay.to(replay.ends);
    for (const rule of [base, other]) check(state, rule);
    const [one, two] = [await play(state, base), await play(state, other)];
    return {
      hall,
      day,
      ...compareRules(one, two, state.config.forecast.start),
      base: outcome(one),
      other: outcome(two),
      method: 'paired-replay',
    };
  }
}

/** The difference per visitor. Visitors guided away under either rule are left out, because they do not wait there. */
export function compareRules(
  base: RuleDay,
  other: RuleDay,
  opening: number,
): Omit<RuleComparison, 'hall' | 'day' | 'base' | 'other' | 'method'> {
  const pairs: Pair[] = [];
  for (const [id, { issuedMin, waitMin }] of base.waits) {
    const otherWait = other.waits.get(id);
    if (otherWait !== undefined)
      pairs.push({ issuedAt: opening + issuedMin * 60_000, withSec: otherWait.waitMin * 60, withoutSec: waitMin * 60 });
  }
  const blocks = blocksOf(pairs);
  const cut = cutOf(blocks);
  const waited = blocks.reduce((sum, { withoutSec }) => sum + withoutSec, 0) / 60;
  const minutes = (share: number | undefined): number | null =>
    share === undefined ? null : Math.round(share * waited * 10) / 10;
  return {
    visitors: pairs.length,
    savedMin: minutes(cut?.cut),
    lowMin: minutes(cut?.low),
    highMin: minutes(cut?.high),
    cut: cut?.cut ?? null,
    cutLow: cut?.low ?? null,
    cutHigh: cut?.high ?? null,
    curve: curveOf(base, other, opening),
  };
}

/** People waiting over time under both rules, from the opening until the queues are empty. */
function curveOf(base: RuleDay, other: RuleDay, opening: number): RuleComparison['curve'] {
  const spans = [base, other].map(({ waits }) => [...waits.values()]);
  const last = Math.max(0, ...spans.flat().map(({ issuedMin, waitMin }) => issuedMin + waitMin));
  const waitingAt = (minute: number, side: (typeof spans)[number] = []): number =>
    side.filter(({ issuedMin, waitMin }) => issuedMin <= minute && minute < issuedMin + waitMin).length;
  const curve: RuleComparison['curve'] = [];
  for (let minute = 0; minute < last + CURVE_EVERY_MIN; minute += CURVE_EVERY_MIN)
    curve.push({
      at: new Date(opening + minute * 60_000).toISOString(),
      base: waitingAt(minute, spans[0]),
      other: waitingAt(minute, spans[1]),
    });
  return curve;
}

async function play(
  state: HallState,
  { prompts, kinds, maxPerHour, acceptance, without, extra, plan }: Asked,
): Promise<RuleDay> {
  const usual = paramsOf(state.config);
  const params =
    prompts === 'none'
      ? null
      : {
          ...usual,
          kinds: kinds ?? usual.kinds,
          maxPerHour: maxPerHour ?? usual.maxPerHour,
          acceptance: acceptance ?? usual.acceptance,
        };
  const days = playOtherRule(state, {
    params,
    without,
    extra,
    plan,
    ...(acceptance === undefined ? {} : { acceptance }),
    ...(maxPerHour === undefined ? {} : { maxPromptsPerHour: maxPerHour }),
  });
  for (let minute = 0; ; minute += 1) {
    const step = days.next();
    if (step.done === true) return step.value;
    if (minute % MINUTES_AT_ONCE === 0) await breathe();
  }
}

function check({ config }: HallState, { without, extra }: Asked): void {
  const windows = new Set(config.windows.map(({ id }) => id));
  const queues = new Set(config.queues.map(({ code }) => code));
  const unknown = [...without.filter((id) => !windows.has(id)), ...extra.filter((code) => !queues.has(code))];
  if (unknown.length > 0) throw unprocessable('impossible-change', `this hall had no ${unknown.join(', ')} that day`);
  if (without.length >= windows.size + extra.length)
    throw unprocessable('impossible-change', 'no window would be left');
}

function outcome({ waits, prompts, stranded }: RuleDay): RuleComparison['base'] {
  const sorted = Float64Array.from([...waits.values()].map(({ waitMin }) => waitMin)).sort();
  const mean = sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length);
  return { meanWaitMin: round(mean), p90Min: round(sorted[Math.floor(0.9 * sorted.length)] ?? 0), prompts, stranded };
}

const round = (minutes: number): number => Math.round(minutes * 100) / 100;
