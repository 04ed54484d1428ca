// Fetches the fonts that documents are printed with (Noto Serif SC, OFL 1.1) into .cache/fonts; does nothing when they are there.
// 69 MB for two files of 15: so they come with the first document, and with a bundle.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { explained } from './lib/install-faults.mjs';
import { quietly, root } from './lib/project.mjs';

const PACKAGE = '@expo-google-fonts/noto-serif-sc@0.4.3';
const SHA512 = 'fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==';
const FILES = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf', 'LICENSE_FONT'];
const FOLDER = join(root, '.cache', 'fonts');

/** Whole or not at all, also when several fetch at once. */
export async function fetchFonts() {
  if (existsSync(FOLDER)) return;
  const work = `${FOLDER}-${process.pid}`;
  try {
    mkdirSync(join(work, 'fonts'), { recursive: true });
    await quietly('npm', ['pack', PACKAGE, '--pack-destination', work, '--loglevel=error', '--prefer-offline']).catch(
      (error) => {
        throw explained(error);
      },
    );
    const archive = join(
      work,
      readdirSync(work).find((name) => name.endsWith('.tgz')),
    );
    if (createHash('sha512').update(readFileSync(archive)).digest('base64') !== SHA512)
      throw new Error(`${PACKAGE} is not what it was when it was chosen`);
    const inside = FILES.map((file) => `package/${file}`);
    await quietly('tar', ['-xzf', archive, '-C', join(work, 'fonts'), '--strip-components=1', ...inside]);
    mkdirSync(dirname(FOLDER), { recursive: true });
    if (!existsSync(FOLDER)) renameSync(join(work, 'fonts'), FOLDER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await fetchFonts().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
