import { Injectable } from '@nestjs/common';
import type { HallConfig } from '@cockpit/domain';
import { OrganisationService, hallConfigOf } from '@cockpit/organisation';
import type { HallCatalogue } from '../ports';

/** Halls as the organisation knows them. */
@Injectable()
export class OrganisationCatalogue implements HallCatalogue {
  constructor(private readonly organisation: OrganisationService) {}

  async halls(): Promise<string[]> {
    return [...(await this.organisation.knownHalls())].sort();
  }

  /** A replay may speak of days before the organisation was first written down: those are read by its oldest known form. */
  async config(hall: string, day: string): Promise<HallConfig | null> {
    const config = await this.organisation.hallConfig(hall, day);
    if (config !== null || !(await this.organisation.knownHalls()).has(hall)) return config;
    return hallConfigOf(await this.organisation.export(), hall, day);
  }
}
