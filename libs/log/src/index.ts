// The durable event log in Redis: leases, positions of its readers, limits.
export { addAnyway } from './add-anyway';
export { BulkGate } from './bulk-gate';
export { EventLog, type AppendOutcome, type EventSink } from './event-log';
export { LOG_START, LogPositions, LogReader, type LogEntry, type TailOptions } from './log-reader';
export { Following } from './following';
export { Lease, type HeldLease } from './lease';
export {
  DEDUP_KEYS_PREFIX,
  DEDUP_WINDOW_KEY,
  LOG_KEYS,
  compareEntryIds,
  isPositionsKey,
  isStreamKey,
  liveLease,
  partitionOf,
  streamKey,
  writerLease,
} from './keys';
export { LogSpace, LogSpaceHealth } from './log-space';
export { LogModule } from './log.module';
export { identityOf, sha256 } from './identity';
export { PartitionMove, type MoveState } from './partition-move';
export { PartitionShares } from './partition-shares';
