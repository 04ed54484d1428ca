import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Options for an engine of one test's own, in a directory that is gone afterwards. */
export function engineOptions(port: number) {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-engine-'));
  return {
    options: {
      dir,
      logDir: join(dir, 'logs'),
      cacheDir: resolve(__dirname, '..', '..', '.cache'),
      port,
      password: 'of-this-test',
      say: (line: string) => {
        process.stderr.write(`${line}\n`);
      },
    },
    clean: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The compiled program of the ClickHouse process; made by the global set-up. */
export const clickhouseMain = resolve(__dirname, '..', '..', '.cache', 'test-engines', 'clickhouse', 'main.js');
