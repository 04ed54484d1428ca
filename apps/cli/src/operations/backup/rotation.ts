import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { MANIFEST } from './manifest';

/** Number of backups to keep: the newest of each of the last days with one, and of each of the last ISO weeks (UTC). */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
}

/** Folder name of an instant, sortable: 2026-11-22T101500Z */
const NAME = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/;
const FORMAT = "yyyy-MM-dd'T'HHmmss'Z'";
const PARTIAL = '.part';
/** longer than any backup: an unfinished folder this old was interrupted */
const CUT_OFF_MS = 24 * 3_600_000;

export const nameOf = (now: number): string => DateTime.fromMillis(now, { zone: 'utc' }).toFormat(FORMAT);

/**
 * `7d,4w`, `7d` or `4w`.
 * @returns undefined for anything else, and when nothing would be kept
 */
export function readKeep(text: string): Keep | undefined {
  const [, daily = '0', weekly = '0'] = /^(?:(\d{1,3})d)?(?:(?:(?<=d),|^)(\d{1,3})w)?$/.exec(text) ?? [];
  const keep = { daily: Number(daily), weekly: Number(weekly) };
  return keep.daily + keep.weekly === 0 ? undefined : keep;
}

/** The names to keep. Days without a backup do not count, so a machine that was off loses none. */
export function staying(names: readonly string[], { daily, weekly }: Keep): Set<string> {
  const newestFirst = names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
  return new Set([
    ...newestOfEach(newestFirst, (name) => name.slice(0, 10)).slice(0, daily),
    ...newestOfEach(newestFirst, (name) => timeOf(name).toFormat("kkkk-'W'WW")).slice(0, weekly),
  ]);
}

function newestOfEach(newestFirst: readonly string[], period: (name: string) => string): string[] {
  const seen = new Set<string>();
  return newestFirst.filter((name) => !seen.has(period(name)) && seen.add(period(name)));
}

const timeOf = (name: string): DateTime => DateTime.fromFormat(name, FORMAT, { zone: 'utc' });

export interface Rotated<T> {
  result: T;
  dir: string;
  removed: string[];
}

/**
 * Writes a backup to a folder below `parent` named by the time, then removes surplus older ones. The folder gets its
 * name when complete, so a failed backup removes nothing except unfinished folders older than a day.
 */
export async function rotate<T>(
  parent: string,
  keep: Keep,
  now: number,
  write: (dir: string) => Promise<T>,
): Promise<Rotated<T>> {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const dir = join(parent, nameOf(now));
  const result = await write(`${dir}${PARTIAL}`);
  renameSync(`${dir}${PARTIAL}`, dir);
  const names = readdirSync(parent);
  const complete = names.filter((name) => NAME.test(name) && existsSync(join(parent, name, MANIFEST)));
  const stay = staying(complete, keep);
  const cutOff = names.filter(
    (name) =>
      name.endsWith(PARTIAL) &&
      NAME.test(name.slice(0, -PARTIAL.length)) &&
      now - statSync(join(parent, name)).mtimeMs > CUT_OFF_MS,
  );
  const removed = [...complete.filter((name) => !stay.has(name)), ...cutOff].map((name) => join(parent, name));
  for (const old of removed) rmSync(old, { recursive: true, force: true });
  return { result, dir, removed };
}
