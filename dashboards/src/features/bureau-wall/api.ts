import { NetworkWall, SavedView } from '@cockpit/contracts';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { ask } from '../../shared/http';

/** What turns red is on the wall, and heard, within so long. */
const EVERY_MS = 5000;

const fetchWall = async (): Promise<NetworkWall> => (await ask('GET', '/v1/network/wall', NetworkWall)).body;

/** Halls by trouble; asked also while another page of the play list is shown. */
export const useNetworkWall = (): AgingAnswer<NetworkWall> =>
  useAgingAnswer({ name: 'network-wall', about: () => 'own', ask: fetchWall, everyMs: EVERY_MS, whenHidden: true });

/** A play list that was saved. */
export const fetchList = async (id: string): Promise<SavedView> =>
  (await ask('GET', `/v1/views/${encodeURIComponent(id)}`, SavedView)).body;
