import { Injectable } from '@nestjs/common';
import { OrganisationCache, type HallZones } from './organisation-cache';

/** What the door and the writer must know of the organisation: every hall there has ever been, and its zone; from memory. */
@Injectable()
export class OrganisationHalls {
  constructor(private readonly cache: OrganisationCache) {}

  halls(): Promise<HallZones> {
    return this.cache.everHalls();
  }
}
