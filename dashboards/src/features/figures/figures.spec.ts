import { before, isPeriod, lastDays, lengthOf, yearBefore } from './period';
import { behind, metricText, shownValue } from './text';

describe('periods', () => {
  it('end today, and are compared with as many days before and with the same weekdays a year ago', () => {
    const week = lastDays('2026-03-09', 7);
    expect([week, lengthOf(week)]).toEqual([{ from: '2026-03-03', to: '2026-03-09' }, 7]);
    expect(before(week)).toEqual({ from: '2026-02-24', to: '2026-03-02' });
    expect(new Date(yearBefore(week).from).getUTCDay()).toBe(new Date(week.from).getUTCDay());
  });

  it('are not taken backwards or from words', () => {
    expect([isPeriod({ from: '2026-03-02', to: '2026-03-01' }), isPeriod({ from: 'x', to: '2026-03-01' }), isPeriod({ from: '2026-03-01', to: '2026-03-01' })]).toEqual([false, false, true]);
  });
});

describe('figures', () => {
  it('are read in minutes and percent, and a missing one is a dash', () => {
    expect([metricText('wait_mean', 1159.27, 'en'), metricText('service_level', 0.8345, 'en'), metricText('arrivals', 17_538, 'en'), metricText('wait_mean', null, 'en')]).toEqual(['19.3', '83.5', '17,538', '—']);
    expect(shownValue('wait_mean', 90)).toBe(1.5);
  });

  it('tell what they are made of', () => {
    expect(behind({ numerator: 8, denominator: 10 }, 'service_level', 'en')).toBe('8 / 10');
    expect(behind({ numerator: 600, denominator: 4 }, 'wait_mean', 'en')).toBe('10 min / 4');
    expect(behind({ numerator: 8, denominator: null }, 'arrivals', 'en')).toBeNull();
  });
});
