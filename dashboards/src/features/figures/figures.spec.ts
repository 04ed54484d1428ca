import { METRICS, type MetricKey } from '@cockpit/contracts';
import { inOrder, isPeriod, lastDays, lengthOf } from './period';
import { behind, metricText, metricWords, shownValue } from './text';

describe('periods', () => {
  it('end today', () => {
    const week = lastDays('2026-03-09', 7);
    expect([week, lengthOf(week)]).toEqual([{ from: '2026-03-03', to: '2026-03-09' }, 7]);
  });

  it('are put in order, whichever end was chosen first', () => {
    expect(inOrder({ from: '2026-03-09', to: '2026-03-02' })).toEqual({ from: '2026-03-02', to: '2026-03-09' });
    expect(inOrder({ from: '2026-03-09', to: '' })).toEqual({ from: '2026-03-09', to: '' });
  });

  it('are not taken backwards or from words', () => {
    expect([
      isPeriod({ from: '2026-03-02', to: '2026-03-01' }),
      isPeriod({ from: 'x', to: '2026-03-01' }),
      isPeriod({ from: '2026-03-01', to: '2026-03-01' }),
    ]).toEqual([false, false, true]);
  });
});

describe('figures', () => {
  it('are read in minutes and percent, and a missing one is a dash', () => {
    expect([
      metricText('wait_mean', 1159.27, 'en'),
      metricText('service_level', 0.8345, 'en'),
      metricText('arrivals', 17_538, 'en'),
      metricText('wait_mean', null, 'en'),
    ]).toEqual(['19.3', '83.5', '17,538', '—']);
    expect(shownValue('wait_mean', 90)).toBe(1.5);
  });

  it('are defined in words for people, without the questions programs ask', () => {
    expect(metricWords('red', 'formula', 'zh-CN')).toBe('期内发出的红牌数');
    expect(metricWords('wait_p50', 'leftOut', 'en')).toBe(
      'tickets not called; tickets without an issue time. A transferred ticket counts with its first call. Hours are those of issue',
    );
    const all = (Object.keys(METRICS) as MetricKey[]).flatMap((key) =>
      (['zh-CN', 'en'] as const).flatMap((locale) => [
        metricWords(key, 'formula', locale),
        metricWords(key, 'leftOut', locale),
      ]),
    );
    expect(all.filter((text) => text.includes('by=') || /^[；;，,]|[；;，,]$/.test(text))).toEqual([]);
    expect((Object.keys(METRICS) as MetricKey[]).filter((key) => metricWords(key, 'formula', 'zh-CN') === '')).toEqual(
      [],
    );
  });

  it('tell what they are made of', () => {
    const words = { locale: 'en', minutes: 'min' } as const;
    expect(behind({ numerator: 8, denominator: 10 }, 'service_level', words)).toBe('8 / 10');
    expect(behind({ numerator: 600, denominator: 4 }, 'wait_mean', words)).toBe('10 min / 4');
    expect(behind({ numerator: 6397.2, denominator: 7108 }, 'wait_p90', words)).toBe('6,397 / 7,108');
    expect(behind({ numerator: 8, denominator: null }, 'arrivals', words)).toBeNull();
  });
});
