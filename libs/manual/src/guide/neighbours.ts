import { Inject, Injectable } from '@nestjs/common';
import { travelMinutes, type OrganisationDoc } from '@cockpit/contracts';
import { LiveSnapshots } from '@cockpit/live';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import type { Neighbour } from './guide-view';

/** Nobody is sent farther than this for a ticket. */
const REACH_MIN = 60;
const NEAREST = 6;

/** Nearby halls with travel time and current load. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly snapshots: LiveSnapshots,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(hall: string): Promise<Neighbour[]> {
    const doc = await this.organisation.export();
    return Promise.all(
      nearest(doc, hall).map(async (neighbour) => ({
        ...neighbour,
        snapshot: await this.snapshots.ifThere(neighbour.code, this.clock.now()),
      })),
    );
  }
}

/** The nearest halls with queues. Twins are left out because they are copies, not places. */
export function nearest(
  doc: Pick<OrganisationDoc, 'halls' | 'travelTimes'>,
  hall: string,
): Omit<Neighbour, 'snapshot'>[] {
  const minutes = travelMinutes(doc.travelTimes, hall);
  return doc.halls
    .flatMap(({ code, name, queues, twinOf }) => {
      const travelMin = minutes.get(code);
      if (
        code === hall ||
        twinOf !== undefined ||
        queues.length === 0 ||
        travelMin === undefined ||
        travelMin > REACH_MIN
      )
        return [];
      return [{ code, name, travelMin, branches: new Map(queues.map((queue) => [queue.code, queue.branch])) }];
    })
    .sort((a, b) => a.travelMin - b.travelMin)
    .slice(0, NEAREST);
}
