import { Module } from '@nestjs/common';
import { DurabilityCheck } from './durability';
import { EventLog } from './event-log';
import { Lease } from './lease';
import { LogPositions, LogReader } from './log-reader';
import { LogRoom } from './log-room';

@Module({
  providers: [EventLog, LogReader, LogPositions, LogRoom, Lease, DurabilityCheck],
  exports: [EventLog, LogReader, LogPositions, LogRoom, Lease],
})
export class LogModule {}
