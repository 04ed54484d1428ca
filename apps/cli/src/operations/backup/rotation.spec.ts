import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { MANIFEST } from './manifest';
import { nameOf, readKeep, rotate, staying } from './rotation';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 2, 30);

describe('which backups stay', () => {
  it('is the newest of each of the last days and weeks that have one', () => {
    const names = Array.from({ length: 60 }, (_, i) => nameOf(NOW - i * DAY));
    const stay = [...staying(names, { daily: 3, weekly: 3 })].sort();
    // 22 November 2026 is a Sunday
    expect(stay).toEqual(
      ['2026-11-08', '2026-11-15', '2026-11-20', '2026-11-21', '2026-11-22'].map((day) => `${day}T023000Z`),
    );
  });

  it('goes by ISO weeks across the change of year', () => {
    const names = [Date.UTC(2026, 11, 31), Date.UTC(2027, 0, 1), Date.UTC(2027, 0, 4)].map(nameOf);
    expect([...staying(names, { daily: 0, weekly: 2 })].sort()).toEqual(['2027-01-01T000000Z', '2027-01-04T000000Z']);
  });

  const instants = fc.uniqueArray(
    fc.integer({ min: 0, max: 400 * 86_400 }).map((sec) => NOW - sec * 1000),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  const keeps = fc.record({ daily: fc.nat(10), weekly: fc.nat(6) });

  it('keeps no more than asked for, the newest always, and stays the same when it is asked again', () => {
    fc.assert(
      fc.property(instants, keeps, (times, keep) => {
        const names = times.map(nameOf);
        const stay = staying(names, keep);
        expect(stay.size).toBeLessThanOrEqual(keep.daily + keep.weekly);
        expect(stay.has(nameOf(Math.max(...times)))).toBe(keep.daily + keep.weekly > 0);
        expect(staying([...stay], keep)).toEqual(stay);
      }),
    );
  });

  it('grows with what is asked for, whatever else lies there', () => {
    fc.assert(
      fc.property(instants, keeps, (times, keep) => {
        const names = [...times.map(nameOf), 'notes.txt', '2026-11-22T023000Z.part'];
        const more = staying(names, { daily: keep.daily + 1, weekly: keep.weekly + 1 });
        for (const name of staying(names, keep)) expect(more.has(name)).toBe(true);
        expect([...more].every((name) => name.endsWith('Z'))).toBe(true);
      }),
    );
  });
});

it.each<[string, { daily: number; weekly: number } | undefined]>([
  ['7d,4w', { daily: 7, weekly: 4 }],
  ['7d', { daily: 7, weekly: 0 }],
  ['4w', { daily: 0, weekly: 4 }],
  ...['', '0d', '0d,0w', '7', '7d,', ',4w', '7d4w', '4w,7d', '-1d', '7d,4w,1m'].map((text): [string, undefined] => [
    text,
    undefined,
  ]),
])('--keep %j', (text, keep) => {
  expect(readKeep(text)).toEqual(keep);
});

describe('rotation', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'hall-cockpit-rotation-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });
  const write = (dir: string): Promise<string> => {
    mkdirSync(dir);
    writeFileSync(join(dir, MANIFEST), '{}');
    return Promise.resolve('done');
  };

  it('writes, names what is whole by its time, and removes what need not stay', async () => {
    for (let day = 9; day >= 0; day--) await rotate(parent, { daily: 2, weekly: 1 }, NOW - day * DAY, write);
    expect(readdirSync(parent).sort()).toEqual(['2026-11-21T023000Z', '2026-11-22T023000Z']);
  });

  it('removes nothing for a backup that failed, and what it left only a day later', async () => {
    await rotate(parent, { daily: 1, weekly: 0 }, NOW - DAY, write);
    const failing = (dir: string): Promise<never> => {
      mkdirSync(dir);
      return Promise.reject(new Error('no room'));
    };
    await expect(rotate(parent, { daily: 1, weekly: 0 }, NOW, failing)).rejects.toThrow('no room');
    const left = join(parent, '2026-11-22T023000Z.part');
    expect(existsSync(join(parent, '2026-11-21T023000Z'))).toBe(true);
    utimesSync(left, NOW / 1000, NOW / 1000);
    await rotate(parent, { daily: 5, weekly: 0 }, NOW + DAY, write);
    expect(existsSync(left)).toBe(true);
    await rotate(parent, { daily: 5, weekly: 0 }, NOW + DAY + 1000, write);
    expect(existsSync(left)).toBe(false);
  });

  it('leaves alone what no backup of ours is', async () => {
    mkdirSync(join(parent, '2020-01-01T000000Z'));
    mkdirSync(join(parent, 'kept-by-hand'));
    await rotate(parent, { daily: 1, weekly: 0 }, NOW, write);
    expect(readdirSync(parent).sort()).toEqual(['2020-01-01T000000Z', '2026-11-22T023000Z', 'kept-by-hand']);
  });
});
