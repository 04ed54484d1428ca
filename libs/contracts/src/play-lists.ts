import { z } from 'zod';
import { Code } from './primitives';

/** Limits of a page's duration in a play list, seconds. */
export const PLAY_SEC = { least: 10, most: 3600 } as const;
/** With more pages, each would be shown too rarely. */
export const PLAY_MOST = 20;

/** A page of a play list, by its menu name, and its duration. */
export const PlayEntry = z.strictObject({
  page: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** for pages of one hall */
  hall: Code.nullable(),
  sec: z.int().min(PLAY_SEC.least).max(PLAY_SEC.most),
});
export type PlayEntry = z.infer<typeof PlayEntry>;

const PlayEntries = z.array(PlayEntry).min(1).max(PLAY_MOST);
const WRITTEN = /^(?<page>[^@:]+)(?:@(?<hall>[^@:]+))?:(?<sec>\d{1,4})$/;

/** Format for an address: `bureau-wall:60,wall@H32:30`. */
export const writePlayList = (entries: readonly PlayEntry[]): string =>
  entries.map(({ page, hall, sec }) => `${page}${hall === null ? '' : `@${hall}`}:${String(sec)}`).join(',');

/** null for an invalid text */
export function readPlayList(text: string): PlayEntry[] | null {
  const entries = text.split(',').map((part) => {
    const { page, hall, sec } = WRITTEN.exec(part)?.groups ?? {};
    return { page, hall: hall ?? null, sec: Number(sec) };
  });
  return PlayEntries.safeParse(entries).data ?? null;
}
