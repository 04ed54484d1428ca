import type { Terminal } from '@cockpit/contracts';
import type { Mark } from '../../design/marks';

type TerminalState = Terminal['state'];

/** What is wrong comes first. */
export const STATES = ['fault', 'silent', 'unknown', 'up'] as const satisfies readonly TerminalState[];
export const MARK_OF: Readonly<Record<TerminalState, Mark>> = {
  fault: 'fault',
  silent: 'off',
  unknown: 'unknown',
  up: 'idle',
};

type Stands = Pick<Terminal, 'terminalId' | 'state'>;

export const byTrouble = (a: Stands, b: Stands): number =>
  STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.terminalId.localeCompare(b.terminalId);

export const countByState = (terminals: readonly Pick<Terminal, 'state'>[]): Record<TerminalState, number> => {
  const counts = { fault: 0, silent: 0, unknown: 0, up: 0 };
  for (const { state } of terminals) counts[state] += 1;
  return counts;
};

/** Terminals by the code of their hall. */
export function byHall<T extends { readonly hall: string }>(terminals: readonly T[]): Map<string, T[]> {
  const halls = new Map<string, T[]>();
  for (const terminal of terminals) {
    const own = halls.get(terminal.hall);
    if (own === undefined) halls.set(terminal.hall, [terminal]);
    else own.push(terminal);
  }
  return halls;
}
