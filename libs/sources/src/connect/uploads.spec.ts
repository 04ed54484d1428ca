import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '@cockpit/platform';
import { Uploads } from './uploads';

const DAY_MS = 86_400_000;

describe('uploaded files', () => {
  let dataDir: string;
  let now = 1_700_000_000_000;
  const open = () => new Uploads({ dataDir } as Settings, { now: () => now });
  const there = (): string[] => (existsSync(join(dataDir, 'uploads')) ? readdirSync(join(dataDir, 'uploads')) : []);
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'uploads-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('are gone after a day, also when nobody sends another one', async () => {
    const upload = await open().begin({ name: '取号记录.csv', bytes: 3 });
    expect(there()).toHaveLength(2);
    now += DAY_MS + 1;
    const later = open();
    later.onApplicationBootstrap();
    const end = performance.now() + 5_000;
    while (there().length > 0 && performance.now() < end) await sleep(20);
    later.beforeApplicationShutdown();
    expect(there()).toEqual([]);
    await expect(later.whole(upload.id)).rejects.toMatchObject({ code: 'unknown-upload' });
  });

  it('are the latest twenty, and their names are part of no path', async () => {
    const uploads = open();
    for (let n = 0; n < 22; n += 1) {
      now += 1;
      await uploads.begin({ name: `../../${String(n)}.csv.gz`, bytes: 1 });
    }
    expect(there().filter((name) => name.endsWith('.json'))).toHaveLength(20);
    expect(there().every((name) => /^[0-9a-f]{32}\.(json|part\.gz)$/.test(name))).toBe(true);
  });

  it('say nothing where there never was one', () => {
    const uploads = open();
    uploads.onApplicationBootstrap();
    uploads.beforeApplicationShutdown();
    expect(there()).toEqual([]);
  });
});
