import { done, folder, removeFolders } from './support';

afterAll(removeFolders);

/** as long as each process needs to run into its time-outs; the whole lengths take 40 minutes: `cockpit bench faults` */
it('loses, doubles and miscounts nothing when stores hang, fail and are full, and when a process is late, blocked or quiet', async () => {
  const result = JSON.parse(await done(folder(), ['bench', 'faults', '--short', '--json'])) as {
    faults: { fault: string; acknowledged: number; acknowledgedAgainMs: number }[];
    leftOut: string[];
  };
  expect(result).toMatchObject({ lost: 0, doubled: 0, rollupDiff: 0, liveDiffering: 0 });
  expect(result.faults.length + result.leftOut.length).toBe(8);
  // only a file system of its own can be filled, and not every machine lets one be mounted
  expect(result.leftOut.length).toBeLessThanOrEqual(1);
  // the door goes on without ClickHouse and without Postgres, and takes all in again after everything else
  for (const { fault, acknowledged } of result.faults)
    if (/^(ClickHouse|Postgres)/.test(fault)) expect([fault, acknowledged > 100]).toEqual([fault, true]);
  for (const { fault, acknowledgedAgainMs } of result.faults)
    expect([fault, acknowledgedAgainMs < 60_000]).toEqual([fault, true]);
}, 1_200_000);
