import { DEFAULT_PARAMS } from '../params';
import { jam, queueOf, viewOf, windowOf } from '../testView';
import { planDay } from './planDay';

const lunch = { startMin: 240, endMin: 285, kind: 'lunch' as const };

describe('a plan for the rest of the day', () => {
  const windows = jam().windows.map((w) => ({ ...w, absences: [lunch] }));

  it('moves only what is still ahead, never into the past, and keeps lengths', () => {
    const plan = planDay(jam({ nowMin: 262, windows }), DEFAULT_PARAMS);
    expect(plan.madeAtMin).toBe(262);
    for (const [absence] of plan.absences.values()) {
      expect(absence?.startMin).toBeGreaterThanOrEqual(262);
      expect(absence?.startMin).toBeLessThanOrEqual(285);
      expect((absence?.endMin ?? 0) - (absence?.startMin ?? 0)).toBe(45);
    }
  });

  it('leaves an absence where it is when its hours are over', () => {
    const plan = planDay(jam({ nowMin: 300, windows }), DEFAULT_PARAMS);
    for (const [absence] of plan.absences.values()) expect(absence).toEqual(lunch);
  });

  it('lets two windows of one queue go to lunch one after the other', () => {
    const busy = queueOf('q', { ratePerMin: new Float64Array(18).fill(0.17) });
    const plan = planDay(viewOf([busy], [windowOf(1, 0, { absences: [lunch] }), windowOf(2, 0, { absences: [lunch] })], { nowMin: 0 }), DEFAULT_PARAMS);
    const [a, b] = [...plan.absences.values()].map((own) => own[0]?.startMin ?? 0);
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(45);
  });

  it('has nothing to say about an empty hall', () => {
    expect(planDay(viewOf([], []), DEFAULT_PARAMS)).toMatchObject({ openings: [], guides: [] });
  });
});
