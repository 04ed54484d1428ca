import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RESTORING } from '@cockpit/engines';
import { takeLock } from './run-file';

it('starts nothing where a restore was cut off', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-lock-'));
  takeLock(dataDir)();
  writeFileSync(join(dataDir, RESTORING), '');
  expect(() => takeLock(dataDir)).toThrow('cut off');
  rmSync(dataDir, { recursive: true });
});
