import {
  page,
  Terminal,
  TerminalArea,
  TerminalStanding,
  type Terminal as TerminalShape,
  type TerminalArea as AreaShape,
  type TerminalStanding as StandingShape,
} from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Terminals = page(Terminal);
const Standings = page(TerminalStanding);
const Areas = page(TerminalArea);
/** Most of a page: a bureau's terminals come in one answer or two. */
const A_PAGE = '5000';

export const fetchTerminals = async (hall: string): Promise<TerminalShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/terminals?${query.toString()}`, Terminals)).body;
  });

/** How the terminals of all halls in the caller's scope are. */
export const fetchTerminalStates = async (): Promise<StandingShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ limit: A_PAGE, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/terminal-states?${query.toString()}`, Standings)).body;
  });

/** How the terminals of each area in the caller's scope served over the last days. */
export const fetchTerminalAreas = async (): Promise<AreaShape[]> =>
  (await ask('GET', '/v1/terminal-areas', Areas)).body.items;
