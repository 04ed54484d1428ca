import { page, Terminal, type Terminal as TerminalShape } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Terminals = page(Terminal);

export const fetchTerminals = async (hall: string): Promise<TerminalShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/terminals?${query.toString()}`, Terminals)).body;
  });
