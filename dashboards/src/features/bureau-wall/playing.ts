import { readPlayList, type PlayEntry } from '@cockpit/contracts';
import { useStorage } from '@vueuse/core';
import type { Ref } from 'vue';

/** A play list: one that was saved, by its id, or as it stands in the address. */
export type Played = { readonly list: string } | { readonly play: readonly PlayEntry[] };

/**
 * What the address of the wall says of the play list that runs in this window; null: none does. Kept until the window is closed, so that a page that
 * starts over goes on with it.
 */
export const playing: Ref<string | null> = useStorage<string | null>('cockpit.playing', null, window.sessionStorage, {
  serializer: { read: (stored) => stored, write: (value) => value ?? '' },
  onError: () => undefined,
});

const ID = /^[0-9a-f-]{36}$/i;

/** From `list=ID` or `play=…`; null where it names no play list. */
export function readPlayed(query: string): Played | null {
  const said = new URLSearchParams(query);
  const list = said.get('list');
  if (list !== null) return ID.test(list) ? { list } : null;
  const play = readPlayList(said.get('play') ?? '');
  return play === null ? null : { play };
}
