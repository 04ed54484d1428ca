import type { Caller } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { withChildren } from './halls/children';
import { OrganisationService } from './organisation.service';

/** What of places somebody may see, such as their bulletins: of the places of their scope and of everything below them. */
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
