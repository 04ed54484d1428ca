import fc from 'fast-check';
import { timeOfDay } from '../../shared/format';
import { busiestOf, curveOf, hoursOn, isDayOver, momentOf, morningOf, placeOn, timeLineOf } from './time-line';

const ZONE = 'Asia/Shanghai';
const at = (time: string): string => new Date(`2026-03-04T${time}:00+08:00`).toISOString();
const day = { begins: at('00:00'), ends: at('23:59') };
const shown = (page: Parameters<typeof timeLineOf>[0]): string[] => {
  const { from, to } = timeLineOf(page);
  return [timeOfDay(from, ZONE), timeOfDay(to, ZONE)];
};

describe('the line of a replay', () => {
  it('spans the opening hours with a margin, as far as anything is kept', () => {
    const open = [
      { from: at('08:30'), to: at('12:00') },
      { from: at('13:30'), to: at('17:30') },
    ];
    expect(shown({ ...day, open })).toEqual(['08:00', '18:30']);
    expect(shown({ begins: at('08:20'), ends: at('16:00'), open })).toEqual(['08:20', '16:00']);
    expect(shown({ ...day, open: [] })).toEqual(['00:00', '23:59']);
    expect(shown({ begins: at('20:00'), ends: at('21:00'), open })).toEqual(['20:00', '21:00']);
  });

  it('is over after the last door, not before the first nor at noon; a closed day from the start', () => {
    const open = [
      { from: at('08:30'), to: at('12:00') },
      { from: at('13:30'), to: at('17:30') },
    ];
    const over = ['08:00', '12:30', '17:29', '17:30'].map((time) => isDayOver({ open }, Date.parse(at(time))));
    expect(over).toEqual([false, false, false, true]);
    expect(isDayOver({ open: [] }, Date.parse(at('08:00')))).toBe(true);
  });

  it('has a morning while the doors are open, as far as anything is kept; a closed day has none', () => {
    const morning = (from: string, to: string, ends = day.ends) => {
      const moment = morningOf({ ends, open: [{ from: at(from), to: at(to) }] });
      return moment === null ? null : timeOfDay(moment, ZONE);
    };
    expect([morning('08:30', '17:30'), morning('09:00', '11:00')]).toEqual(['10:00', '10:00']);
    expect(morning('08:30', '17:30', at('09:10'))).toBe('09:10');
    expect(morningOf({ ...day, open: [] })).toBeNull();
  });

  it('is busiest when most people waited on it, the first time that so many did', () => {
    const line = timeLineOf({ ...day, open: [{ from: at('08:30'), to: at('17:30') }] });
    const count = (time: string, n: number) => ({ at: at(time), n });
    const waiting = [count('07:00', 99), count('09:00', 4), count('10:00', 31), count('15:00', 31), count('16:00', 2)];
    expect(busiestOf(line, waiting)).toBe(Date.parse(at('10:00')));
    expect([busiestOf(line, [count('10:00', 0)]), busiestOf(line, [])]).toEqual([null, null]);
  });

  it('names every other hour, in zones of quarters of an hour too', () => {
    const line = timeLineOf({ ...day, open: [{ from: at('08:30'), to: at('17:30') }] });
    expect(hoursOn(line, ZONE).map(({ text }) => text)).toEqual(['08:00', '10:00', '12:00', '14:00', '16:00', '18:00']);
    expect(hoursOn(line, ZONE)[0]?.left).toBe(0);
    expect(hoursOn(line, 'Asia/Kathmandu').map(({ text }) => text)).toEqual([
      '06:00',
      '08:00',
      '10:00',
      '12:00',
      '14:00',
      '16:00',
    ]);
  });

  it('finds any minute of it again, and nothing that is none', () => {
    const line = timeLineOf({ ...day, open: [{ from: at('08:30'), to: at('17:30') }] });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: (line.to - line.from) / 60_000 }), (minute) => {
        const moment = line.from + minute * 60_000;
        expect(momentOf(timeOfDay(moment, ZONE), line, ZONE)).toBe(moment);
        expect(placeOn(line, moment)).toBeCloseTo((minute / ((line.to - line.from) / 60_000)) * 100);
      }),
    );
    expect(['07:59', '24:00', 'x', '', undefined, ['10:00']].map((text) => momentOf(text, line, ZONE))).toEqual(
      Array(6).fill(null),
    );
    expect(placeOn(line, line.from - 1)).toBeNull();
  });

  it('has a curve of those who waited, as high as the most of them, and nothing beside the line', () => {
    const line = { from: Date.parse(at('08:00')), to: Date.parse(at('18:00')) };
    const waiting = [
      { at: at('07:00'), n: 40 },
      { at: at('08:00'), n: 0 },
      { at: at('13:00'), n: 20 },
      { at: at('18:00'), n: 10 },
    ];
    expect(curveOf(line, waiting)).toEqual({
      most: 20,
      top: 'M0,100L50,0L100,50',
      area: 'M0,100L50,0L100,50L100,100L0,100Z',
    });
    expect(curveOf(line, [{ at: at('09:00'), n: 0 }])?.top).toBe('M10,100');
    expect([curveOf(line, []), curveOf(line, waiting.slice(0, 1))]).toEqual([null, null]);
  });
});
