import { CONSULT_TIERS } from '@cockpit/contracts';
import fc from 'fast-check';
import { TAKE_UP_MS, betweenTiers, foldConsult, type ConsultLeg, type ConsultTier } from './consult';
import type { ConsultEvent } from './events';

const sent = (
  step: 'asked' | 'answered' | 'escalated' | 'abandoned',
  tier: ConsultTier,
  sec: number,
  hallId?: string,
): ConsultEvent => ({
  id: `${step}-${tier}`,
  identity: `${step}-${tier}`,
  type: `hall.consult.${step}`,
  time: sec * 1000,
  data: { consultId: 'q', tier, channel: 'phone', ...(hallId === undefined ? {} : { hallId }) },
});
const legs = (events: ConsultEvent[]) =>
  foldConsult(events)?.legs.map(({ tier, askedAt, answeredAt, escalatedAt, abandonedAt }) => [
    tier,
    askedAt,
    answeredAt,
    escalatedAt,
    abandonedAt,
  ]);

describe('a consultation', () => {
  it('climbs the tiers, each with its own times', () => {
    const events = [
      sent('asked', 'ai', 0),
      sent('escalated', 'ai', 10),
      sent('asked', 'center', 12, 'H'),
      sent('escalated', 'center', 60),
      sent('asked', 'unit', 70),
      sent('answered', 'unit', 300),
    ];
    expect(foldConsult(events)).toMatchObject({
      hall: 'H',
      tier: 'ai',
      lastTier: 'unit',
      askedAt: 0,
      answeredAt: 300_000,
      answeredTier: 'unit',
      escalations: 2,
      escalatedAt: 10_000,
      answerSec: 300,
    });
    expect(legs(events)).toEqual([
      ['ai', 0, null, 10_000, null],
      ['center', 12_000, null, 60_000, null],
      ['unit', 70_000, 300_000, null, null],
    ]);
  });

  it('reaches the next tier when the one below hands it on, whichever of the two the escalation names', () => {
    const expected = [
      ['ai', 0, null, 10_000, null],
      ['center', 10_000, 40_000, null, null],
    ];
    expect(legs([sent('asked', 'ai', 0), sent('escalated', 'ai', 10), sent('answered', 'center', 40)])).toEqual(
      expected,
    );
    expect(legs([sent('asked', 'ai', 0), sent('escalated', 'center', 10), sent('answered', 'center', 40)])).toEqual(
      expected,
    );
  });

  it('has no answer time before its question arrives', () => {
    const answer = sent('answered', 'center', 40);
    expect(foldConsult([answer])).toMatchObject({ askedAt: null, answerSec: null, tier: 'center' });
    expect(foldConsult([answer, sent('asked', 'center', 50)])).toMatchObject({ answerSec: null });
    expect(foldConsult([answer, sent('asked', 'center', 10)])).toMatchObject({ answerSec: 30 });
  });

  it('may be abandoned', () => {
    expect(foldConsult([sent('asked', 'ai', 0), sent('abandoned', 'ai', 5)])).toMatchObject({
      abandonedAt: 5000,
      answeredAt: null,
    });
  });

  it('comes in by the line that each tier names', () => {
    const by = (event: ConsultEvent, line: string): ConsultEvent => ({ ...event, data: { ...event.data, line } });
    const row = foldConsult([
      by(sent('asked', 'ai', 0), 'D/hotline'),
      sent('escalated', 'ai', 10),
      sent('asked', 'center', 12),
      by(sent('answered', 'center', 60), 'D/service'),
    ]);
    expect([row?.line, row?.legs.map(({ line }) => line)]).toEqual(['D/hotline', ['D/hotline', 'D/service']]);
  });

  it('is with the next tier from the moment it is handed on, with a clock until somebody there takes it up', () => {
    const handedOn = [sent('asked', 'ai', 0), sent('escalated', 'ai', 10)];
    const row = foldConsult(handedOn);
    expect(row).toMatchObject({ lastTier: 'ai', answeredAt: null, abandonedAt: null });
    expect(legs(handedOn)).toEqual([
      ['ai', 0, null, 10_000, null],
      ['center', 10_000, null, null, null],
    ]);
    expect(betweenTiers(row?.legs ?? [])).toEqual({
      tier: 'center',
      from: 'ai',
      line: null,
      since: 10_000,
      dueAt: 10_000 + TAKE_UP_MS,
    });
    // a source that names the receiving tier
    const named = foldConsult([sent('asked', 'ai', 0), sent('escalated', 'center', 10)]);
    expect(betweenTiers(named?.legs ?? [])).toMatchObject({ tier: 'center', from: 'ai', since: 10_000 });
    for (const next of [sent('asked', 'center', 20), sent('answered', 'center', 20), sent('abandoned', 'ai', 20)])
      expect(betweenTiers(foldConsult([...handedOn, next])?.legs ?? [])).toBeNull();
  });

  it('is at every tier answered, handed on, given up or waiting, and lies with one tier at most while it is open', () => {
    const step = fc.constantFrom('asked', 'answered', 'escalated', 'abandoned');
    const anyEvent = fc
      .tuple(step, fc.constantFrom(...CONSULT_TIERS), fc.integer({ min: 0, max: 9 }))
      .map(([what, tier, sec]) => ({ ...sent(what, tier, sec), identity: `${what}${tier}${String(sec)}` }));
    const ends = ({ answeredAt, escalatedAt, abandonedAt }: ConsultLeg): boolean =>
      answeredAt !== null || escalatedAt !== null || abandonedAt !== null;
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), (events) => {
        const row = foldConsult(events);
        const all = row?.legs ?? [];
        expect(new Set(all.map(({ tier }) => tier)).size).toBe(all.length);
        const between = betweenTiers(all);
        const isOpen = row?.answeredAt === null && row.abandonedAt === null;
        if (between === null) {
          // an open consultation was either taken up at the top tier or waits there
          const top = all.at(-1);
          expect(isOpen && top?.escalatedAt !== null && top?.tier !== 'unit').toBe(false);
          return;
        }
        expect(isOpen).toBe(true);
        expect(all.filter((leg) => !ends(leg)).map(({ tier }) => tier)).toContain(between.tier);
        expect(CONSULT_TIERS.indexOf(between.tier)).toBeGreaterThan(CONSULT_TIERS.indexOf(between.from));
      }),
    );
  });
});
