import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildFile, installationDir } from './paths';

const Build = z.object({ version: z.string(), commit: z.string().default('unknown') });

/** Version of the running build and the commit it was built from (`unknown` when built outside a repository). */
export type Build = z.infer<typeof Build>;

export function buildInfo(): Build {
  const file = [buildFile(), join(installationDir(), 'package.json')].find((path) => existsSync(path));
  return file === undefined
    ? { version: 'unknown', commit: 'unknown' }
    : Build.parse(JSON.parse(readFileSync(file, 'utf8')));
}
