import type { Command } from 'commander';
import type { CliContext } from '../context';
import { registerAdministrators } from './administrators';
import { registerAudit } from './audit';
import { registerBackup } from './backup';
import { registerBenchBureau } from './bench-bureau';
import { registerBenchCost } from './bench-cost';
import { registerBenchCrash } from './bench-crash';
import { registerBenchFaults } from './bench-faults';
import { registerBenchDeliver } from './bench-deliver';
import { registerBenchGrowth } from './bench-growth';
import { registerBenchIngest } from './bench-ingest';
import { registerBenchLive } from './bench-live';
import { registerBenchMetrics } from './bench-metrics';
import { registerBenchOutage } from './bench-outage';
import { registerBenchOverdue } from './bench-overdue';
import { registerBenchPrompts } from './bench-prompts';
import { registerBenchQuery } from './bench-query';
import { registerBenchPredict } from './bench-predict';
import { registerBenchRanks } from './bench-ranks';
import { registerBenchRedirect } from './bench-redirect';
import { registerBenchSearch } from './bench-search';
import { registerBenchSweep } from './bench-sweep';
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

export type Register = (program: Command, context: CliContext) => void;

/** Every command of the program. */
export const COMMANDS: readonly Register[] = [
  registerServe,
  registerDoctor,
  registerCheckFigures,
  registerRebuild,
  registerBackup,
  registerBenchCost,
  registerBenchCrash,
  registerBenchFaults,
  registerBenchOutage,
  registerBenchDeliver,
  registerBenchIngest,
  registerBenchQuery,
  registerBenchLive,
  registerBenchRedirect,
  registerBenchRanks,
  registerBenchPrompts,
  registerBenchPredict,
  registerBenchOverdue,
  registerBenchSearch,
  registerBenchSweep,
  registerBenchMetrics,
  registerBenchBureau,
  registerBenchGrowth,
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
