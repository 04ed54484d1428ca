import type { ConsultTierFigures } from '@cockpit/contracts';
import { OUTCOMES, tierOption } from './tier-option';

const tier = (over: Partial<ConsultTierFigures>): ConsultTierFigures => ({
  tier: 'ai',
  asked: 10,
  answered: 7,
  escalated: 2,
  abandoned: 1,
  open: 0,
  meanAnswerSec: 3,
  medianAnswerSec: 2,
  ...over,
});
const ink = {
  colours: { answered: 'a', escalated: 'b', abandoned: 'c', open: 'd' },
  text: 't',
  line: 'l',
  panel: 'p',
  onBar: 'o',
};

describe('what became of consultations', () => {
  it('is drawn as shares of what a tier received, which add up to all of it', () => {
    const tiers = [tier({}), tier({ tier: 'unit', asked: 0, answered: 0, escalated: 0, abandoned: 0 })];
    const drawn = (width: number) => tierOption(tiers, { tier: (one) => one, outcome: (one) => one }, ink, width);
    const option = drawn(0);
    const series = option['series'] as { data: number[] }[];
    expect(series.map(({ data }) => data[0])).toEqual([70, 20, 10, 0]);
    expect(series.map(({ data }) => data[1])).toEqual(OUTCOMES.map(() => 0));
    const said = (width: number) => {
      const [first] = drawn(width)['series'] as { label: { formatter: (one: { value: number }) => string } }[];
      return [70, 65.7, 13, 4.7, 0].map((value) => first?.label.formatter({ value }));
    };
    // a number stands where there is room for it: on a phone there is less
    expect(said(0)).toEqual(['70%', '66%', '13%', '', '']);
    expect(said(700)).toEqual(said(0));
    expect(said(320)).toEqual(['70%', '66%', '', '', '']);
    expect((option['yAxis'] as { data: string[] }).data).toEqual(['ai 10', 'unit 0']);
  });
});
