import { days, isAtRisk, running, slaStatusOf } from './sla-status';

const matter = { closedAt: null, overdue: false, card: 'none' as const, dueAt: '2026-11-20T09:30:00Z' };

describe('how a matter stands', () => {
  it.each([
    [{}, 'in-time'],
    [{ card: 'yellow' as const }, 'yellow'],
    [{ card: 'red' as const, overdue: true }, 'red'],
    // an appeal has taken the card away
    [{ overdue: true }, 'withdrawn'],
    [{ dueAt: null }, 'no-clock'],
    [{ closedAt: '2026-11-19T00:00:00Z' }, 'closed'],
    [{ closedAt: '2026-11-21T00:00:00Z', overdue: true, card: 'red' as const }, 'closed-late'],
  ])('%j is %s', (more, slaStatus) => {
    expect(slaStatusOf({ ...matter, ...more })).toBe(slaStatus);
  });

  it('is at risk from as likely as not', () => {
    expect([0.49, 0.5, null].map((predictedOverdue) => isAtRisk({ predictedOverdue }))).toEqual([false, true, false]);
  });

  it('counts days to a tenth, without their sign', () => {
    expect([3, -2.54, 0.04, 0.25, -0.25].map(days)).toEqual(['3', '2.5', '0', '0.3', '0.3']);
  });

  it('adds up to the figure', () => {
    const explained = running([
      { date: '2026-11-18', counted: 0.1, why: '' },
      { date: '2026-11-19', counted: 0.2, why: '' },
      { date: '2026-11-20', counted: 0, why: '' },
    ]);
    expect(explained.map(({ total }) => total)).toEqual([0.1, 0.3, 0.3]);
  });
});
