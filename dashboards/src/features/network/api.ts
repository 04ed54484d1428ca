import {
  Network,
  page,
  Terminal,
  type Network as NetworkShape,
  type Terminal as TerminalShape,
} from '@cockpit/contracts';
import { ask } from '../../shared/http';

const Terminals = page(Terminal);

export const fetchNetwork = async (): Promise<NetworkShape> => (await ask('GET', '/v1/network', Network)).body;
export const fetchTerminals = async (hall: string): Promise<TerminalShape[]> =>
  (await ask('GET', `/v1/terminals?${new URLSearchParams({ hall, limit: '500' }).toString()}`, Terminals)).body.items;
