import { badRequest } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { formatOf, sendTable } from './tables';

/** Query fields of every list that comes in pages. */
export const PAGE = {
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
};

/** The place after which a page begins, as the columns it is ordered by. */
export type Place = readonly string[];
const Places = z.array(z.string().max(200)).max(8);

const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(cursor: string, columns: number): Place {
  try {
    return Places.length(columns).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badRequest('invalid-cursor', 'pass `next` of the page before');
  }
}

export interface Pages<T extends object> {
  /** names of the fields, for a table's head */
  columns: readonly string[];
  /** how many columns a place has */
  places: number;
  /** up to `limit` items after a place, in order */
  page(limit: number, after: Place | null): Promise<T[]>;
  placeOf(item: T): Place;
}

/** A list as the caller wants it: a page of JSON, or all of it as NDJSON or CSV. */
export async function sendPages<T extends object>(
  reply: FastifyReply,
  accept: string | undefined,
  query: { cursor?: string | undefined; limit: number },
  pages: Pages<T>,
): Promise<FastifyReply> {
  const format = formatOf(accept);
  if (format !== 'json') return sendTable(reply, format, pages.columns, all(pages));
  const rows = await pages.page(
    query.limit + 1,
    query.cursor === undefined ? null : readCursor(query.cursor, pages.places),
  );
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return reply.send({
    items,
    next: rows.length > query.limit && last !== undefined ? writeCursor(pages.placeOf(last)) : null,
  });
}

const ROWS = 5000;
async function* all<T extends object>(pages: Pages<T>): AsyncGenerator<T> {
  let after: Place | null = null;
  for (;;) {
    const rows: T[] = await pages.page(ROWS, after);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < ROWS || last === undefined) return;
    after = pages.placeOf(last);
  }
}

/** A list short enough to be held whole, in pages; a cursor stays good when items come and go. */
export function pagesOf<T extends object>(
  columns: readonly string[],
  places: number,
  items: readonly T[],
  placeOf: (item: T) => Place,
): Pages<T> {
  const ordered = [...items].sort((a, b) => compare(placeOf(a), placeOf(b)));
  return {
    columns,
    places,
    placeOf,
    page: (limit, after) =>
      Promise.resolve(
        (after === null ? ordered : ordered.filter((item) => compare(placeOf(item), after) > 0)).slice(0, limit),
      ),
  };
}

function compare(a: Place, b: Place): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
