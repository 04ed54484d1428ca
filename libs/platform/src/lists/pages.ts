import { z } from 'zod';
import { Instant } from '@cockpit/contracts';
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

/** Query fields of every paged list. */
export const PAGE = {
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
};
const PageQuery = z.object(PAGE);

interface PageSource<T extends object> {
  /** field names for the table header */
  columns: readonly string[];
  /** number of sort columns in a cursor */
  places: number;
  /** up to `limit` items after a position, in order */
  page(limit: number, after: Place | null): T[] | Promise<T[]>;
  placeOf(item: T): Place;
}

const ROWS = 5000;

/** The answer of a paged list: `ListInterceptor` sends one page of it as JSON, or all of it as NDJSON or CSV. */
export class Pages<T extends object = object> {
  constructor(private readonly source: PageSource<T>) {}

  get columns(): readonly string[] {
    return this.source.columns;
  }

  async page(query: unknown): Promise<{ items: T[]; next: string | null }> {
    const { cursor, limit } = PageQuery.parse(query);
    const after = readCursor(cursor, z.array(z.string().max(200)).length(this.source.places));
    const rows = await this.source.page(limit + 1, after ?? null);
    return pageOf(rows, limit, (item) => this.source.placeOf(item));
  }

  async *all(): AsyncGenerator<T> {
    let after: Place | null = null;
    for (;;) {
      const rows: T[] = await this.source.page(ROWS, after);
      yield* rows;
      const last = rows.at(-1);
      if (rows.length < ROWS || last === undefined) return;
      after = this.source.placeOf(last);
    }
  }
}

/** Pages a list that fits in memory; cursors stay valid when items are added or removed. */
export function pagesOf<T extends object>(
  schema: z.ZodObject,
  places: number,
  items: readonly T[],
  placeOf: (item: T) => Place,
): Pages<T> {
  const ordered = [...items].sort((a, b) => compare(placeOf(a), placeOf(b)));
  return new Pages({
    columns: Object.keys(schema.shape),
    places,
    placeOf,
    page: (limit, after) =>
      (after === null ? ordered : ordered.filter((item) => compare(placeOf(item), after) > 0)).slice(0, limit),
  });
}

function compare(a: Place, b: Place): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
