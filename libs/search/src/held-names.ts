import { setImmediate as pause } from 'node:timers/promises';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, Flights, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Names } from './names';
import { NamesMaker } from './names-of';

/** A message that something changed may get lost; nothing is believed for longer than this without looking again. */
const BELIEF_MS = 60_000;
const NONE: Names = { halls: [], others: [] };

/** The names of today's setup in memory: made anew at the first question after a change, and looked after in the background besides. */
@Injectable()
export class HeldNames {
  private readonly maker = new NamesMaker();
  private readonly flights = new Flights<Names>(Infinity);
  private held: { readonly names: Names; readonly at: number } | null = null;
  private generation = 0;

  constructor(
    private readonly organisation: OrganisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    organisation.onChange(() => {
      this.generation += 1;
      this.held = null;
    });
  }

  async names(): Promise<Names> {
    if (this.held === null) return this.make();
    // what is known answers at once; if it cannot be looked at again, it goes on
    if (this.clock.now() - this.held.at >= BELIEF_MS) this.make().catch(() => undefined);
    return this.held.names;
  }

  private make(): Promise<Names> {
    const { generation } = this;
    return this.flights.join(String(generation), async () => {
      const doc = await this.organisation.latest();
      const names = doc === null ? NONE : await this.maker.make(doc, () => pause());
      // what was read before a change must not be remembered after it
      if (generation === this.generation) this.held = { names, at: this.clock.now() };
      return names;
    });
  }
}
