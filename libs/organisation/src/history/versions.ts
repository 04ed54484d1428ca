import { HallDoc, ItemDoc } from '@cockpit/contracts';
import type { z } from 'zod';
import type { PartRow } from './entities';

/** A value that was valid on days `from` ≤ day < `to`. */
export interface Version<T> {
  readonly from: string;
  readonly to: string | null;
  readonly value: T;
}
export type Timelines<T> = ReadonlyMap<string, readonly Version<T>[]>;

/** The fields that decide an office's working time. */
const OfficeHours = HallDoc.pick({ timeZone: true, hours: true, closures: true, specialDays: true });
export type OfficeHours = z.infer<typeof OfficeHours>;

/** All versions of items and of hall hours, for the deadlines of past days. */
export interface OrganisationPast {
  readonly items: Timelines<ItemDoc>;
  readonly offices: Timelines<OfficeHours>;
}

type Row = Pick<PartRow, 'key' | 'body' | 'validFrom' | 'validTo'>;

export const pastOf = (items: readonly Row[], halls: readonly Row[]): OrganisationPast => ({
  items: timelines(items, ItemDoc),
  offices: timelines(halls, OfficeHours.strip()),
});

function timelines<T>(rows: readonly Row[], schema: z.ZodType<T>): Timelines<T> {
  const found = new Map<string, Version<T>[]>();
  for (const { key, body, validFrom, validTo } of rows) {
    const version = { from: validFrom, to: validTo, value: schema.parse(body) };
    const existing = found.get(key);
    if (existing) existing.push(version);
    else found.set(key, [version]);
  }
  return found;
}

/** The version of a day; null if there was none. */
export const versionOn = <T>(timeline: readonly Version<T>[], day: string): Version<T> | null =>
  timeline.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null;

/** The past with these items valid from a day on. */
export function withItemsFrom(past: OrganisationPast, from: string, items: readonly ItemDoc[]): OrganisationPast {
  const timelines = new Map(past.items);
  for (const item of items) {
    const earlier = (timelines.get(item.code) ?? []).filter((version) => version.from < from);
    const ended = earlier.map((version) => ({
      ...version,
      to: version.to === null || version.to > from ? from : version.to,
    }));
    timelines.set(item.code, [...ended, { from, to: null, value: item }]);
  }
  return { ...past, items: timelines };
}
