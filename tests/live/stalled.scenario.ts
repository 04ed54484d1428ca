import { createClient } from '@clickhouse/client';
import { WholeModule } from './modules';
import { clockTo, isoAt, issued, openHall, opened, until } from './support';

it('a hall is warned when work waits and none is done, health fails, and both are well again when it is done', async () => {
  const house = await openHall(WholeModule, { logPartitions: 1, workStalledMin: 0.1, logLevel: 'silent' });
  const clickhouse = createClient({ url: house.stores.clickhouseUrl, database: house.stores.clickhouseDatabase });
  const health = async () => {
    const answer = await fetch(`${house.front.url}/health/ready`);
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    return { status: answer.status, ill: Object.entries(checks).filter(([, said]) => said !== 'ok') };
  };
  const warned = async () => (await house.warnings('hall=H08')).filter(({ rule }) => rule === 'work-stalled');
  try {
    await house.post([...opened(0), issued('t1', 1), clockTo(2)]);
    await until(
      () => house.live(),
      (live) => live.now === isoAt(2),
      60_000,
    );
    await until(health, ({ status }) => status === 200, 60_000);
    expect(await warned()).toEqual([]);
    await clickhouse.command({ query: 'RENAME TABLE load_15min TO load_away' });
    await house.post([issued('t2', 3)]);
    const [firing] = await until(warned, (all) => all.some(({ condition }) => condition === 'firing'), 90_000);
    expect(firing).toMatchObject({ severity: 'red', message: expect.stringMatching(/停滞.*days-0.*管理员/) as string });
    expect(await health()).toMatchObject({
      status: 503,
      ill: expect.arrayContaining([['work:days-0', expect.stringContaining('none was done')]]) as unknown,
    });
    await clickhouse.command({ query: 'RENAME TABLE load_away TO load_15min' });
    await until(health, ({ status }) => status === 200, 90_000);
    await until(warned, (all) => all.every(({ clearedAt }) => clearedAt !== null), 90_000);
  } finally {
    await clickhouse.close();
    await house.close();
  }
});
