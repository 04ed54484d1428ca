import { Registry } from 'prom-client';
import { measured } from './gauges';

const shown = async (registry: Registry): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

it('shows what is measured when somebody looks, and nothing that could not be measured', async () => {
  const registry = new Registry();
  let value: number | null = 3;
  let fails = false;
  measured(registry, { name: 'free', help: 'free' }, () =>
    fails ? Promise.reject(new Error('away')) : Promise.resolve(value),
  );
  measured(registry, { name: 'sure', help: 'sure' }, () => Promise.resolve(1));
  expect(await shown(registry)).toEqual(['free 3', 'sure 1']);
  value = null;
  expect(await shown(registry)).toEqual(['sure 1']);
  value = 4;
  expect(await shown(registry)).toEqual(['free 4', 'sure 1']);
  fails = true;
  expect(await shown(registry)).toEqual(['sure 1']);
});

it('drops the labels that are gone', async () => {
  const registry = new Registry();
  let by = new Map([
    ['live', 2],
    ['silent', 1],
  ]);
  measured(registry, { name: 'feeds', help: 'feeds', label: 'state' }, () => Promise.resolve(by));
  expect(await shown(registry)).toEqual(['feeds{state="live"} 2', 'feeds{state="silent"} 1']);
  by = new Map([['live', 3]]);
  expect(await shown(registry)).toEqual(['feeds{state="live"} 3']);
});
