import { Inject, Injectable } from '@nestjs/common';
import { REDIS, onceKey } from '@cockpit/platform';
import type { RejectionHealth } from '@cockpit/contracts';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { rejectionHealth, SLOT_MS, slotOf } from './rejections';
import { ADD_SCRIPT } from './tally-script';

const key = (source: string): string => `source:${source}:tally`;
const sequenceKey = (source: string): string => `source:${source}:sequence`;
const slotsKey = (source: string, day: number): string => `source:${source}:slots:${String(day)}`;
const DAY_MS = 86_400_000;
/** number of days for the usual share of rejections */
const USUAL_DAYS = 7;
/** an event this much older than its neighbours has a wrong clock */
export const STRAY_MS = 180 * DAY_MS;

export interface Tally {
  received: number;
  accepted: number;
  rejected: number;
  lastEventAt: number | null;
  lastReceivedAt: number | null;
  clockSkewMs: number | null;
  /** usual time between requests, ms */
  gapMs: number | null;
  /**
   * accepted events at least half a year older than the source's latest event at that time; null when there are none
   */
  stray: {
    count: number;
    /** time of the latest one */ time: number;
    hall: string;
    firstAt: number;
    lastAt: number;
  } | null;
}

/** Sequence numbers of a source, one run per CloudEvents `source`. */
export const SequenceRun = z.object({
  first: z.number(),
  last: z.number(),
  /** number of distinct events in this run */
  seen: z.number(),
  /** the latest gap, if any */
  gap: z.tuple([z.number(), z.number()]).nullable().optional(),
  /** number of restarts of the numbering */
  restarts: z.number(),
});
export type SequenceRun = z.infer<typeof SequenceRun> & { ceSource: string };

/** Result of one request. Times in epoch ms. */
export interface Brought {
  received: number;
  accepted: number;
  rejected: number;
  /** latest event time among accepted events, or null */
  newest: number | null;
  /** the earliest one, and how many are at least half a year older than the newest */
  earliest: { time: number; hall: string } | null;
  stray: number;
  /** new events with a sequence number, by CloudEvents `source` */
  sequences: ReadonlyMap<string, { min: number; max: number; fresh: number }>;
}

interface TallyRedis extends Redis {
  cockpitTally(...args: (string | number)[]): Promise<string>;
}

/** Counts per source; counted when the request is answered. */
@Injectable()
export class Tallies {
  private readonly redis: TallyRedis;

  constructor(@Inject(REDIS) redis: Redis) {
    redis.defineCommand('cockpitTally', { numberOfKeys: 4, lua: ADD_SCRIPT });
    this.redis = redis as TallyRedis;
  }

  async add(
    source: string,
    { received, accepted, rejected, newest, earliest, stray, sequences }: Brought,
    now: number,
  ): Promise<void> {
    const numbered = [...sequences].flatMap(([ceSource, { min, max, fresh }]) => [ceSource, min, max, fresh]);
    await this.redis.cockpitTally(
      key(source),
      slotsKey(source, Math.floor(now / DAY_MS)),
      sequenceKey(source),
      onceKey(),
      received,
      accepted,
      rejected,
      newest ?? '',
      newest === null ? '' : newest - now,
      now,
      slotOf(now),
      (USUAL_DAYS + 2) * 86_400,
      earliest?.time ?? '',
      stray,
      earliest?.hall ?? '',
      STRAY_MS,
      ...numbered,
    );
  }

  async read(source: string): Promise<Tally> {
    const fields = await this.redis.hgetall(key(source));
    const number = (name: string): number | null => (fields[name] === undefined ? null : Number(fields[name]));
    return {
      received: number('received') ?? 0,
      accepted: number('accepted') ?? 0,
      rejected: number('rejected') ?? 0,
      lastEventAt: number('lastEventAt'),
      lastReceivedAt: number('lastReceivedAt'),
      clockSkewMs: number('skew'),
      gapMs: number('gap'),
      stray:
        fields['stray'] === undefined
          ? null
          : {
              count: Number(fields['stray']),
              time: number('strayTime') ?? 0,
              hall: fields['strayHall'] ?? '',
              firstAt: number('strayFirstAt') ?? 0,
              lastAt: number('strayLastAt') ?? 0,
            },
    };
  }

  /** Share of rejected events in the last minutes beside the source's usual share. */
  async rejections(source: string, now: number): Promise<RejectionHealth> {
    const today = Math.floor(now / DAY_MS);
    const days = await Promise.all(
      Array.from({ length: USUAL_DAYS + 1 }, (_, back) => this.redis.hgetall(slotsKey(source, today - back))),
    );
    const slots = new Map<number, { received: number; rejected: number }>();
    for (const [field, value] of days.flatMap((day) => Object.entries(day))) {
      const slot = Number(field.slice(1)) * SLOT_MS;
      const counted = slots.get(slot) ?? { received: 0, rejected: 0 };
      if (field.startsWith('n')) counted.received = Number(value);
      else counted.rejected = Number(value);
      slots.set(slot, counted);
    }
    return rejectionHealth(slots, now);
  }

  async sequences(source: string): Promise<SequenceRun[]> {
    const runs = await this.redis.hgetall(sequenceKey(source));
    return Object.entries(runs).map(([ceSource, run]) => ({ ceSource, ...SequenceRun.parse(JSON.parse(run)) }));
  }
}
