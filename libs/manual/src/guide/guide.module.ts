import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PipelineModule } from '@cockpit/ingestion';
import { LiveCoreModule } from '@cockpit/live';
import { OrganisationModule } from '@cockpit/organisation';
import { GuideController } from './guide.controller';
import { GuidedRow } from './guided.entity';
import { Guiding } from './guiding';
import { LedAwayController } from './led-away.controller';
import { Neighbours } from './neighbours';

/** Role api: the guide's page. */
@Module({
  imports: [TypeOrmModule.forFeature([GuidedRow]), LiveCoreModule, OrganisationModule, PipelineModule],
  controllers: [GuideController, LedAwayController],
  providers: [Guiding, Neighbours],
})
export class GuideModule {}
