import { chartOption, daily, everyDay, trendOf } from './trend';

describe('points by day', () => {
  const running = { day: '2026-03-02', word: 'so far' };

  it('say how much more or less than before, and nothing where nothing was', () => {
    expect(trendOf({ count: 30, before: 20 })).toEqual({ way: 'up', share: 0.5 });
    expect(trendOf({ count: 5, before: 20 })).toEqual({ way: 'down', share: -0.75 });
    expect([
      trendOf({ count: 3, before: 3 }),
      trendOf({ count: 3, before: 0 }),
      trendOf({ count: 0, before: 0 }),
    ]).toEqual([
      { way: 'same', share: 0 },
      { way: 'fresh', share: null },
      { way: 'none', share: null },
    ]);
  });

  it('are not new where nothing at all was counted before', () => {
    expect(trendOf({ count: 3, before: 0 }, false)).toEqual({ way: 'none', share: null });
  });

  it('are drawn at once, as high as they are', () => {
    expect(chartOption([], 'Count', running)['animation']).toBe(false);
  });

  it('mark the day that still runs', () => {
    const days = [
      { day: '2026-03-01', count: 10 },
      { day: '2026-03-02', count: 1 },
    ];
    expect(chartOption(days, 'Count', running)).toMatchObject({
      xAxis: { data: ['03-01', 'so far'] },
      series: [{ data: [{ value: 10 }, { value: 1, itemStyle: { opacity: 0.5 } }] }],
    });
  });

  it('are so many a day on average, of full days with any', () => {
    const days = [
      { day: '2026-03-01', count: 10 },
      { day: '2026-03-02', count: 0 },
      { day: '2026-03-03', count: 21 },
      { day: '2026-03-04', count: 1 },
    ];
    expect(daily(days, '2026-03-04')).toEqual({ mean: 16, days: 2 });
    expect(daily(days, '2026-03-05')).toEqual({ mean: 11, days: 3 });
    expect(daily(days, '2026-03-01')).toBeNull();
  });

  it('have every day of the period once, over the end of a month', () => {
    const days = everyDay({ from: '2026-02-27', to: '2026-03-02', days: [{ day: '2026-03-01', count: 7 }] });
    expect(days).toEqual([
      { day: '2026-02-27', count: 0 },
      { day: '2026-02-28', count: 0 },
      { day: '2026-03-01', count: 7 },
      { day: '2026-03-02', count: 0 },
    ]);
  });
});
