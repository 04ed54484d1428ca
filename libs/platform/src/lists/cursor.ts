import { Instant } from '@cockpit/contracts';
import { z } from 'zod';
import { badRequest } from '../errors';

/** Query field of every paged list: `next` of the previous page. */
export const Cursor = z.string().max(2000).optional();

/** Sort-key values of the row after which a page begins. */
export type Place = readonly string[];
/** Position in a list sorted by an instant, then by an id. */
export const InstantAndId = z.tuple([Instant, z.string().max(128)]);
/** The same with UUIDs as ids. */
export const InstantAndUuid = z.tuple([Instant, z.guid()]);
/** Position in a list sorted by a revision or another running number. */
export const RunningNumber = z.tuple([z.string().regex(/^\d{1,9}$/)]).transform(([number]) => Number(number));

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws {AppError} 400 `invalid-cursor` for a malformed cursor or one of another list */
export function readCursor<T>(cursor: string | undefined, place: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('invalid-cursor', 'pass `next` of the page before');
  }
}

/** Builds a page from rows that were read with one row more than the limit, which shows whether a next page exists. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (row: T) => Place,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}
