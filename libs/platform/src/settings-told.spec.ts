import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SETTING_NAMES } from './settings';

it('every variable the processes read stands in the table for operators', () => {
  expect(SETTING_NAMES.length).toBeGreaterThan(15);
  const told = readFileSync(resolve(__dirname, '../../../docs/operations.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .join('\n');
  expect(SETTING_NAMES.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
