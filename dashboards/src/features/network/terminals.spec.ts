import { countsByHall, marksOf } from './terminals';

describe('terminals of a place', () => {
  it('are counted by hall and state', () => {
    const of = (hall: string, state: 'up' | 'fault') => ({ hall, state });
    expect(countsByHall([of('A', 'up'), of('B', 'up'), of('A', 'fault'), of('A', 'up')])).toEqual(
      new Map([
        ['A', { up: 2, fault: 1, silent: 0, unknown: 0 }],
        ['B', { up: 1, fault: 0, silent: 0, unknown: 0 }],
      ]),
    );
  });

  it('are drawn with what is wrong first, and as unknown while nobody has said', () => {
    expect(marksOf(4, { up: 2, fault: 1, silent: 0, unknown: 0 }, 12)).toEqual(['fault', 'up', 'up', 'unknown']);
    expect(marksOf(2, null, 12)).toEqual(['unknown', 'unknown']);
    expect(marksOf(2, { up: 0, fault: 0, silent: 0, unknown: 2 }, 12)).toEqual(['unknown', 'unknown']);
    expect(marksOf(30, { up: 29, fault: 0, silent: 1, unknown: 0 }, 3)).toEqual(['silent', 'up', 'up']);
  });
});
