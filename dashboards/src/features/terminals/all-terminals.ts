import type { NetworkNode, TerminalStanding } from '@cockpit/contracts';
import { fetchNetwork } from '../network/api';
import { fetchTerminalStates } from './api';
import { byHall } from './states';

/** How the terminals of one hall stand. */
export interface HallTerminals extends Pick<NetworkNode, 'code' | 'name' | 'timeZone'> {
  /** the hall's now, where something is heard of it */
  now: string | null;
  terminals: readonly TerminalStanding[];
}

/** Terminals of all halls in the caller's scope that have any. @throws {ApiError} when they cannot be had */
export async function fetchAllTerminals(): Promise<HallTerminals[]> {
  const [{ nodes }, standings] = await Promise.all([fetchNetwork(), fetchTerminalStates()]);
  const ofHall = byHall(standings);
  return nodes.flatMap(({ code, name, timeZone, pulse }) => {
    const terminals = ofHall.get(code);
    return terminals === undefined ? [] : [{ code, name, timeZone, now: pulse?.now ?? null, terminals }];
  });
}
