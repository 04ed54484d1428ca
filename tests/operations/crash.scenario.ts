import { done, folder, removeFolders } from './support';

afterAll(removeFolders);

it('loses, doubles and miscounts nothing although every process is killed again and again', async () => {
  const result = JSON.parse(await done(folder(), ['bench', 'crash', '--kills', '16', '--json'])) as {
    kills: number;
    killsByComponent: Record<string, number>;
    stops: number;
    acknowledged: number;
    lost: number;
    doubled: number;
    rollupDiff: number;
  };
  expect(result).toMatchObject({ kills: 16, lost: 0, doubled: 0, rollupDiff: 0 });
  expect(Object.keys(result.killsByComponent).sort()).toEqual([
    'api',
    'clickhouse',
    'ingest',
    'postgres',
    'redis',
    'worker',
    'writer',
  ]);
  expect(Math.min(...Object.values(result.killsByComponent))).toBeGreaterThanOrEqual(2);
  expect(result.stops).toBeGreaterThan(0);
  expect(result.acknowledged).toBeGreaterThan(500);
}, 600_000);
