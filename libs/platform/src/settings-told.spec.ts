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

it('every variable of .env.example is one that the processes read, or a password of an engine', () => {
  const example = readFileSync(resolve(__dirname, '../../../.env.example'), 'utf8');
  const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
  const ofEngines = ['REDIS_PASSWORD', 'POSTGRES_PASSWORD', 'CLICKHOUSE_PASSWORD'];
  const known: readonly string[] = [...SETTING_NAMES, ...ofEngines];
  expect(named).toEqual(expect.arrayContaining(['COCKPIT_SECRET', 'PUBLIC_URL']));
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
