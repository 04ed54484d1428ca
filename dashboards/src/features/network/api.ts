import {
  Ground,
  Network,
  page,
  Terminal,
  type Ground as GroundOfMap,
  type Network as NetworkShape,
  type Terminal as TerminalShape,
} from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Terminals = page(Terminal);

export const fetchNetwork = async (): Promise<NetworkShape> => (await ask('GET', '/v1/network', Network)).body;
export const fetchGround = async (): Promise<GroundOfMap> => (await ask('GET', '/v1/network/ground', Ground)).body;
export const fetchTerminals = async (hall: string): Promise<TerminalShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ hall, ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/terminals?${query.toString()}`, Terminals)).body;
  });
