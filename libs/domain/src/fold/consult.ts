import { CONSULT_TIERS } from '@cockpit/contracts';
import { inOrder, type ConsultEvent } from './events';

export type ConsultTier = (typeof CONSULT_TIERS)[number];

/** What one tier did with a consultation. Times epoch ms. */
export interface ConsultLeg {
  tier: ConsultTier;
  /** asked here, or handed on to here */
  askedAt: number | null;
  answeredAt: number | null;
  /** handed on to a higher tier */
  escalatedAt: number | null;
  abandonedAt: number | null;
}

/** One question on its way through the tiers. Times epoch ms. */
export interface ConsultRow {
  consultId: string;
  hall: string | null;
  channel: string | null;
  /** where it was asked first, and the highest it has come */
  tier: ConsultTier;
  lastTier: ConsultTier;
  askedAt: number | null;
  answeredAt: number | null;
  answeredTier: ConsultTier | null;
  escalatedAt: number | null;
  escalations: number;
  abandonedAt: number | null;
  /** answered − asked; null when the question is not known, or was asked after its answer */
  answerSec: number | null;
  legs: ConsultLeg[];
  /** decides the day: when it was asked, else the first word about it */
  dayAt: number;
}

/** The consultation that a set of events tells, in whatever order and repetition; null when there is none. */
export function foldConsult(events: Iterable<ConsultEvent>): ConsultRow | null {
  const ordered = inOrder(events);
  const [first] = ordered;
  if (first === undefined) return null;
  const legs = legsOf(ordered);
  const least = (of: (leg: ConsultLeg) => number | null): number | null =>
    legs.reduce<number | null>((min, leg) => earlier(min, of(leg)), null);
  const asked = ordered.find(({ type }) => type === 'hall.consult.asked');
  const answered = ordered.find(({ type }) => type === 'hall.consult.answered');
  const askedAt = asked?.time ?? null;
  const answeredAt = answered?.time ?? null;
  return {
    consultId: first.data.consultId,
    hall: ordered.find(({ data }) => data.hallId !== undefined)?.data.hallId ?? null,
    channel: (asked ?? first).data.channel,
    tier: asked?.data.tier ?? legs[0]?.tier ?? first.data.tier,
    lastTier: legs.at(-1)?.tier ?? first.data.tier,
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
 * One leg per tier that took part, lowest first. An escalation is said by the tier that hands on; a source that names the tier
 * it hands on *to* is understood too: nobody had asked there, somebody below had.
 */
function legsOf(ordered: readonly ConsultEvent[]): ConsultLeg[] {
  const legs = new Map<ConsultTier, ConsultLeg>();
  const at = (tier: ConsultTier): ConsultLeg => {
    const leg = legs.get(tier) ?? { tier, askedAt: null, answeredAt: null, escalatedAt: null, abandonedAt: null };
    legs.set(tier, leg);
    return leg;
  };
  for (const { type, time, data } of ordered) {
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
    if (from !== data.tier) at(data.tier).askedAt ??= time;
  }
  return handedOn(CONSULT_TIERS.flatMap((tier) => legs.get(tier) ?? []));
}

const tierBelow = (legs: ReadonlyMap<ConsultTier, ConsultLeg>, tier: ConsultTier): ConsultLeg | undefined =>
  CONSULT_TIERS.slice(0, CONSULT_TIERS.indexOf(tier))
    .flatMap((lower) => legs.get(lower) ?? [])
    .findLast((leg) => leg.askedAt !== null);

/** A tier that answered without having been asked got the question when the tier below handed it on. */
function handedOn(legs: ConsultLeg[]): ConsultLeg[] {
  legs.forEach((leg, i) => {
    leg.askedAt ??= legs[i - 1]?.escalatedAt ?? null;
  });
  return legs;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
