import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HallClock, OrganisationModule } from '@cockpit/organisation';
import { WarehouseModule } from '@cockpit/warehouse';
import { KeptPast } from './bindings/kept-past';
import { WarehouseEvents } from './bindings/stored-events';
import { OrganisationCatalogue } from './bindings/organisation-catalogue';
import { QuoteTable } from './bindings/quote-table';
import { HALL_CATALOGUE, STORED_EVENTS, QUOTE_STORE, type StoredEvents } from './ports';

/** Where the live modules get halls from, rebuild from, and keep quotes; imported once by every process that has them. */
@Global()
@Module({
  imports: [OrganisationModule, WarehouseModule],
  providers: [
    KeptPast,
    { provide: HALL_CATALOGUE, useClass: OrganisationCatalogue },
    { provide: STORED_EVENTS, useClass: WarehouseEvents },
    { provide: QUOTE_STORE, useClass: QuoteTable },
  ],
  exports: [HALL_CATALOGUE, STORED_EVENTS, QUOTE_STORE],
})
export class LiveBindingsModule implements OnModuleInit {
  constructor(
    private readonly hallClock: HallClock,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  onModuleInit(): void {
    this.hallClock.tell((hall, source) => this.stored.latest(hall, source));
  }
}
