import type { BulletinState } from '@cockpit/contracts';

/**
 * Whether a reader may see a bulletin: a reader of the whole place sees it from the first draft on; the halls that it names see it once it
 * is sent.
 * @param covers the reader may see the place and everything below it
 * @param named halls that the bulletin names
 * @param halls halls of the reader
 */
export const mayRead = (
  state: BulletinState,
  { covers, named, halls }: { covers: boolean; named: readonly string[]; halls: readonly string[] | 'all' },
): boolean => covers || (state === 'sent' && (halls === 'all' || named.some((code) => halls.includes(code))));
