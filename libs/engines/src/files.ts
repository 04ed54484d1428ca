import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Like `mkdir -p`. Node's own loops for ever where nothing can be created, as in /proc. */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    // another process was faster
    if (!existsSync(dir)) throw error;
  }
}

/** Makes a folder accessible to its owner only, because engines and logs write readable files. */
export function ownFolder(dir: string): void {
  makeFolder(dir);
  chmodSync(dir, 0o700);
}

/** Writes a small owner-only file atomically: on a full disk the old one stays. Unchanged content is not written. */
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
