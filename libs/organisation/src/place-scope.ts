import type { Caller } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { withChildren } from './halls/children';
import { OrganisationService } from './organisation.service';

/** Place data a caller may see, such as bulletins: the places in scope and everything below them. */
@Injectable()
export class PlaceScope {
  constructor(private readonly organisation: OrganisationService) {}

  /** Null means every place, including the bureau. */
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
