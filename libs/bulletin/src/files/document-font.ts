import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installationDir, unavailable } from '@cockpit/platform';

export interface DocumentFont {
  normal: string;
  bold: string;
}

const FOLDER = join(installationDir(), '.cache', 'fonts');
const fileOf = (cut: string): string => join(FOLDER, cut, `NotoSerifSC_${cut}.ttf`);

let fetching: Promise<void> | undefined;

/**
 * The files of the font that documents are printed with. A bundle and an image carry them; elsewhere the first document fetches them.
 * @throws saying what to do when they cannot be fetched
 */
export async function documentFont(): Promise<DocumentFont> {
  if (!existsSync(FOLDER)) await (fetching ??= fetchOnce());
  return { normal: fileOf('400Regular'), bold: fileOf('700Bold') };
}

async function fetchOnce(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [join(installationDir(), 'scripts', 'fonts.mjs')], {
      cwd: installationDir(),
    });
  } catch (error) {
    const [why = ''] = String((error as { stderr?: unknown }).stderr).split('\n');
    throw unavailable(`the font of documents is not on this machine and could not be fetched: ${why}`, 60);
  } finally {
    fetching = undefined;
  }
}
