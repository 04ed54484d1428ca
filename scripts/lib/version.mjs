import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietly, root } from './project.mjs';

/** Where the build says what it was made from; `/metrics` and `--version` read it. */
export const BUILD_FILE = join(root, 'dist', 'build.json');

/** Version and commit of the sources that lie here; outside a repository the commit is the one given as COMMIT, else that of the build. */
export async function readVersion() {
  const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const commit = existsSync(join(root, '.git'))
    ? await quietly('git', ['rev-parse', '--short=12', 'HEAD']).then(
        (said) => said.trim(),
        () => undefined,
      )
    : undefined;
  return {
    version: read(join(root, 'package.json')).version,
    commit: commit ?? (process.env.COMMIT || read(BUILD_FILE).commit) ?? 'unknown',
  };
}

export const versionText = ({ version, commit }) => `hall-cockpit ${version} (${commit})`;
