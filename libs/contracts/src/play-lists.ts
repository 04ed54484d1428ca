import { z } from 'zod';
import { Code } from './primitives';

/** Seconds that a page of a play list may stay. */
export const PLAY_SEC = { least: 10, most: 3600 } as const;
/** More pages come round too seldom to be looked at. */
export const PLAY_MOST = 20;

/** A page of a play list, named as the menu names it, and how long it stays. */
export const PlayEntry = z.strictObject({
  page: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** of a page that is of one hall */
  hall: Code.nullable(),
  sec: z.int().min(PLAY_SEC.least).max(PLAY_SEC.most),
});
export type PlayEntry = z.infer<typeof PlayEntry>;

const PlayEntries = z.array(PlayEntry).min(1).max(PLAY_MOST);
const WRITTEN = /^(?<page>[^@:]+)(?:@(?<hall>[^@:]+))?:(?<sec>\d{1,4})$/;

/** As it stands in an address: `bureau-wall:60,wall@H32:30`. */
export const writePlayList = (entries: readonly PlayEntry[]): string =>
  entries.map(({ page, hall, sec }) => `${page}${hall === null ? '' : `@${hall}`}:${String(sec)}`).join(',');

/** null where the text is no play list. */
export function readPlayList(text: string): PlayEntry[] | null {
  const entries = text.split(',').map((part) => {
    const { page, hall, sec } = WRITTEN.exec(part)?.groups ?? {};
    return { page, hall: hall ?? null, sec: Number(sec) };
  });
  return PlayEntries.safeParse(entries).data ?? null;
}
