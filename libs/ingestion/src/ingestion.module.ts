import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogModule } from '@cockpit/log';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { EventsDoor } from './http/events.door';
import { QuarantineController } from './http/quarantine.controller';
import { Ingestor } from './ingestor';
import { StepMetrics } from './metrics';
import { Privacy } from './privacy/privacy';
import { Quarantine } from './quarantine/quarantine';
import { QuarantineRow } from './quarantine/quarantine.entity';
import { QuarantineReader } from './quarantine/quarantine-reader';
import { SealedKeeper } from './quarantine/sealed-keeper';
import { Tallies } from './sources/tallies';

const privacy = {
  provide: Privacy,
  useFactory: (settings: Settings) => new Privacy({ key: deriveKey(settings, 'pseudonym'), denied: settings.maskedFields }),
  inject: [SETTINGS],
};

/** Where rejected events go; the writer needs it too, for ids it finds reused when the door could no longer know. */
@Module({
  imports: [TypeOrmModule.forFeature([QuarantineRow])],
  providers: [privacy, Quarantine, QuarantineReader, Tallies],
  exports: [Privacy, Quarantine, QuarantineReader, Tallies],
})
export class QuarantineModule {}

/** The whole of taking events in, without a door: for imports and resubmission. Needs AccessModule and OrganisationModule in the application. */
@Module({ imports: [LogModule, QuarantineModule], providers: [StepMetrics, Ingestor], exports: [Ingestor, StepMetrics, QuarantineModule] })
export class PipelineModule {}

/** The door, `POST /v1/events`. */
@Module({ imports: [PipelineModule], providers: [EventsDoor, SealedKeeper] })
export class IngestionModule {}

/** Looking into quarantine, for the api. */
@Module({ imports: [PipelineModule], controllers: [QuarantineController] })
export class QuarantineApiModule {}
