import { Instant } from '@cockpit/contracts';
import { z } from 'zod';
import { badRequest } from '../errors';

/** Query field of every list that comes in pages: `next` of the page before. */
export const Cursor = z.string().max(2000).optional();

/** The place after which a page begins: what its list is ordered by. */
export type Place = readonly string[];
/** Place in a list ordered by an instant, then by an id. */
export const InstantAndId = z.tuple([Instant, z.string().max(128)]);
/** The same where ids are UUIDs. */
export const InstantAndUuid = z.tuple([Instant, z.guid()]);
/** The number of a revision, or of another running count, in a list ordered by it. */
export const RunningNumber = z.tuple([z.string().regex(/^\d{1,9}$/)]).transform(([number]) => Number(number));

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws {AppError} 400 `invalid-cursor` for a text that is none of ours, or that of another list */
export function readCursor<T>(cursor: string | undefined, place: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('invalid-cursor', 'pass `next` of the page before');
  }
}

/** A page out of rows of which one more was read than it may hold, to see whether there is a next one. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (row: T) => Place,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null };
}
