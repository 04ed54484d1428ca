import { counterfactual, type Newcomer } from './counterfactual';
import { busyHall, smallHall } from './hall.fixture';

const help = { kind: 'assign', windowId: 'w3', queues: ['b', 'a'] } as const;
const comers = (state: { now: number }, queue: string, count: number): Newcomer[] =>
  Array.from({ length: count }, (_, i) => ({ queue, issuedAt: state.now + (i + 0.5) * (3_600_000 / count) }));

describe('what a change was worth, looked back at', () => {
  it('is worth much where many wait and still come, with a band around it', () => {
    const state = busyHall(14, 0);
    const told = counterfactual(state, help, { came: comers(state, 'a', 12) });
    expect(told?.savedMin).toBeGreaterThan(60);
    expect(told?.lowMin).toBeLessThanOrEqual(told?.savedMin ?? NaN);
    expect(told?.highMin).toBeGreaterThanOrEqual(told?.savedMin ?? NaN);
    expect(told?.visitors).toBe(26);
  });

  it('is worth nothing where nothing is changed', () => {
    const state = busyHall(14, 3);
    expect(
      counterfactual(state, { kind: 'assign', windowId: 'w3', queues: ['b'] }, { came: comers(state, 'a', 12) }),
    ).toMatchObject({ savedMin: 0, lowMin: 0, highMin: 0 });
  });

  it('costs where a window is taken away', () => {
    const state = busyHall(14, 3);
    expect(
      counterfactual(state, { kind: 'close', windowId: 'w1' }, { came: comers(state, 'a', 6) })?.savedMin,
    ).toBeLessThan(-30);
  });

  it('goes by those who came, not by the forecast', () => {
    const [quiet, busy] = [busyHall(14, 0), busyHall(14, 0)];
    const few = counterfactual(quiet, help, { came: [] });
    const many = counterfactual(busy, help, { came: comers(busy, 'a', 24) });
    expect(few?.visitors).toBe(14);
    expect(many?.savedMin ?? 0).toBeGreaterThan((few?.savedMin ?? 0) * 1.5);
  });

  it('leaves out who came later than the horizon', () => {
    const state = busyHall(2, 0);
    expect(
      counterfactual(state, help, { came: [{ queue: 'a', issuedAt: state.now + 3_600_001 }], horizonMin: 60 })
        ?.visitors,
    ).toBe(2);
  });

  it('says nothing of a hall of which nothing is known', () => {
    expect(counterfactual(smallHall(), help, { came: [] })).toBeNull();
  });

  it('refuses what the hall has not', () => {
    expect(() => counterfactual(busyHall(1, 0), { kind: 'close', windowId: 'none' }, { came: [] })).toThrow(RangeError);
  });

  it('says the same every time', () => {
    const tell = () => {
      const state = busyHall(9, 2);
      return counterfactual(state, help, { came: comers(state, 'a', 9) });
    };
    expect(tell()).toEqual(tell());
  });
});
