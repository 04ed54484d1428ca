import type { Caller } from '@cockpit/contracts';
import { OrganisationService, withChildren } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';

/** Whose bulletins somebody may see: of the places of their scope and of everything below them. */
@Injectable()
export class PlaceScope {
  constructor(private readonly organisation: OrganisationService) {}

  /** Null: every place, the bureau included. */
  async places({ halls }: Pick<Caller, 'halls'>): Promise<string[] | null> {
    if (halls === 'all') return null;
    const all = (await this.organisation.latest())?.halls ?? [];
    return [...withChildren(all, halls)];
  }

  async covers(caller: Pick<Caller, 'halls'>, place: string | null): Promise<boolean> {
    const places = await this.places(caller);
    return places === null || (place !== null && places.includes(place));
  }
}
