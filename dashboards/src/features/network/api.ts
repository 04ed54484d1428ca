import { Network, type Network as NetworkShape } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchNetwork = async (): Promise<NetworkShape> => (await ask('GET', '/v1/network', Network)).body;
