import { readPlayList, type PlayEntry, type SavedView } from '@cockpit/contracts';

/** Pages that are read from far. */
export const OFFERED = [
  'bureau-wall',
  'wall',
  'overview',
  'network',
  'ranking',
  'analysis',
  'loop',
  'forecast',
] as const;

/** The address under which a play list is kept. */
export const addressOf = (written: string): string => `/wall?${new URLSearchParams({ play: written }).toString()}`;

export const entriesOf = ({ address }: Pick<SavedView, 'address'>): PlayEntry[] =>
  readPlayList(new URLSearchParams(address.split('?')[1]).get('play') ?? '') ?? [];
