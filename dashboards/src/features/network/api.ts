import { Ground, Network, type Ground as GroundOfMap, type Network as NetworkShape } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchNetwork = async (): Promise<NetworkShape> => (await ask('GET', '/v1/network', Network)).body;
export const fetchGround = async (): Promise<GroundOfMap> => (await ask('GET', '/v1/network/ground', Ground)).body;
