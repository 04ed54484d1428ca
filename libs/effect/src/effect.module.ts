import { Module } from '@nestjs/common';
import { OrganisationModule } from '@cockpit/organisation';
import { TwinController } from './twin.controller';
import { TwinVisitReader } from './twin-visits';

/** What prompts did, where there is something to compare with. */
@Module({ imports: [OrganisationModule], controllers: [TwinController], providers: [TwinVisitReader] })
export class EffectModule {}
