import { MyWishes, type PersonRecord, type WishChange } from '@cockpit/contracts';
import { repeated } from '../../shared/command';
import { ask } from '../../shared/http';

const PATH = '/v1/me/wishes';
/** Null: no name of the roster belongs to the account. */
export const fetchWishes = async (): Promise<{ person: PersonRecord | null }> =>
  (await ask('GET', PATH, MyWishes)).body;
export const saveWishes = async (wanted: WishChange): Promise<void> => {
  await repeated(() => ask('PUT', PATH, MyWishes, wanted));
};
