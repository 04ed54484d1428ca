import { Module } from '@nestjs/common';
import { DurabilityCheck } from './durability';
import { EventLog } from './event-log';
import { Lease } from './lease';
import { LogPositions, LogReader } from './log-reader';
import { LogSpace } from './log-space';

@Module({
  providers: [EventLog, LogReader, LogPositions, LogSpace, Lease, DurabilityCheck],
  exports: [EventLog, LogReader, LogPositions, LogSpace, Lease],
})
export class LogModule {}
