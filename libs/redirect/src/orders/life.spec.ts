import fc from 'fast-check';
import { REMIND_MS, answer, begin, due, end, type OrderLife, type Turn } from './life';

const MIN = 60_000;

describe('an order that nobody answers', () => {
  it('is reminded of after three minutes, and is the supervisor’s three minutes later', () => {
    const told = begin(0, true).life;
    expect(due(told, REMIND_MS - 1)).toBeNull();
    const reminded = due(told, REMIND_MS);
    expect(reminded).toMatchObject({ step: 'reminded', life: { state: 'told', raised: 1, nextAt: 6 * MIN } });
    const raised = due(reminded?.life ?? told, 6 * MIN);
    expect(raised).toMatchObject({ step: 'raised', life: { raised: 2, nextAt: null } });
    expect(due(raised?.life ?? told, 600 * MIN)).toBeNull();
  });

  it('has each delay in full, however late it is found', () => {
    const reminded = due(begin(0, true).life, 60 * MIN);
    expect(reminded?.step).toBe('reminded');
    expect(due(reminded?.life ?? begin(0, true).life, 62 * MIN)).toBeNull();
  });

  it('is left alone where it only lets somebody know', () => {
    expect(due(begin(0, false).life, 600 * MIN)).toBeNull();
  });
});

describe('an answer', () => {
  const { life } = begin(0, true);

  it('ends the waiting; what cannot be done is the supervisor’s at once', () => {
    expect(answer(life, 'received', 1)).toMatchObject({ life: { state: 'received', raised: 0, nextAt: null } });
    expect(answer(life, 'cannot', 1)).toMatchObject({ life: { state: 'cannot', raised: 2, nextAt: null } });
  });

  it('said twice is said once, and comes too late when it is over', () => {
    expect(answer({ ...life, state: 'received' }, 'received', 1)).toBeNull();
    expect(answer({ ...life, state: 'done' }, 'received', 1)).toBe('over');
  });
});

it('however it goes: told once, reminded and raised at most once and in this order, ended at most once and then silent', () => {
  const move = fc.record({
    after: fc.integer({ min: 0, max: 5 * MIN }),
    what: fc.constantFrom('look', 'look', 'look', 'received', 'cannot', 'done', 'over'),
  });
  fc.assert(
    fc.property(fc.boolean(), fc.array(move, { maxLength: 30 }), (urgent, moves) => {
      let now = 0;
      const first = begin(now, urgent);
      let life: OrderLife = first.life;
      const steps = [first.step];
      for (const { after, what } of moves) {
        now += after;
        const turn: Turn | null | 'over' =
          what === 'look'
            ? due(life, now)
            : what === 'received' || what === 'cannot'
              ? answer(life, what, now)
              : end(life, what, now);
        if (turn === null || turn === 'over') continue;
        expect(turn.life.raised).toBeGreaterThanOrEqual(life.raised);
        life = turn.life;
        steps.push(turn.step);
      }
      for (const once of ['told', 'reminded', 'raised'] as const)
        expect(steps.filter((step) => step === once).length).toBeLessThanOrEqual(1);
      if (steps.includes('raised')) expect(steps.indexOf('reminded')).toBeLessThan(steps.indexOf('raised'));
      const ended = steps.findIndex((step) => step === 'done' || step === 'over');
      expect(ended === -1 || ended === steps.length - 1).toBe(true);
      if (!urgent) expect(steps).not.toContain('reminded');
      if (life.state !== 'told') expect(life.nextAt).toBeNull();
    }),
    { numRuns: 300 },
  );
});
