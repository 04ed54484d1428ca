import { join } from 'node:path';

/** The tree this file stands in: the project itself under test, `dist` when compiled; both are laid out alike. */
const tree = join(__dirname, '..', '..', '..');

export const migrationsDir = (): string => join(tree, 'migrations');
