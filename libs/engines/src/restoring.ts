import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Marker file in a data directory during a restore. */
export const RESTORING = 'restoring';

/** Refusal text for a directory with an unfinished restore: it looks complete and is not. */
export const halfRestored = (dataDir: string): string | undefined =>
  existsSync(join(dataDir, RESTORING))
    ? `a restore into ${dataDir} was cut off: empty it and restore again`
    : undefined;
