import { signedPercent, twinOption, twinScale, twinVerdict } from './twin-option';

const ink = { withPrompts: '#0f0', without: '#888' };
const at = (minute: number) => new Date(Date.parse('2026-11-20T09:00:00+08:00') + minute * 60_000).toISOString();

describe('hall beside its twin', () => {
  it('draws both means in minutes and leaves gaps where nothing is known', () => {
    const series = [
      { at: at(0), withMeanSec: 300, withoutMeanSec: 600, pairs: 5 },
      { at: at(15), withMeanSec: null, withoutMeanSec: 660, pairs: 0 },
    ];
    const option = twinOption(series, ink, { with: '采纳', without: '不调度' }) as {
      series: { name: string; data: [number, number | null][]; lineStyle: { type?: string } }[];
    };
    expect(option.series.map((s) => [s.name, s.data.map(([, y]) => y)])).toEqual([
      ['不调度', [10, 11]],
      ['采纳', [5, null]],
    ]);
    expect(option.series[0]?.lineStyle.type).toBe('dashed');
  });

  it('spans from the first time to the last, up to the longest mean of both', () => {
    const series = [
      { at: at(0), withMeanSec: 300, withoutMeanSec: 600, pairs: 5 },
      { at: at(15), withMeanSec: 720, withoutMeanSec: null, pairs: 5 },
    ];
    expect(twinScale(series)).toEqual({ from: Date.parse(at(0)), to: Date.parse(at(15)), mostMin: 12 });
    expect(twinScale(series.slice(0, 1))).toBeNull();
    const none = series.map((step) => ({ ...step, withMeanSec: null, withoutMeanSec: null }));
    expect(twinScale(none)?.mostMin).toBeNull();
  });

  it('claims an effect only when the whole interval says so', () => {
    expect(twinVerdict({ cut: 0.376, cutLow: 0.31, cutHigh: 0.44 })).toEqual({
      kind: 'better',
      change: -38,
      low: 31,
      high: 44,
    });
    expect(twinVerdict({ cut: 0.05, cutLow: -0.02, cutHigh: 0.12 }).kind).toBe('unclear');
    expect(twinVerdict({ cut: -0.05, cutLow: -0.08, cutHigh: -0.02 })).toMatchObject({ kind: 'worse', change: 5 });
    expect(twinVerdict({ cut: null, cutLow: null, cutHigh: null }).kind).toBe('too-little');
    // nobody has followed a prompt: 0 % of an interval from 0 % to 0 % that is “not certain yet” says nothing
    expect(twinVerdict({ cut: 0, cutLow: 0, cutHigh: 0 }).kind).toBe('same');
  });

  it('writes signs that can be read aloud', () => {
    expect([-38, 4, 0].map(signedPercent)).toEqual(['−38%', '+4%', '0%']);
  });
});
