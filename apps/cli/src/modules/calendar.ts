import { AccessModule } from '@cockpit/access';
import { LiveBindingsModule } from '@cockpit/live';
import { MattersCoreModule } from '@cockpit/matters';
import { OrganisationModule } from '@cockpit/organisation';
import { Module } from '@nestjs/common';

/** Calendars and their effect on deadlines. */
@Module({ imports: [AccessModule, OrganisationModule, LiveBindingsModule, MattersCoreModule] })
export class CalendarServices {}
