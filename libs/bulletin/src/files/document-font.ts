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
const fileOf = (style: string): string => join(FOLDER, style, `NotoSerifSC_${style}.ttf`);

let fetching: Promise<void> | undefined;

/**
 * Font files of documents. Bundles and images contain them; elsewhere they are downloaded for the first document.
 * @throws with an instruction if the download fails
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
