import { setImmediate as pause } from 'node:timers/promises';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, Flights, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Names } from './names';
import { NamesMaker } from './names-of';

/** Maximum age of the cached names, because a change message can get lost. */
const MAX_AGE_MS = 60_000;
const NONE: Names = { halls: [], others: [] };

/** Caches the names of today's setup. Reads them again after a change, and in the background when they are old. */
@Injectable()
export class HeldNames {
  private readonly indexer = new NamesMaker();
  private readonly reads = new Flights<Names>(Infinity);
  private cached: { readonly names: Names; readonly at: number } | null = null;
  private generation = 0;

  constructor(
    private readonly organisation: OrganisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    organisation.onChange(() => {
      this.generation += 1;
      this.cached = null;
    });
  }

  async names(): Promise<Names> {
    if (this.cached === null) return this.refresh();
    // old names answer at once; a failed refresh keeps them
    if (this.clock.now() - this.cached.at >= MAX_AGE_MS) this.refresh().catch(() => undefined);
    return this.cached.names;
  }

  private refresh(): Promise<Names> {
    const { generation } = this;
    return this.reads.join(String(generation), async () => {
      const doc = await this.organisation.latest();
      const names = doc === null ? NONE : await this.indexer.make(doc, () => pause());
      // a change during the read makes its result outdated
      if (generation === this.generation) this.cached = { names, at: this.clock.now() };
      return names;
    });
  }
}
