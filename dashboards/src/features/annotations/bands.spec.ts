import { bandSeries, dayBands, slotBands } from './bands';

const note = (firstDay: string, lastDay: string, from = '', to = '') => ({ firstDay, lastDay, from, to, text: '停电' });

describe('bands of a chart', () => {
  it('cover the days that are shown, also where the first of them is folded away', () => {
    const days = ['2026-03-05', '2026-03-06', '2026-03-09'];
    expect(dayBands([note('2026-03-06', '2026-03-06'), note('2026-03-07', '2026-03-10')], days)).toEqual([
      { first: 1, last: 1, text: '停电' },
      { first: 2, last: 2, text: '停电' },
    ]);
    // a day without data is not on the axis, so there is nowhere to shade
    expect(dayBands([note('2026-03-07', '2026-03-08')], days)).toEqual([]);
  });

  it('cover the weeks that they touch', () => {
    const sunday = (monday: string) => new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);
    expect(dayBands([note('2026-03-08', '2026-03-09')], ['2026-03-02', '2026-03-09'], sunday)).toEqual([
      { first: 0, last: 1, text: '停电' },
    ]);
  });

  it('cover the slots that they touch, and not the one that begins when they end', () => {
    const at = (time: string) => `2026-03-05T${time}:00Z`;
    const slots = ['01:30', '02:00', '02:30', '03:00'].map((time) => Date.parse(at(time)));
    expect(slotBands([note('', '', at('02:10'), at('03:00'))], slots, 1_800_000)).toEqual([
      { first: 1, last: 2, text: '停电' },
    ]);
  });

  it('say at most as much as there is room for, and are no series where nothing was noted', () => {
    expect(bandSeries([], { text: 't', mark: 'm' })).toEqual([]);
    const [series] = bandSeries([{ first: 0, last: 1, text: '名'.repeat(60) }], { text: 't', mark: 'm' });
    expect(series).toMatchObject({ markArea: { data: [[{ name: `${'名'.repeat(14)}…`, xAxis: 0 }, { xAxis: 1 }]] } });
  });
});
