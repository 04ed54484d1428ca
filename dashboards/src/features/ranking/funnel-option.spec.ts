import type { PlaceCompared } from '@cockpit/contracts';
import { funnelOption } from './funnel-option';

const ink = { text: 't', line: 'l', place: 'p', limit: 'm', better: 'b', worse: 'w' };
const words = {
  name: (hall: string) => hall,
  about: ({ hall }: PlaceCompared) => hall,
  names: { places: 'places', centre: 'centre', limits95: '95', limits998: '99.8' },
  axis: 'denominator',
};
const place = (hall: string, denominator: number, more: Partial<PlaceCompared> = {}): PlaceCompared => ({
  hall,
  tier: 'hall',
  size: 'small',
  windows: 4,
  value: 0.5,
  numerator: denominator / 2,
  denominator,
  days: 5,
  since: null,
  weight: denominator,
  low: null,
  high: null,
  rank: 1,
  rankLow: null,
  rankHigh: null,
  band: null,
  outside: null,
  before: null,
  ...more,
});
const step = (weight: number) => ({ weight, low95: 0.4, high95: 0.6, low998: 0.3, high998: 0.7 });
const NONE = { centre: null, overDispersion: null, curve: [] };
type Series = {
  type: string;
  name: string;
  data: { value: number[]; symbol?: string; label?: { formatter: string } }[];
}[];

describe('the funnel plot', () => {
  it('draws a place by denominator and figure, and gives a shape and a name to who is outside', () => {
    const places = [place('A', 100), place('甲'.repeat(60), 200, { outside: 'worse' }), place('N', 0, { value: null })];
    const option = funnelOption(
      { places, funnel: { centre: 0.5, overDispersion: 1, curve: [step(100), step(200)] } },
      (v) => v * 100,
      words,
      ink,
    );
    const series = option['series'] as Series;
    expect(series.map(({ name }) => name)).toEqual(['99.8', '99.8', '95', '95', 'centre', 'places']);
    const dots = series.at(-1)?.data ?? [];
    expect(dots.map(({ value, symbol }) => [value, symbol])).toEqual([
      [[100, 50], undefined],
      [[200, 50], 'triangle'],
    ]);
    expect(dots[1]?.label?.formatter).toHaveLength(16);
    expect(option['xAxis']).toMatchObject({ type: 'value' });
  });

  it('draws places without limits where there are none, and giants on an axis of powers', () => {
    const option = funnelOption({ places: [place('A', 10), place('G', 10_000)], funnel: NONE }, Number, words, ink);
    expect((option['series'] as Series).map(({ type }) => type)).toEqual(['scatter']);
    expect(option['xAxis']).toMatchObject({ type: 'log' });
  });
});
