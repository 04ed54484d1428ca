import { HallDoc, ItemDoc } from '@cockpit/contracts';
import type { z } from 'zod';
import type { PartRow } from './entities';

/** Something as it was on days `from` ≤ day < `to`. */
export interface Version<T> {
  readonly from: string;
  readonly to: string | null;
  readonly value: T;
}
export type Timelines<T> = ReadonlyMap<string, readonly Version<T>[]>;

/** What the clock of an office depends on. */
const OfficeHours = HallDoc.pick({ timeZone: true, hours: true, closures: true, specialDays: true });
export type OfficeHours = z.infer<typeof OfficeHours>;

/** What decided deadlines, day by day: items and the hours of halls, each from its first version to its last. */
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
    const known = found.get(key);
    if (known) known.push(version);
    else found.set(key, [version]);
  }
  return found;
}

/** The version that held on a day; null when there was none then. */
export const versionOn = <T>(timeline: readonly Version<T>[], day: string): Version<T> | null =>
  timeline.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null;

/** The past as it would be, were these items as they are here from a day on. */
export function withItemsFrom(past: OrganisationPast, from: string, items: readonly ItemDoc[]): OrganisationPast {
  const timelines = new Map(past.items);
  for (const item of items) {
    const before = (timelines.get(item.code) ?? []).filter((version) => version.from < from);
    const ended = before.map((version) => ({
      ...version,
      to: version.to === null || version.to > from ? from : version.to,
    }));
    timelines.set(item.code, [...ended, { from, to: null, value: item }]);
  }
  return { ...past, items: timelines };
}
