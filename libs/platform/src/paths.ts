import { basename, dirname, join } from 'node:path';

/** Root of the running tree: the project under test, `dist` when compiled; both have the same layout. */
const tree = join(__dirname, '..', '..', '..');

export const migrationsDir = (): string => join(tree, 'migrations');
/** File that the build writes about itself. */
export const buildFile = (): string => join(tree, 'build.json');
/** Installation folder; it does not depend on the working directory. */
export const installationDir = (): string => (basename(tree) === 'dist' ? dirname(tree) : tree);
