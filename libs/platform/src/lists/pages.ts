import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Cursor, pageOf, readCursor, type Place } from './cursor';
import { formatOf } from './format';
import { sendTable } from './tables';

/** Query fields of every paged list. */
export const PAGE = {
  cursor: Cursor,
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
};

export interface Pages<T extends object> {
  /** field names for the table header */
  columns: readonly string[];
  /** number of sort columns in a cursor */
  places: number;
  /** up to `limit` items after a position, in order */
  page(limit: number, after: Place | null): Promise<T[]>;
  placeOf(item: T): Place;
}

/** Sends one page as JSON, or the whole list as NDJSON or CSV. */
export async function sendPages<T extends object>(
  reply: FastifyReply,
  accept: string | undefined,
  query: { cursor?: string | undefined; limit: number },
  pages: Pages<T>,
): Promise<FastifyReply> {
  const format = formatOf(accept);
  if (format !== 'json') return sendTable(reply, format, pages.columns, allItems(pages));
  const after = readCursor(query.cursor, z.array(z.string().max(200)).length(pages.places));
  return reply.send(
    pageOf(await pages.page(query.limit + 1, after ?? null), query.limit, (item) => pages.placeOf(item)),
  );
}

const ROWS = 5000;
async function* allItems<T extends object>(pages: Pages<T>): AsyncGenerator<T> {
  let after: Place | null = null;
  for (;;) {
    const rows: T[] = await pages.page(ROWS, after);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < ROWS || last === undefined) return;
    after = pages.placeOf(last);
  }
}

/** Pages a list that fits in memory; cursors stay valid when items are added or removed. */
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
