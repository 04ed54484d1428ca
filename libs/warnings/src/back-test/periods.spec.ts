import 'reflect-metadata';
import type { BackTestDay, BackTestPair } from '@cockpit/contracts';
import { RuleSettingsStore } from '../settings/rule-settings';
import { BackTests } from './back-tests';
import { BackTestPeriods } from './periods';

const DAYS = Array.from({ length: 40 }, (_, i) => `2026-01-${String(40 - i)}`);
const day = (of: string): BackTestDay => ({
  hall: 'H1',
  day: of,
  rule: 'r',
  version: 1,
  minutes: 540,
  stepMin: 1,
  reached: 0,
  unannounced: 0,
  firings: [],
});
/** days are played when the test says so */
function opened(compare: (of: string, signal?: AbortSignal) => Promise<BackTestPair>): BackTestPeriods {
  const tests = Object.assign(Object.create(BackTests.prototype) as BackTests, {
    days: () => Promise.resolve(DAYS),
    ruleOf: () => null,
    compare: (_hall: string, of: string, _rule: string, _told: unknown, signal?: AbortSignal) => compare(of, signal),
  });
  const settings = Object.assign(Object.create(RuleSettingsStore.prototype) as RuleSettingsStore, {
    toldWith: () => Promise.resolve([]),
  });
  return new BackTestPeriods(tests, settings);
}
const pair = (of: string): Promise<BackTestPair> => Promise.resolve({ inForce: day(of), wanted: day(of) });
const wanted = { rule: 'r', days: 28, place: { kind: 'bureau', hall: null, code: null }, settings: {} } as const;

it('plays as many days as were asked for, the latest first, and says after each how far it is', async () => {
  const played = await opened(pair).begin('H1', wanted, new AbortController().signal);
  const said: string[] = [];
  for await (const { done, of, day: last } of played) said.push(`${String(done)}/${String(of)} ${String(last)}`);
  expect(said).toHaveLength(28);
  expect([said[0], said[27]]).toEqual(['1/28 2026-01-40', '28/28 2026-01-13']);
});

it('ends without an error when nobody waits any more, and lets others in then', async () => {
  const seen: string[] = [];
  const periods = opened((of, signal) => {
    seen.push(of);
    signal?.throwIfAborted();
    return pair(of);
  });
  const gone = new AbortController();
  const [first, second] = [
    await periods.begin('H1', wanted, gone.signal),
    await periods.begin('H1', wanted, gone.signal),
  ];
  await first.next();
  await second.next();
  await expect(periods.begin('H1', wanted, gone.signal)).rejects.toMatchObject({ status: 503, code: 'trials-running' });
  gone.abort();
  expect([(await first.next()).done, (await second.next()).done]).toEqual([true, true]);
  expect(seen).toHaveLength(4);
  await expect(periods.begin('H1', wanted, new AbortController().signal)).resolves.toBeDefined();
});

it('says a failure of a day', async () => {
  const played = await opened(() => Promise.reject(new Error('away'))).begin(
    'H1',
    wanted,
    new AbortController().signal,
  );
  await expect(played.next()).rejects.toThrow('away');
});
