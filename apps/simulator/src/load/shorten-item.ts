import { page, PartVersion, type OrganisationDoc } from '@cockpit/contracts';
import type { Cockpit } from '../cockpit';
import { SHORTENED, shortenedItem } from '../network/changes';

/**
 * Shortens the promise of one item with a reason, as an administrator does. Does nothing if the item was changed
 * before.
 * @param from first day on which the change holds
 */
export async function shortenItem(admin: Cockpit, network: OrganisationDoc, from: string): Promise<void> {
  const item = shortenedItem(network);
  if (item === null) return;
  const { items } = await admin.get(`/v1/items/${SHORTENED}/changes`, page(PartVersion));
  if (items.length > 1) return;
  await admin.send('PUT', `/v1/items?from=${from}`, { reason: '压缩承诺时限', items: [item] });
}
