import { done, folder, removeFolders } from './support';

afterAll(removeFolders);

it('loses, doubles and miscounts nothing although every process is killed and stopped again and again', async () => {
  const result = JSON.parse(
    await done(folder(), ['bench', 'crash', '--kills', '14', '--stalls', '6', '--freezes', '4', '--json']),
  ) as {
    blows: { kind: string; component: string; times: number }[];
    acknowledged: number;
  };
  expect(result).toMatchObject({
    kills: 14,
    stalls: 6,
    freezes: 4,
    lost: 0,
    doubled: 0,
    rollupDiff: 0,
    liveDiffering: 0,
  });
  const struck = (kind: string): string[] =>
    result.blows
      .filter((blow) => blow.kind === kind)
      .map(({ component }) => component)
      .sort();
  expect(struck('kill')).toEqual(['api', 'clickhouse', 'ingest', 'postgres', 'redis', 'worker', 'writer']);
  expect(struck('stall')).toEqual(['clickhouse', 'postgres', 'redis']);
  expect(struck('freeze')).toEqual(['api', 'ingest', 'worker', 'writer']);
  expect(result.acknowledged).toBeGreaterThan(500);
}, 600_000);
