import { Module } from '@nestjs/common';
import { DurabilityCheck } from './durability';
import { EventLog } from './event-log';
import { Lease } from './lease';
import { LogPositions, LogReader } from './log-reader';

@Module({ providers: [EventLog, LogReader, LogPositions, Lease, DurabilityCheck], exports: [EventLog, LogReader, LogPositions, Lease] })
export class LogModule {}
