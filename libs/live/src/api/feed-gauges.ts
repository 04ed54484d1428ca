import { FeedState } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, METRICS, measured, type Clock } from '@cockpit/platform';
import type { Registry } from 'prom-client';
import { HALL_CATALOGUE, type HallCatalogue } from '../ports';
import { LiveSnapshots } from './live-snapshots';

/** Feeds by state, as the walls show them; closed halls are left out, because nobody expects their feeds to speak. */
@Injectable()
export class FeedGauges {
  constructor(
    @Inject(METRICS) registry: Registry,
    @Inject(CLOCK) clock: Clock,
    @Inject(HALL_CATALOGUE) catalogue: HallCatalogue,
    snapshots: LiveSnapshots,
  ) {
    measured(
      registry,
      {
        name: 'cockpit_feeds',
        help: 'Feeds of halls that are open now, by state; silent: nothing for much longer than usual',
        label: 'state',
      },
      async () => {
        const halls = await snapshots.glance(await catalogue.halls(), clock.now());
        const counts = new Map<string, number>(FeedState.options.map((state) => [state, 0]));
        for (const { open, feeds } of halls.values())
          for (const { state } of open ? feeds : []) counts.set(state, (counts.get(state) ?? 0) + 1);
        return counts;
      },
    );
  }
}
