import type { NetworkNode, Terminal } from '@cockpit/contracts';
import { fetchNetwork } from '../network/api';
import { fetchTerminals } from './api';

/** How the terminals of one hall stand. */
export interface HallTerminals extends Pick<NetworkNode, 'code' | 'name' | 'timeZone'> {
  /** the hall's now, where something is heard of it */
  now: string | null;
  terminals: readonly Terminal[];
}
/** The halls that were asked for, and how many more have terminals. */
export interface AllTerminals {
  halls: readonly HallTerminals[];
  further: number;
}

/** Each hall is one question to the server: a bureau with more halls looks at them one by one. */
const MOST_HALLS = 60;
const AT_ONCE = 4;

/** Terminals of all halls in the caller's scope that have any, the most first. @throws {ApiError} when one hall cannot be had */
export async function fetchAllTerminals(): Promise<AllTerminals> {
  const having = (await fetchNetwork()).nodes
    .filter(({ terminals }) => terminals > 0)
    .sort((a, b) => b.terminals - a.terminals || a.code.localeCompare(b.code));
  const asked = having.slice(0, MOST_HALLS);
  const halls: HallTerminals[] = [];
  for (let i = 0; i < asked.length; i += AT_ONCE)
    halls.push(
      ...(await Promise.all(
        asked.slice(i, i + AT_ONCE).map(async ({ code, name, timeZone, pulse }) => ({
          ...{ code, name, timeZone, now: pulse?.now ?? null },
          terminals: await fetchTerminals(code),
        })),
      )),
    );
  return { halls, further: having.length - asked.length };
}
