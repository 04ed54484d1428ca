import { densityOf, linesOf, type Density, type Sayable } from './density';

const said = (density: Density, given: Partial<Sayable> = {}) => [
  ...linesOf(density, { shape: 'tall', served: true, away: false, tag: 'none', back: false, ...given }),
];
const DENSITIES = [1, 2, 3, 4] as const;

describe('how close tiles stand', () => {
  it('depends on the number of windows alone', () => {
    expect([1, 12, 13, 24, 25, 40, 41, 60, 90].map(densityOf)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 4]);
  });

  it('leaves out the officer first, then the ticket, and last the time', () => {
    expect(DENSITIES.map((density) => said(density).join(' '))).toEqual([
      'timer word officer',
      'timer word officer',
      'timer word',
      'timer',
    ]);
    expect(said(4, { served: false })).toEqual(['word']);
  });

  it('keeps a mark that matters more than the ticket, and another only while there is room beside the time', () => {
    expect(DENSITIES.map((density) => said(density, { tag: 'first' }).join(' '))).toEqual([
      'tag timer word',
      'tag timer word',
      'tag timer',
      'tag',
    ]);
    expect(said(3, { tag: 'also' })).toEqual(['timer', 'tag']);
    expect(said(4, { tag: 'also' })).toEqual(['timer']);
    expect(said(3, { tag: 'also', shape: 'wide' })).toEqual(['timer']);
  });

  it('says of one that is away when it is back before why it is', () => {
    const away = { served: false, away: true } as const;
    expect(DENSITIES.map((density) => said(density, { ...away, back: true }).join(' '))).toEqual([
      'timer word',
      'timer word',
      'timer',
      'timer',
    ]);
    expect(said(4, away)).toEqual(['word']);
    expect(said(1, { ...away, shape: 'wide', back: true })).toEqual(['timer']);
  });
});
