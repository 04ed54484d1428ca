import { forecastOption, forecastPeak, forecastScale } from './forecast-option';

const ink = { line: '#00f', band: '#00f3' };
const step = (quarter: number, p50: number, p80: number) => ({
  at: new Date(Date.parse('2026-11-20T10:00:00+08:00') + quarter * 900_000).toISOString(),
  p50Sec: p50 * 60,
  p80Sec: p80 * 60,
});
const forecast = [step(0, 10, 14), step(1, 34, 41), step(2, 20, 20)];

describe('forecast of a queue', () => {
  it('draws minutes: the middle, and the band stacked on it up to P80', () => {
    const { series } = forecastOption(forecast, { maxMin: 41 }, ink) as {
      series: { data: [number, number][]; stack: string }[];
    };
    expect(series.map((s) => s.data.map(([, y]) => y))).toEqual([
      [10, 34, 20],
      [4, 7, 0],
    ]);
    expect(new Set(series.map((s) => s.stack)).size).toBe(1);
    expect(series[0]?.data[0]?.[0]).toBe(Date.parse('2026-11-20T02:00:00Z'));
  });

  it('puts all queues on one scale, never below ten minutes', () => {
    expect(forecastScale([{ forecast }, { forecast: [step(0, 2, 3)] }])).toEqual({ maxMin: 41 });
    expect(forecastScale([{ forecast: [] }])).toEqual({ maxMin: 10 });
  });

  it('labels its axes in hall time only where there is room for them', () => {
    interface Axes {
      xAxis: { show?: boolean; axisLabel?: { formatter: (ms: number) => string } };
      yAxis: { max: number };
    }
    const spark = forecastOption(forecast, { maxMin: 41 }, ink) as object as Axes;
    const large = forecastOption(
      forecast,
      { maxMin: 41 },
      { ...ink, axis: '#888', timeZone: 'Europe/Warsaw' },
    ) as object as Axes;
    expect(spark.xAxis.show).toBe(false);
    expect(large.xAxis.axisLabel?.formatter(Date.parse('2026-11-20T10:00:00+08:00'))).toBe('03:00');
    expect([spark.yAxis.max, large.yAxis.max]).toEqual([50, 50]);
  });

  it('never draws a band upside down', () => {
    const { series } = forecastOption([step(0, 10, 8)], { maxMin: 10 }, ink) as {
      series: { data: [number, number][] }[];
    };
    expect(series[1]?.data[0]?.[1]).toBe(0);
  });

  it('names the peak', () => {
    expect(forecastPeak(forecast)).toEqual({ at: Date.parse('2026-11-20T10:15:00+08:00'), p50Sec: 2040, p80Sec: 2460 });
    expect(forecastPeak([])).toBeNull();
  });
});
