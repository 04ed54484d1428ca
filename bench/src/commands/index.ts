import type { Register } from '../../../apps/cli/src/groups';
import { registerBenchBureau } from './bureau';
import { registerBenchCost } from './cost';
import { registerBenchCrash } from './crash';
import { registerBenchDeliver } from './deliver';
import { registerBenchFaults } from './faults';
import { registerBenchGrowth } from './growth';
import { registerBenchIngest } from './ingest';
import { registerBenchLive } from './live';
import { registerBenchMetrics } from './metrics';
import { registerBenchOutage } from './outage';
import { registerBenchOverdue } from './overdue';
import { registerBenchPredict } from './predict';
import { registerBenchPrompts } from './prompts';
import { registerBenchQuery } from './query';
import { registerBenchRanks } from './ranks';
import { registerBenchRedirect } from './redirect';
import { registerBenchSearch } from './search';
import { registerBenchSweep } from './sweep';

/** Every `cockpit bench …`. */
export const BENCHMARKS: readonly Register[] = [
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
];
