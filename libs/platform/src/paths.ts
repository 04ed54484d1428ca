import { basename, dirname, join } from 'node:path';

/** The tree this file stands in: the project itself under test, `dist` when compiled; both are laid out alike. */
const tree = join(__dirname, '..', '..', '..');

export const migrationsDir = (): string => join(tree, 'migrations');
/** What the build wrote down about itself. */
export const buildFile = (): string => join(tree, 'build.json');
/** The folder the program is installed in. What is nobody's choice lies there, wherever a command is called from. */
export const installationDir = (): string => (basename(tree) === 'dist' ? dirname(tree) : tree);
