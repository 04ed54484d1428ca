import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Pictures and fonts are compressed already. */
const TEXT = /\.(?:js|css|html|svg|json|webmanifest|txt)$/;
/** What is smaller goes in one packet anyhow. */
const WORTH_BYTES = 1024;
/** the best pays by one part in a hundred more, and takes ten times as long */
const QUALITY = 9;

/** Puts every text file beside itself as `.br` and `.gz`, once at the build, for the server to send: halls have thin lines. */
export function compressed(outDir: string): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    // after what is copied as it is
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const names = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter(
          (name) => TEXT.test(name) && !name.startsWith('.vite'),
        );
        await Promise.all(names.map((name) => compress(join(outDir, name))));
      },
    },
  };
}

/** Not at once, as other threads do it: the files share all cores. */
async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < WORTH_BYTES) return;
  const [small, smaller] = await Promise.all([
    promisify(gzip)(content, { level: QUALITY }),
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
  ]);
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
}
