import type { Caller, HallDoc, MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import type { Ask } from '../asking/ask';
import { Asking } from '../asking/asking';
import { Sources } from '../sources/sources';
import { serving } from './classes';
import { keptDays, type KeptDays } from './kept-figures';

export interface DaysOfHall {
  readonly doc: HallDoc;
  readonly days: ReadonlyMap<MetricKey, KeptDays>;
}

/** Daily data of several metrics for all halls with service below a place. */
@Injectable()
export class DayFigures {
  constructor(
    private readonly asking: Asking,
    private readonly sources: Sources,
  ) {}

  /** @param place null: the bureau @throws {AppError} 404 for an unknown place, 400 for an impossible period */
  async read(
    keys: readonly MetricKey[],
    { place, from, to }: { place: string | null; from: string; to: string },
    caller: Pick<Caller, 'halls'>,
  ): Promise<DaysOfHall[]> {
    const resolved = await this.asking.resolve({ hall: place ?? undefined, from, to }, caller);
    const ask: Ask = { ...resolved, halls: serving(resolved.halls), everything: false, by: 'day' };
    if (ask.halls.length === 0) return [];
    const plans = await this.asking.plans(ask);
    const found = new Map<MetricKey, Map<string, KeptDays>>();
    // sequential, because a month of all halls at once is much for ClickHouse
    for (const key of new Set(keys)) found.set(key, keptDays(key, await this.sources.get(key).rows(key, ask, plans)));
    return ask.halls.map(({ doc }) => ({
      doc,
      days: new Map([...found].map(([key, halls]) => [key, halls.get(doc.code) ?? {}])),
    }));
  }
}
