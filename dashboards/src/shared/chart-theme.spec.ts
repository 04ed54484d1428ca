import { chartTheme } from './chart-theme';
import { INK_TOKENS, type Ink } from './ink-tokens';

/** Every role in a colour of its own, as no style sheet has them. */
const INK = Object.fromEntries(Object.keys(INK_TOKENS).map((role, n) => [role, `#0000${String(n + 10)}`])) as Ink;

describe('charts in the theme of the page', () => {
  it('draw with the colours they are given alone', () => {
    const colours = JSON.stringify(chartTheme(INK, 'Noto')).match(/#[0-9a-f]{3,8}|rgba?\([^)]*\)/g) ?? [];
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter((colour) => !Object.values(INK).includes(colour))).toEqual([]);
  });

  it('tell six series apart', () => {
    const { color } = chartTheme(INK, 'Noto') as { color: string[] };
    expect(new Set(color).size).toBe(6);
  });
});
