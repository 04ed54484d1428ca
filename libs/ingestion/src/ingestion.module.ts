import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogModule, LogSpaceHealth } from '@cockpit/log';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { EventsDoor } from './http/events.door';
import { QuarantineController } from './http/quarantine.controller';
import { Ingestor } from './ingestor';
import { StepMetrics } from './metrics';
import { Privacy } from './privacy/privacy';
import { Quarantine } from './quarantine/quarantine';
import { QuarantineRow } from './quarantine/quarantine.entity';
import { QuarantineDesk } from './quarantine/quarantine-desk';
import { QuarantineWorker } from './quarantine/quarantine-worker';
import { QuarantineReader } from './quarantine/quarantine-reader';
import { Reach } from './quarantine/reach';
import { ReachStore } from './quarantine/reach-store';
import { Tallies } from './sources/tallies';

const privacy = {
  provide: Privacy,
  useFactory: (settings: Settings) =>
    new Privacy({ key: deriveKey(settings, 'pseudonym'), denied: settings.maskedFields }),
  inject: [SETTINGS],
};

/** Counts per source; needs only Redis. */
@Module({ providers: [Tallies], exports: [Tallies] })
export class TalliesModule {}

/** Storage of rejected events. The writer needs it too, for reused ids that ingestion no longer remembers. */
@Module({
  imports: [TypeOrmModule.forFeature([QuarantineRow]), TalliesModule],
  providers: [privacy, Quarantine, QuarantineReader],
  exports: [Privacy, Quarantine, QuarantineReader, TalliesModule],
})
export class QuarantineModule {}

/**
 * The ingestion pipeline without its HTTP route, for imports and resubmission. Needs AccessModule and
 * OrganisationModule.
 */
@Module({
  imports: [LogModule, QuarantineModule],
  providers: [StepMetrics, Ingestor],
  exports: [Ingestor, StepMetrics, QuarantineModule],
})
export class PipelineModule {}

/** Cleans up the quarantine; once per process, in every role. */
@Module({ imports: [QuarantineModule], providers: [QuarantineWorker], exports: [QuarantineWorker] })
class QuarantineWorkerModule {}

/** The HTTP route `POST /v1/events`. */
@Module({ imports: [PipelineModule, QuarantineWorkerModule, LogModule], providers: [EventsDoor, LogSpaceHealth] })
export class IngestionModule {}

/** Quarantine routes of the api. */
@Module({
  imports: [PipelineModule, QuarantineWorkerModule],
  controllers: [QuarantineController],
  providers: [QuarantineDesk, Reach, ReachStore],
})
export class QuarantineApiModule {}
