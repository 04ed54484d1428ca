import { Module } from '@nestjs/common';
import { BulkGate } from './bulk-gate';
import { DurabilityCheck } from './durability';
import { EventLog } from './event-log';
import { Lease } from './lease';
import { LogGauges } from './log-gauges';
import { LogPositions, LogReader } from './log-reader';
import { LogSpace } from './log-space';

@Module({
  providers: [EventLog, LogReader, LogPositions, LogSpace, Lease, BulkGate, LogGauges, DurabilityCheck],
  exports: [EventLog, LogReader, LogPositions, LogSpace, Lease, BulkGate],
})
export class LogModule {}
