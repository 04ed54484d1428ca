import { page, Terminal, TerminalArea, TerminalStanding, type NetworkNode } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';
import { fetchNetwork } from '../network/api';
import { byHall } from './states';

const Terminals = page(Terminal);
const Standings = page(TerminalStanding);
const Areas = page(TerminalArea);
/** Most of a page: a bureau's terminals come in one answer or two. */
const A_PAGE = '5000';

const query = (fields: Record<string, string>, cursor: string | null): string =>
  new URLSearchParams({ ...fields, ...(cursor === null ? {} : { cursor }) }).toString();

export const fetchTerminals = (hall: string): Promise<Terminal[]> =>
  everyPage(async (cursor) => (await ask('GET', `/v1/terminals?${query({ hall }, cursor)}`, Terminals)).body);

/** How the terminals of all halls in the caller's scope are. */
export const fetchTerminalStates = (): Promise<TerminalStanding[]> =>
  everyPage(
    async (cursor) => (await ask('GET', `/v1/terminal-states?${query({ limit: A_PAGE }, cursor)}`, Standings)).body,
  );

/** How the terminals of each area in the caller's scope served over the last days. */
export const fetchTerminalAreas = async (): Promise<TerminalArea[]> =>
  (await ask('GET', '/v1/terminal-areas', Areas)).body.items;

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
