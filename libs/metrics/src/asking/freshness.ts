import type { MetricAnswer, NetworkPulse } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { LivePulses, agedPulse } from '@cockpit/live';
import { CLOCK, type Clock } from '@cockpit/platform';
import type { Ask } from './ask';

export type Freshness = MetricAnswer['freshness'];
const NEVER: Freshness = { lastEventAt: null, ageSec: null, silent: false };

/** Age of the halls' data, from their feeds. */
@Injectable()
export class FreshnessReader {
  constructor(
    private readonly pulses: LivePulses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By hall; a hall is silent if all its feeds are silent. */
  async read({ halls }: Ask): Promise<Map<string, Freshness>> {
    const [pulses, now] = [await this.pulses.read(halls.map(({ doc }) => doc.code)), this.clock.now()];
    return new Map([...pulses].map(([hall, pulse]) => [hall, freshnessOf(agedPulse(pulse, now))]));
  }
}

const freshnessOf = ({ feed, ageSec, lastEventAt = null }: NetworkPulse): Freshness =>
  feed === 'never' || lastEventAt === null ? NEVER : { lastEventAt, ageSec, silent: feed === 'silent' };

/** Combined freshness: as fresh as the freshest hall, and silent only if all are. */
export function together(all: readonly Freshness[]): Freshness {
  const active = all.filter(({ lastEventAt }) => lastEventAt !== null);
  return active.length === 0
    ? NEVER
    : {
        lastEventAt: active.map(({ lastEventAt }) => lastEventAt).reduce(latest, null),
        ageSec: active.map(({ ageSec }) => ageSec).reduce(least, null),
        silent: active.every(({ silent }) => silent),
      };
}

const latest = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && Date.parse(b) > Date.parse(a)) ? b : a;
const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
