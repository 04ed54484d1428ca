import { isMade, spansOver } from './spans';

describe('the weeks and months that a bulletin can be of', () => {
  it('are those that are over, the last one first, across the year', () => {
    expect(spansOver('week', '2026-11-02').slice(0, 2)).toEqual([
      { from: '2026-10-26', to: '2026-11-01' },
      { from: '2026-10-19', to: '2026-10-25' },
    ]);
    expect(spansOver('week', '2026-11-08')[0]).toEqual({ from: '2026-10-26', to: '2026-11-01' });
    const months = spansOver('month', '2027-02-28');
    expect(months.slice(0, 3)).toEqual([
      { from: '2027-01-01', to: '2027-01-31' },
      { from: '2026-12-01', to: '2026-12-31' },
      { from: '2026-11-01', to: '2026-11-30' },
    ]);
    expect(months).toHaveLength(12);
  });

  it('are told from those that are still to be made up, place by place', () => {
    const made = [{ place: null, period: 'week' as const, from: '2026-10-26' }];
    const wanted = { place: null, period: 'week' as const, from: '2026-10-26' };
    expect([isMade(made, wanted), isMade(made, { ...wanted, place: 'H1' })]).toEqual([true, false]);
    expect(isMade(made, { ...wanted, from: '2026-10-19' })).toBe(false);
  });
});
