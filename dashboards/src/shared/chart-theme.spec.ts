import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartTheme } from './chart-theme';
import { INK_TOKENS, type Ink } from './ink-tokens';

const css = readFileSync(join(__dirname, '../design/tokens.css'), 'utf8');
/** The tokens of a theme as the style sheet has them. */
const tokensOf = (theme: string) =>
  new Map(
    [
      ...(new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '').matchAll(
        /--([\w-]+): ([^;]+);/g,
      ),
    ].map(([, name = '', value = '']) => [name, value]),
  );
const inkOf = (theme: string) =>
  Object.fromEntries(
    Object.entries(INK_TOKENS).map(([role, token]) => [role, tokensOf(theme).get(token) ?? `no --${token}`]),
  ) as unknown as Ink;

describe('charts in the theme of the page', () => {
  it.each(['dark', 'light'])('draw with tokens of the %s theme alone', (theme) => {
    const colours = JSON.stringify(chartTheme(inkOf(theme), 'Noto')).match(/#[0-9a-f]{3,8}|no --[\w-]+/g) ?? [];
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter((colour) => ![...tokensOf(theme).values()].includes(colour))).toEqual([]);
  });

  it('tell six series apart', () => {
    for (const theme of ['dark', 'light']) {
      const { color } = chartTheme(inkOf(theme), 'Noto') as { color: string[] };
      expect(new Set(color).size).toBe(6);
    }
  });
});
