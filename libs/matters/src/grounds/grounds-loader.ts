import { Inject, Injectable } from '@nestjs/common';
import { ShortCache, sourceRegisters } from '@cockpit/access';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { AppError, CLOCK, type Clock } from '@cockpit/platform';
import type { OrganisationDoc } from '@cockpit/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Calendars } from '../calendars/calendars';
import { ClockSettings } from '../clocks/clock-settings';
import { Grounds } from './grounds';
import { Offices } from './offices';

const MAX_AGE_MS = 1_000;
const Liaison = z.object({ enterprise_ref: z.string(), officer_id: z.string() });

/** Loads and caches the grounds; they are at most a second old and never older than the organisation. */
@Injectable()
export class GroundsLoader {
  private readonly offices = new Offices();
  private readonly cache: ShortCache<Grounds>;

  constructor(
    private readonly postgres: DataSource,
    private readonly calendars: Calendars,
    private readonly clocks: ClockSettings,
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.cache = new ShortCache(MAX_AGE_MS, () => clock.now(), 1);
    // a hall switched to its feed clock must not show overdue matters by the wall clock even briefly
    this.organisation.onChange(() => {
      this.cache.clear();
    });
  }

  load(): Promise<Grounds> {
    return this.cache.get('grounds', () => this.fresh());
  }

  async fresh(): Promise<Grounds> {
    const [calendars, organisation, past, registers, liaisons, clocks] = await Promise.all([
      this.calendars.inForce(),
      this.document(),
      this.organisation.past(),
      sourceRegisters(this.postgres),
      this.rows('SELECT enterprise_ref, officer_id FROM matter_liaison', Liaison),
      this.clocks.all(),
    ]);
    const hallNow = await this.fedNows(organisation?.halls ?? []);
    return new Grounds({
      calendars,
      organisation,
      past,
      hallNow,
      wallNow: this.clock.now(),
      offices: this.offices,
      clocks,
      registers,
      liaisons: new Map(liaisons.map(({ enterprise_ref, officer_id }) => [enterprise_ref, officer_id])),
    });
  }

  /** Whether the stored registers still equal those of the grounds. */
  async hasRegisters(manager: EntityManager, { parts }: Grounds): Promise<boolean> {
    const registers = await sourceRegisters(manager);
    return (
      registers.size === parts.registers.size &&
      [...registers].every(([source, register]) => parts.registers.get(source) === register)
    );
  }

  /** A hall without events has time 0, so nothing becomes due and no card is issued there. */
  private async fedNows(halls: OrganisationDoc['halls']): Promise<Map<string, number>> {
    const fed = halls.filter((hall) => hall.clock === 'feed');
    return new Map(
      await Promise.all(fed.map(async (hall) => [hall.code, (await this.hallClock.reached(hall)) ?? 0] as const)),
    );
  }

  private async rows<T>(sql: string, row: z.ZodType<T>): Promise<T[]> {
    return z.array(row).parse(await this.postgres.query(sql));
  }

  private async document(): Promise<OrganisationDoc | null> {
    try {
      return await this.organisation.export();
    } catch (error) {
      if (error instanceof AppError && error.status === 404) return null;
      throw error;
    }
  }
}
