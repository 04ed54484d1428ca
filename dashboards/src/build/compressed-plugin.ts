import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
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
      handler() {
        for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
          if (!TEXT.test(name) || name.startsWith('.vite')) continue;
          const file = join(outDir, name);
          const content = readFileSync(file);
          if (content.length < WORTH_BYTES) continue;
          writeFileSync(`${file}.gz`, gzipSync(content, { level: QUALITY }));
          writeFileSync(
            `${file}.br`,
            brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
          );
        }
      },
    },
  };
}
