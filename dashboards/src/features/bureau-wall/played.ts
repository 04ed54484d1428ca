import { readPlayList, type PlayEntry } from '@cockpit/contracts';

/** A play list: one that was saved, by its id, or as it stands in the address. */
export type Played = { readonly list: string } | { readonly play: readonly PlayEntry[] };

const ID = /^[0-9a-f-]{36}$/i;

/** From `list=ID` or `play=…`; null where it names no play list. */
export function readPlayed(query: string): Played | null {
  const said = new URLSearchParams(query);
  const list = said.get('list');
  if (list !== null) return ID.test(list) ? { list } : null;
  const play = readPlayList(said.get('play') ?? '');
  return play === null ? null : { play };
}
