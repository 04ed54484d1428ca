import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** As `mkdir -p`. Node's own goes round for ever below a directory in which nothing can be made, like /proc. */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    // somebody else was quicker
    if (!existsSync(dir)) throw error;
  }
}

/** A folder only its owner may look into, whoever made it: engines and logs write files that others could read. */
export function ownFolder(dir: string): void {
  makeFolder(dir);
  chmodSync(dir, 0o700);
}

/**
 * A small file of ours, readable by its owner only, as it was or as it shall be: on a full disk the old one stays, and what says
 * the same already is not written at all.
 */
export function writeWhole(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const draft = `${file}.${String(process.pid)}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
