import { trendOf } from './trend';

describe('how a figure has moved', () => {
  it('is told as the difference of what is shown, and whether that is good', () => {
    expect(trendOf(18, 12, 'less')).toEqual({ arrow: '↑', by: 6, good: false });
    expect(trendOf(12, 18, 'less')).toEqual({ arrow: '↓', by: 6, good: true });
    expect(trendOf(91.4, 88.6, 'more')).toEqual({ arrow: '↑', by: 2, good: true });
  });

  it('is nothing where both look alike, or one is not known', () => {
    expect(trendOf(3.4, 2.6, 'less')).toBeNull();
    expect(trendOf(null, 2, 'less')).toBeNull();
    expect(trendOf(2, undefined, 'less')).toBeNull();
  });
});
