import { Registry } from 'prom-client';
import { Costs, statementLabel } from './costs';
import { exposeCosts } from './metrics';

it.each([
  ['SELECT id FROM matter_dirty ORDER BY id', 'SELECT matter_dirty'],
  ['  insert into "matter_card" (id) VALUES ($1)', 'INSERT matter_card'],
  ['UPDATE notify_channel SET busy_by = NULL', 'UPDATE notify_channel'],
  ['WITH fed AS (SELECT * FROM unnest($1::text[])) SELECT c.id FROM matter_clock c', 'WITH matter_clock'],
  ['COMMIT', 'COMMIT'],
  ['', '?'],
])('labels %j by verb and table', (text, label) => {
  expect(statementLabel(text)).toBe(label);
});

it('counts work that fails as well as work that succeeds', async () => {
  const costs = new Costs();
  await costs.timed('job:a', () => Promise.resolve());
  await expect(costs.timed('job:a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  costs.add('redis:get');
  costs.add('timer:b', 250);
  expect(costs.all().get('job:a')?.runs).toBe(2);
  expect(costs.all().get('redis:get')).toEqual({ runs: 1, seconds: 0 });
  expect(costs.all().get('timer:b')).toEqual({ runs: 1, seconds: 0.25 });
});

it('tells Prometheus what each piece of work has cost', async () => {
  const costs = new Costs();
  const registry = new Registry();
  exposeCosts(registry, costs);
  costs.add('timer:b', 250);
  expect(await registry.metrics()).toContain('cockpit_work_seconds_total{work="timer:b"} 0.25');
  costs.add('timer:b', 250);
  const told = await registry.metrics();
  expect(told).toContain('cockpit_work_seconds_total{work="timer:b"} 0.5');
  expect(told).toContain('cockpit_work_runs_total{work="timer:b"} 2');
});
