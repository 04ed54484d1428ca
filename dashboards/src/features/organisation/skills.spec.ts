import { heldOn, toggled } from './skills';

const traffic = { branch: 'traffic', from: '2026-01-01' };
const household = { branch: 'household', from: '2026-03-01', to: '2026-06-30' };

describe('a skill in the matrix', () => {
  it('is held from its first to its last day', () => {
    const on = (day: string) => heldOn([household], 'household', day) !== null;
    expect(['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map(on)).toEqual([false, true, true, false]);
  });

  it('is given from a day on, up to where it is held already', () => {
    expect(toggled([traffic], 'household', '2026-05-01')).toEqual([
      traffic,
      { branch: 'household', from: '2026-05-01' },
    ]);
    expect(toggled([household], 'household', '2026-01-01')).toEqual([
      household,
      { branch: 'household', from: '2026-01-01', to: '2026-02-28' },
    ]);
  });

  it('ends the day before, is gone when it began that day, and comes back with a second click', () => {
    const ended = toggled([traffic], 'traffic', '2026-05-01');
    expect(ended).toEqual([{ ...traffic, to: '2026-04-30' }]);
    expect(toggled(ended, 'traffic', '2026-05-01')).toEqual([traffic]);
    expect(toggled([household], 'household', '2026-03-01')).toEqual([]);
  });
});
