import type { BulletinState } from '@cockpit/contracts';

/**
 * Who may read a bulletin: whoever may see all of its place, from the first draft on; and once it was sent, every hall that it names.
 * @param covers the reader may see the place and everything below it
 * @param named halls that the bulletin names
 * @param halls those of the reader
 */
export const mayRead = (
  state: BulletinState,
  { covers, named, halls }: { covers: boolean; named: readonly string[]; halls: readonly string[] | 'all' },
): boolean => covers || (state === 'sent' && (halls === 'all' || named.some((code) => halls.includes(code))));
