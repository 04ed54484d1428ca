import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Lies in a data directory from the first to the last step of a restore into it. */
export const RESTORING = 'restoring';

/** Why nothing may work on a directory into which a restore has not come to its end: what is there looks whole and is not. */
export const halfRestored = (dataDir: string): string | undefined =>
  existsSync(join(dataDir, RESTORING))
    ? `a restore into ${dataDir} was cut off: empty it and restore again`
    : undefined;
