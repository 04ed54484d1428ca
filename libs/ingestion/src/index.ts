// The door of events: validation, masking, dedup keys, quarantine.
export {
  IngestionModule,
  PipelineModule,
  QuarantineApiModule,
  QuarantineModule,
  TalliesModule,
} from './ingestion.module';
export { MAX_BODY } from './http/limits';
export { Ingestor } from './ingestor';
export { bodyHashOf } from './pipeline/mask';
export type { Candidate, SourceScope } from './pipeline/candidate';
export { Quarantine, type Rejected } from './quarantine/quarantine';
export { QuarantineWorker } from './quarantine/quarantine-worker';
export { Tallies, type SequenceRun, type Tally } from './sources/tallies';
export { Privacy } from './privacy/privacy';
