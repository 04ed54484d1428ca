import { z } from 'zod';
import { done, folder, removeFolders } from '../operations/support';

/** Half of what it was when this was written: the pipeline around the engine has become twice as dear, or more. */
const LEAST_SHARE = 0.2;
const Bench = z.object({
  engineShare: z.number(),
  cpuSecPerMillionOf: z.object({ doorAndWriter: z.number(), redis: z.number(), clickhouse: z.number() }),
});

afterAll(removeFolders);

// Seconds follow the machine and its load; the engine's part of all processor time hardly does.
it.each([['--rows-only'], []])(
  'spends no more than its usual part of processor time around the engine: %s',
  async (...kind) => {
    const result = await done(folder(), ['bench', 'ingest', '--events', '40000', '--json', ...kind]);
    expect(Bench.parse(JSON.parse(result)).engineShare).toBeGreaterThan(LEAST_SHARE);
  },
  300_000,
);
