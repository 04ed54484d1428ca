import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openingOf } from './opening';

it('calls no hall closed in which a window is open', () => {
  for (const open of [true, false]) {
    for (const openWindows of [0, 1, 32])
      expect(openingOf({ open, kpis: { openWindows } }) === 'closed').toBe(!open && openWindows === 0);
  }
});

it('is asked by every page that says that a hall is closed', () => {
  const source = join(__dirname, '..', '..');
  const saying = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('.spec.ts'))
    .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));
  const users = saying.filter(({ text }) => /t\(['"`](prompt\.quiet|wall|network)\.closed/.test(text));
  expect(users.length).toBeGreaterThan(3);
  expect(users.filter(({ text }) => !text.includes('openingOf(')).map(({ file }) => file)).toEqual([]);
  // and nobody has words of their own for it
  expect(
    saying
      .flatMap(({ file, text }) =>
        [...text.matchAll(/(\w+): '(大厅)?未开放'/g)].map((found) => `${file} ${found[1] ?? ''}`),
      )
      .sort(),
  ).toEqual(['features/network/messages.ts closed', 'shared/i18n/zh-CN.ts closed', 'shared/i18n/zh-CN.ts closed']);
});
