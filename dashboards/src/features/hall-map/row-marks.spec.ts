import type { PlanLayout } from './plan';
import { rangeOf, rowMarks } from './row-marks';

const ASPECT = 16 / 9;
/** A row of windows along the back, and one down the left side. */
const layout = (back: number): PlanLayout => ({
  aspect: ASPECT,
  drawing: null,
  terminals: [],
  mark: { width: 0, height: 0 },
  zones: [
    { code: 'back', name: '', left: 0.1, top: 0, width: 0.8, height: 0.13 },
    { code: 'left', name: '', left: 0, top: 0.2, width: 0.07, height: 0.7 },
  ],
  windows: [
    ...Array.from({ length: back }, (_, i) => ({
      id: `b${String(i)}`,
      number: String(10 + i),
      zone: 'back',
      top: 0.06,
      left: 0.1 + (0.8 * (i + 0.5)) / back,
    })),
    ...Array.from({ length: 3 }, (_, i) => ({
      id: `l${String(i)}`,
      number: `0${String(i + 1)}`,
      zone: 'left',
      left: 0.035,
      top: 0.2 + (0.7 * (i + 0.5)) / 3,
    })),
  ],
});

describe('marks of the windows of a zone', () => {
  it('leave room for the name of the zone and have their numbers', () => {
    const row = rowMarks(layout(6), 48).get('back');
    expect(row?.numbered).toBe(true);
    expect((row?.side ?? 1) * ASPECT).toBeLessThan(0.13 / 2);
  });

  it('are as large for a window by itself as in the row beside it', () => {
    const beside = layout(6);
    const alone = { code: 'alone', name: '', left: 0.92, top: 0, width: 0.05, height: 0.13 };
    beside.zones.push(alone);
    beside.windows.push({ id: 'a1', number: '99', zone: 'alone', left: 0.945, top: 0.06 });
    const rows = rowMarks(beside, 100);
    expect(rows.get('alone')?.side).toBeCloseTo(rows.get('back')?.side ?? 0, 5);
  });

  it('that stand too close for their numbers go without, and the zone says which they are; another zone keeps its own', () => {
    const rows = rowMarks(layout(40), 48);
    expect(rows.get('back')).toMatchObject({ numbered: false, range: '10–49' });
    expect(rows.get('left')).toMatchObject({ numbered: true });
    // two neighbours of different rows do not touch either
    expect((rows.get('back')?.side ?? 1) * 40).toBeLessThan(0.8);
  });

  it('are as large as the numbers need where the zone is a shallow counter', () => {
    const shallow = layout(6);
    for (const zone of shallow.zones) zone.height = zone.width = 0.03;
    expect(rowMarks(shallow, 48).get('back')?.numbered).toBe(true);
  });
});

describe('a range of window numbers', () => {
  it('is said only of numbers that follow each other', () => {
    expect(rangeOf(['12', '10', '11'])).toBe('10–12');
    expect(rangeOf(['A09', 'A10'])).toBe('A09–A10');
    expect(rangeOf(['7'])).toBe('7');
    expect(rangeOf(['1', '3'])).toBe('');
    expect(rangeOf(['A1', 'B2'])).toBe('');
    expect(rangeOf([])).toBe('');
  });
});
