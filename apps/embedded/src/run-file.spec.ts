import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESTORING } from '@cockpit/engines';
import { takeLock } from './run-file';

it('starts nothing where a restore was cut off', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-lock-'));
  (await takeLock(dataDir))();
  writeFileSync(join(dataDir, RESTORING), '');
  await expect(takeLock(dataDir)).rejects.toThrow('cut off');
  rmSync(dataDir, { recursive: true });
});
