import { foldConsult, type ConsultTier } from './consult';
import type { ConsultEvent } from './events';

const said = (
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
      said('asked', 'ai', 0),
      said('escalated', 'ai', 10),
      said('asked', 'center', 12, 'H'),
      said('escalated', 'center', 60),
      said('asked', 'unit', 70),
      said('answered', 'unit', 300),
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
    const wanted = [
      ['ai', 0, null, 10_000, null],
      ['center', 10_000, 40_000, null, null],
    ];
    expect(legs([said('asked', 'ai', 0), said('escalated', 'ai', 10), said('answered', 'center', 40)])).toEqual(wanted);
    expect(legs([said('asked', 'ai', 0), said('escalated', 'center', 10), said('answered', 'center', 40)])).toEqual(
      wanted,
    );
  });

  it('is nobody’s answer before its question, and heals when the question comes', () => {
    const answer = said('answered', 'center', 40);
    expect(foldConsult([answer])).toMatchObject({ askedAt: null, answerSec: null, tier: 'center' });
    expect(foldConsult([answer, said('asked', 'center', 50)])).toMatchObject({ answerSec: null });
    expect(foldConsult([answer, said('asked', 'center', 10)])).toMatchObject({ answerSec: 30 });
  });

  it('may be given up', () => {
    expect(foldConsult([said('asked', 'ai', 0), said('abandoned', 'ai', 5)])).toMatchObject({
      abandonedAt: 5000,
      answeredAt: null,
    });
  });
});
