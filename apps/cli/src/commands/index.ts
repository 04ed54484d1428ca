import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BENCHMARKS } from '../../../../bench/src/commands';
import type { Register } from '../groups';
import { registerAdministrators } from './administrators';
import { registerAudit } from './audit';
import { registerBackup } from './backup';
import { registerCalendar } from './calendar';
import { registerCheckFigures } from './check-figures';
import { registerDoctor } from './doctor';
import { registerImport } from './import';
import { registerMaskOldText } from './mask-old-text';
import { registerMigrate } from './migrate';
import { registerOrganisation } from './organisation';
import { registerPartitions } from './partitions';
import { registerRebuild } from './rebuild';
import { registerPoll } from './poll';
import { registerSampleData } from './sample-data';
import { registerServe } from './serve';
import { registerSource } from './source';
import { registerToken } from './token';
import { registerUser } from './user';

/** Benchmarks and their emulators are not part of a release. */
const HAS_BENCHMARKS = existsSync(join(__dirname, '../../../../bench/src'));

export const COMMANDS: readonly Register[] = [
  registerServe,
  registerDoctor,
  registerCheckFigures,
  registerRebuild,
  registerBackup,
  ...(HAS_BENCHMARKS ? BENCHMARKS : []),
  registerImport,
  registerPoll,
  registerOrganisation,
  registerCalendar,
  registerSource,
  registerToken,
  registerUser,
  registerAdministrators,
  registerMigrate,
  registerPartitions,
  registerMaskOldText,
  registerSampleData,
  registerAudit,
];
