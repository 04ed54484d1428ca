import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateLogs } from './rotate-logs';

it('cuts what has grown too long while it is being written, and keeps three older ones', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-logs-'));
  const file = join(dir, 'writer.log');
  const writing = openSync(file, 'a');
  try {
    for (let n = 1; n <= 6; n++) {
      writeSync(writing, String(n).repeat(100));
      rotateLogs(dir, 100, 3);
    }
    writeSync(writing, 'now');
    appendFileSync(join(dir, 'other.log'), 'short');
    rotateLogs(dir, 100, 3);
    expect(readdirSync(dir).sort()).toEqual([
      'other.log',
      'writer.log',
      'writer.log.1',
      'writer.log.2',
      'writer.log.3',
    ]);
    expect(readFileSync(file, 'utf8')).toBe('now');
    expect(['1', '2', '3'].map((n) => readFileSync(`${file}.${n}`, 'utf8')[0])).toEqual(['6', '5', '4']);
  } finally {
    closeSync(writing);
    rmSync(dir, { recursive: true });
  }
});
