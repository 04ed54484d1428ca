import { DataSource } from 'typeorm';
import { freshStores, type Stores } from '../../../tests/support/engines';
import { postgresOptions } from './postgres';
import { Signals } from './signals';

const CHANNEL = 'matter_dirty';
const never = new AbortController().signal;

describe('signals of Postgres', () => {
  let stores: Stores;
  let postgres: DataSource;
  let signals: Signals;

  beforeAll(async () => {
    stores = await freshStores();
    postgres = await new DataSource(postgresOptions(stores.settings)).initialize();
    signals = new Signals(stores.settings);
    const since = signals.seen(CHANNEL);
    // heard for the first time when the connection stands
    await signals.next(CHANNEL, { since, deafMs: 20_000, signal: never });
  });
  afterAll(async () => {
    await signals.onApplicationShutdown();
    await postgres.destroy();
    await stores.dispose();
  });

  const write = (): Promise<unknown> =>
    postgres.query("INSERT INTO matter_dirty (source, case_id, cause) VALUES ('s', 'c', 'event')");
  const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };

  it('wake whoever waits as soon as rows are committed, long before it would look by itself', async () => {
    const since = signals.seen(CHANNEL);
    const waiting = secondsOf(() => signals.next(CHANNEL, { since, deafMs: 20_000, signal: never }));
    await write();
    expect(await waiting).toBeLessThan(10);
  });

  it('are not missed between the look into the table and the wait', async () => {
    const since = signals.seen(CHANNEL);
    const other = signals.next(CHANNEL, { since, deafMs: 20_000, signal: never });
    await write();
    await other;
    expect(await secondsOf(() => signals.next(CHANNEL, { since, deafMs: 20_000, signal: never }))).toBeLessThan(1);
  });

  it('say nothing of a statement that inserted no row', async () => {
    const since = signals.seen(CHANNEL);
    await postgres.query("INSERT INTO matter_dirty (source, case_id, cause) SELECT 's', 'c', 'event' WHERE false");
    await signals.next(CHANNEL, { since, atMostMs: 300, deafMs: 300, signal: never });
    expect(signals.seen(CHANNEL)).toBe(since);
  });

  it('say nothing of what was rolled back', async () => {
    const since = signals.seen(CHANNEL);
    const runner = postgres.createQueryRunner();
    await runner.startTransaction();
    await runner.query("INSERT INTO matter_dirty (source, case_id, cause) VALUES ('s', 'c', 'event')");
    await runner.rollbackTransaction();
    await runner.release();
    await signals.next(CHANNEL, { since, atMostMs: 300, deafMs: 300, signal: never });
    expect(signals.seen(CHANNEL)).toBe(since);
  });

  it('leave nobody waiting while their connection is broken, and are heard again after it', async () => {
    const since = signals.seen(CHANNEL);
    const waiting = secondsOf(() => signals.next(CHANNEL, { since, atMostMs: 60_000, deafMs: 20, signal: never }));
    await postgres.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cockpit-signals' AND datname = current_database()",
    );
    expect(await waiting).toBeLessThan(20);
    // whatever was written meanwhile counts as heard once it listens again
    const again = signals.seen(CHANNEL);
    for (let tries = 0; signals.seen(CHANNEL) === again && tries < 200; tries++)
      await signals.next(CHANNEL, { since: again, deafMs: 100, signal: never });
    expect(signals.seen(CHANNEL)).toBeGreaterThan(again);
  });

  it('end with the signal of whoever waits', async () => {
    const stop = new AbortController();
    const waiting = signals.next(CHANNEL, { since: signals.seen(CHANNEL), deafMs: 60_000, signal: stop.signal });
    stop.abort();
    await waiting;
    expect(stop.signal.aborted).toBe(true);
  });
});
