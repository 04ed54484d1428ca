import type { DeedCode, Prompt } from '@cockpit/contracts';
import { effectSaid, judgement, recordOf, type EffectSaid } from './record';

const judged = (state: Prompt['state'], savedMin: number, half = 3): Pick<Prompt, 'state' | 'effect'> => ({
  state,
  effect: {
    savedMin,
    lowMin: savedMin - half,
    highMin: savedMin + half,
    method: state === 'done' ? 'observed' : 'paired-simulation',
  },
});

describe("today's record", () => {
  it('counts what was done, and never what was declined', () => {
    expect(
      recordOf([judged('done', 40, 3), judged('done', 20, 4), judged('declined', 100), judged('expired', -5)]),
    ).toEqual({ n: 2, missedN: 1, missed: 100 });
  });

  it('does not add up what was missed: prompts for the same jam would have saved the same minutes', () => {
    expect(recordOf([10, 20, 90].map((saved) => judged('expired', saved)))).toMatchObject({ missedN: 3, missed: 20 });
    expect(recordOf([10, 20, 40, 90].map((saved) => judged('declined', saved)))).toMatchObject({
      missedN: 4,
      missed: 30,
    });
    expect(recordOf([judged('declined', -4)])).toMatchObject({ missedN: 0, missed: 0 });
  });

  it('claims nothing where nothing was judged', () => {
    expect(recordOf([{ state: 'done' }, { state: 'shown' }])).toMatchObject({ n: 0 });
  });

  it('never says that what nobody did has helped, nor calls observed what was expected', () => {
    const done = (savedMin: number, code: DeedCode, method = 'observed'): EffectSaid['key'] | undefined =>
      effectSaid({
        state: 'done',
        effect: {
          savedMin,
          lowMin: savedMin - 3,
          highMin: savedMin + 3,
          method,
          deed: { code, served: 1, minutes: 9 },
        },
      })?.key;
    for (const saved of [-20, 0, 166])
      expect(['not-executed', 'no-ticket', 'not-seen'].map((code) => done(saved, code as DeedCode))).toEqual([
        ...['notExecuted', 'noTicket', 'notSeen'],
      ]);
    expect([done(20, 'served'), done(1, 'served'), done(-20, 'led-away')]).toEqual(['worked', 'unclear', 'harmed']);
    const simulated = { savedMin: 166, lowMin: 90, highMin: 240, method: 'paired-simulation' };
    expect(effectSaid({ state: 'done', effect: simulated })).toEqual({ key: 'expected', tone: 'later' });
    expect(effectSaid({ state: 'declined', effect: simulated })?.key).toBe('missed');
    expect(recordOf([{ state: 'done', effect: simulated }]).n).toBe(0);
  });

  it('promises no effect for ever: what has none after hours could not be judged', () => {
    const decidedAt = '2026-03-09T09:00:00+08:00';
    const hour = (n: number) => Date.parse(decidedAt) + n * 3_600_000;
    expect([
      judgement({ state: 'done', decidedAt }, hour(1)),
      judgement({ state: 'shown', decidedAt }, hour(1)),
      judgement({ ...judged('done', 1), decidedAt }, hour(9)),
    ]).toEqual(['later', null, null]);
    expect([
      judgement({ state: 'declined', decidedAt }, hour(4)),
      judgement({ state: 'declined', decidedAt, answeredAt: '2026-03-09T12:00:00+08:00' }, hour(4)),
    ]).toEqual(['unknown', 'laterMissed']);
    expect(judgement({ state: 'expired', decidedAt }, NaN)).toBe('laterMissed');
  });
});
