import type { Terminal, TerminalStanding } from '@cockpit/contracts';
import { byHall, countByState } from '../terminals/states';

export type TerminalCounts = Record<Terminal['state'], number>;

/** How many are in which state, by the code of their hall. */
export const countsByHall = (
  terminals: readonly Pick<TerminalStanding, 'hall' | 'state'>[],
): ReadonlyMap<string, TerminalCounts> =>
  new Map([...byHall(terminals)].map(([hall, own]) => [hall, countByState(own)]));

/** What is wrong comes first, so that it is among the few that are drawn. */
export const STATES: readonly Terminal['state'][] = ['fault', 'silent', 'up', 'unknown'];

/** A mark for each terminal of a place, at most `most`; those of which nobody has said anything are marked so. */
export function marksOf(total: number, counts: TerminalCounts | null, most: number): Terminal['state'][] {
  const known = STATES.flatMap((state) => Array.from({ length: counts?.[state] ?? 0 }, () => state));
  return [
    ...known,
    ...Array.from({ length: Math.max(0, total - known.length) }, (): Terminal['state'] => 'unknown'),
  ].slice(0, most);
}
