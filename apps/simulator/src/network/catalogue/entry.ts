import type { ItemDoc } from '@cockpit/contracts';

type Channel = ItemDoc['channels'][number];

/** Letters for the channel lists of the entries. */
const CHANNELS: Readonly<Record<string, Channel>> = {
  w: 'window',
  s: 'self-service',
  m: 'mobile',
  o: 'online',
  e: 'extension-point',
  p: 'phone',
};

export interface Entry {
  readonly name: string;
  readonly meanServiceMin: number;
  readonly channels: Channel[];
  readonly promised?: { readonly statutory: number; readonly promised: number };
  /** Share of its queue's tickets; only the few items that make up the queue have one. */
  readonly share?: number;
}

export interface BranchEntry {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** First letters of the item codes. */
  readonly prefix: string;
  readonly categories: readonly { readonly name: string; readonly items: readonly Entry[] }[];
}

const channelsOf = (letters: string): Channel[] =>
  Array.from(letters).map((letter) => {
    const channel = CHANNELS[letter];
    if (channel === undefined) throw new RangeError(`no channel is written "${letter}"`);
    return channel;
  });

/** Item settled on the spot (即办件). */
export const spot = (name: string, meanServiceMin: number, channels: string, share?: number): Entry => ({
  name,
  meanServiceMin,
  channels: channelsOf(channels),
  ...(share === undefined ? {} : { share }),
});

/** Item with a promised time (承诺件): working days by law and as promised. */
export const limit = (
  name: string,
  meanServiceMin: number,
  statutory: number,
  promised: number,
  channels: string,
  share?: number,
): Entry => ({
  ...spot(name, meanServiceMin, channels, share),
  promised: { statutory, promised },
});
