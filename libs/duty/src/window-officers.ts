import { Inject, Injectable } from '@nestjs/common';
import { SHUT_STATES, type Severity } from '@cockpit/contracts';
import { hallDay, type Sitting } from '@cockpit/domain';
import { HallConfigs, LiveSnapshots } from '@cockpit/live';
import { aloneIn, personsOfOfficers, type Addressed } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';

/** An officer at a window, with how they are told alone. */
export interface SeatedOfficer {
  /** by the roster's name of them, else by the organisation's; null: nobody knows what they are called */
  readonly name: string | null;
  /** empty: no channel of their own brings it to them */
  readonly alone: (level: Severity) => readonly Addressed[];
}

/** As far as it decides who has a warning of this level. */
export const sittingFor = (officer: SeatedOfficer | undefined, level: Severity): Sitting | undefined =>
  officer === undefined ? undefined : { person: officer.name ?? '', reached: officer.alone(level).length > 0 };

/** Who sits at which window by the feed, as people who can be told. */
@Injectable()
export class WindowOfficers {
  constructor(
    private readonly snapshots: LiveSnapshots,
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By window, where the feed names somebody. */
  async ofHall(manager: EntityManager, hall: string): Promise<ReadonlyMap<string, SeatedOfficer>> {
    const snapshot = (await this.snapshots.glance([hall], this.clock.now())).get(hall);
    const seats = (snapshot?.windows ?? []).flatMap(({ windowId, officerId, state }) =>
      officerId === null || SHUT_STATES.has(state) ? [] : [{ windowId, officerId }],
    );
    if (seats.length === 0) return new Map();
    const { now, timeZone } = await this.hallClock.local(hall);
    const known = (await this.configs.get(hall, hallDay(now, timeZone)))?.officers ?? [];
    const names = new Map(known.map(({ id, name }) => [id, name]));
    const persons = await personsOfOfficers(
      manager,
      seats.map(({ officerId: id }) => ({ id, name: names.get(id) ?? null })),
    );
    const alone = await aloneIn(manager, hall);
    return new Map(
      seats.map(({ windowId, officerId }) => {
        const person = persons.get(officerId);
        const name = person?.name ?? names.get(officerId) ?? null;
        return [windowId, { name, alone: (level) => (person === undefined ? [] : alone(person, level)) }];
      }),
    );
  }
}
