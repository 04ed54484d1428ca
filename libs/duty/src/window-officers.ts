import { Inject, Injectable } from '@nestjs/common';
import { SHUT_STATES, type Severity } from '@cockpit/contracts';
import { hallDay, type Sitting } from '@cockpit/domain';
import { HallConfigs, LiveSnapshots } from '@cockpit/live';
import { aloneIn, personsOfOfficers, type Addressed } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import type { EntityManager } from 'typeorm';

/** An officer at a window and the ways to notify this officer alone. */
export interface SeatedOfficer {
  /** name from the roster, else from the organisation; null if neither knows it */
  readonly name: string | null;
  /** empty if no personal channel reaches the officer */
  readonly alone: (level: Severity) => readonly Addressed[];
}

/** The officer's data for choosing who receives a warning of this level. */
export const sittingFor = (officer: SeatedOfficer | undefined, level: Severity): Sitting | undefined =>
  officer === undefined ? undefined : { person: officer.name ?? '', reached: officer.alone(level).length > 0 };

/** Officers whom the feed reports at open windows. */
@Injectable()
export class WindowOfficers {
  constructor(
    private readonly snapshots: LiveSnapshots,
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By window id; only windows for which the feed names an officer. */
  async ofHall(manager: EntityManager, hall: string): Promise<ReadonlyMap<string, SeatedOfficer>> {
    const snapshot = (await this.snapshots.glance([hall], this.clock.now())).get(hall);
    const occupied = (snapshot?.windows ?? []).flatMap(({ windowId, officerId, state }) =>
      officerId === null || SHUT_STATES.has(state) ? [] : [{ windowId, officerId }],
    );
    if (occupied.length === 0) return new Map();
    const { now, timeZone } = await this.hallClock.local(hall);
    const officers = (await this.configs.get(hall, hallDay(now, timeZone)))?.officers ?? [];
    const names = new Map(officers.map(({ id, name }) => [id, name]));
    const persons = await personsOfOfficers(
      manager,
      occupied.map(({ officerId: id }) => ({ id, name: names.get(id) ?? null })),
    );
    const alone = await aloneIn(manager, hall);
    return new Map(
      occupied.map(({ windowId, officerId }) => {
        const person = persons.get(officerId);
        const name = person?.name ?? names.get(officerId) ?? null;
        return [windowId, { name, alone: (level) => (person === undefined ? [] : alone(person, level)) }];
      }),
    );
  }
}
