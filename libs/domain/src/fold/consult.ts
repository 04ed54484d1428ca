import { CONSULT_TIERS } from '@cockpit/contracts';
import { inOrder, type ConsultEvent } from './events';

export type ConsultTier = (typeof CONSULT_TIERS)[number];

/** Part of one tier in a consultation. Times epoch ms. */
export interface ConsultLeg {
  tier: ConsultTier;
  /** phone line of the call, if the source names it */
  line: string | null;
  /** false if it was handed on to this tier and nothing was reported here since */
  taken: boolean;
  /** time it was asked here, or handed on to here */
  askedAt: number | null;
  answeredAt: number | null;
  /** time it was handed on to a higher tier */
  escalatedAt: number | null;
  abandonedAt: number | null;
}

/** One question with its tiers. Times epoch ms. */
export interface ConsultRow {
  consultId: string;
  hall: string | null;
  channel: string | null;
  line: string | null;
  /** tier that was asked first, and the highest tier reached */
  tier: ConsultTier;
  lastTier: ConsultTier;
  askedAt: number | null;
  answeredAt: number | null;
  answeredTier: ConsultTier | null;
  escalatedAt: number | null;
  escalations: number;
  abandonedAt: number | null;
  /** answered − asked; null if the question is missing or came after its answer */
  answerSec: number | null;
  legs: ConsultLeg[];
  /** time that decides the day: of the question, else of the first event */
  dayAt: number;
}

/** Folds the events of a consultation, in any order and repetition; null without events. */
export function foldConsult(events: Iterable<ConsultEvent>): ConsultRow | null {
  const ordered = inOrder(events);
  const [first] = ordered;
  if (first === undefined) return null;
  const legs = legsOf(ordered);
  const least = (of: (leg: ConsultLeg) => number | null): number | null =>
    legs.reduce<number | null>((min, leg) => earlier(min, of(leg)), null);
  const question = ordered.find(({ type }) => type === 'hall.consult.asked');
  const answered = ordered.find(({ type }) => type === 'hall.consult.answered');
  const askedAt = question?.time ?? null;
  const answeredAt = answered?.time ?? null;
  return {
    consultId: first.data.consultId,
    hall: ordered.find(({ data }) => data.hallId !== undefined)?.data.hallId ?? null,
    channel: (question ?? first).data.channel,
    line: (question ?? first).data.line ?? null,
    tier: question?.data.tier ?? legs[0]?.tier ?? first.data.tier,
    lastTier: legs.findLast(({ taken }) => taken)?.tier ?? first.data.tier,
    askedAt,
    answeredAt,
    answeredTier: answered?.data.tier ?? null,
    escalatedAt: least((leg) => leg.escalatedAt),
    escalations: legs.filter((leg) => leg.escalatedAt !== null).length,
    abandonedAt: least((leg) => leg.abandonedAt),
    answerSec: askedAt === null || answeredAt === null || answeredAt < askedAt ? null : (answeredAt - askedAt) / 1000,
    legs,
    dayAt: askedAt ?? first.time,
  };
}

/**
 * One leg per tier that took part, lowest first. Escalations are reported by the tier that hands on. A source that names the receiving tier
 * also works: that tier was not asked, but a lower one was.
 */
function legsOf(ordered: readonly ConsultEvent[]): ConsultLeg[] {
  const legs = new Map<ConsultTier, ConsultLeg>();
  const at = (tier: ConsultTier): ConsultLeg => {
    const leg = legs.get(tier) ?? {
      tier,
      line: null,
      taken: false,
      askedAt: null,
      answeredAt: null,
      escalatedAt: null,
      abandonedAt: null,
    };
    legs.set(tier, leg);
    return leg;
  };
  for (const { type, time, data } of ordered) {
    if (type !== 'hall.consult.escalated') at(data.tier).taken = true;
    if (data.line !== undefined) at(data.tier).line ??= data.line;
    if (type === 'hall.consult.asked') at(data.tier).askedAt ??= time;
    if (type === 'hall.consult.answered') at(data.tier).answeredAt ??= time;
    if (type === 'hall.consult.abandoned') at(data.tier).abandonedAt ??= time;
  }
  for (const { type, time, data } of ordered) {
    if (type !== 'hall.consult.escalated') continue;
    const askedHere = legs.get(data.tier)?.askedAt ?? null;
    const below = tierBelow(legs, data.tier);
    const from = askedHere === null && below !== undefined ? below.tier : data.tier;
    const leg = at(from);
    leg.escalatedAt ??= time;
    leg.taken = true;
    if (from !== data.tier) at(data.tier).askedAt ??= time;
  }
  const handed = handedOn(CONSULT_TIERS.flatMap((tier) => legs.get(tier) ?? []));
  const [top] = handed.slice(-1);
  const next = CONSULT_TIERS[CONSULT_TIERS.indexOf(top?.tier ?? 'unit') + 1];
  if (top === undefined || next === undefined || top.escalatedAt === null || handed.some(isOver)) return handed;
  // after a handover without a report of the next tier, the question counts as waiting there
  return [...handed, { ...top, tier: next, line: null, taken: false, askedAt: top.escalatedAt, escalatedAt: null }];
}

const isOver = ({ answeredAt, abandonedAt }: ConsultLeg): boolean => answeredAt !== null || abandonedAt !== null;

const tierBelow = (legs: ReadonlyMap<ConsultTier, ConsultLeg>, tier: ConsultTier): ConsultLeg | undefined =>
  CONSULT_TIERS.slice(0, CONSULT_TIERS.indexOf(tier))
    .flatMap((lower) => legs.get(lower) ?? [])
    .findLast((leg) => leg.askedAt !== null);

/** A tier that answered without a question got it when the tier below handed it on. */
function handedOn(legs: ConsultLeg[]): ConsultLeg[] {
  legs.forEach((leg, i) => {
    leg.askedAt ??= legs[i - 1]?.escalatedAt ?? null;
  });
  return legs;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/** Expected time until a tier takes up a question that was handed on. */
export const TAKE_UP_MS = 15 * 60_000;

/** A question between two tiers. Times epoch ms. */
export interface BetweenTiers {
  /** the tier that it was handed on to */
  readonly tier: ConsultTier;
  readonly from: ConsultTier;
  /** its line at the tier that handed it on */
  readonly line: string | null;
  readonly since: number;
  readonly dueAt: number;
}

/** An open question that was handed on but not taken up, answered or abandoned; null otherwise. */
export function betweenTiers(legs: readonly ConsultLeg[]): BetweenTiers | null {
  const [from, last] = legs.slice(-2);
  if (from === undefined || last === undefined || last.taken || last.askedAt === null || legs.some(isOver)) return null;
  return { tier: last.tier, from: from.tier, line: from.line, since: last.askedAt, dueAt: last.askedAt + TAKE_UP_MS };
}
