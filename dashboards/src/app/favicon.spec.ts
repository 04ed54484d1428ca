import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faviconOf } from './favicon';

const PUBLIC = resolve(__dirname, '../../public');

describe('the icon of a tab', () => {
  const STATES = [
    { red: 0, stale: false },
    { red: 2, stale: false },
    { red: 2, stale: true },
  ];

  it('is another one while red waits, and while figures are old, which comes first: the red is as old as they are', () => {
    expect(STATES.map(faviconOf)).toEqual(['/icon.svg', '/icon-red.svg', '/icon-stale.svg']);
  });

  it('is there, and each is another drawing', () => {
    const files = STATES.map((state) => join(PUBLIC, faviconOf(state)));
    expect(files.every((file) => existsSync(file))).toBe(true);
    expect(new Set(files.map((file) => readFileSync(file, 'utf8'))).size).toBe(3);
  });
});
