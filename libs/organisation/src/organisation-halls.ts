import { Injectable } from '@nestjs/common';
import { OrganisationCache, type HallZones } from './organisation-cache';

/** Every hall that ever existed with its zone, from memory, for ingestion and the writer. */
@Injectable()
export class OrganisationHalls {
  constructor(private readonly cache: OrganisationCache) {}

  halls(): Promise<HallZones> {
    return this.cache.everHalls();
  }
}
