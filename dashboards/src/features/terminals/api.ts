import { page, Terminal, TerminalArea, TerminalStanding } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

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
