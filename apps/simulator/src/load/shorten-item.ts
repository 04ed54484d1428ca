import { page, PartVersion, type OrganisationDoc } from '@cockpit/contracts';
import type { Cockpit } from '../cockpit';
import { SHORTENED, shortenedItem } from '../network/changes';

/**
 * Shortens the promise of one item the way an administrator does, with a reason. Only where nobody has changed it yet.
 * @param from the first day on which it holds
 */
export async function shortenItem(admin: Cockpit, network: OrganisationDoc, from: string): Promise<void> {
  const item = shortenedItem(network);
  if (item === null) return;
  const { items } = await admin.get(`/v1/items/${SHORTENED}/changes`, page(PartVersion));
  if (items.length > 1) return;
  await admin.send('PUT', `/v1/items?from=${from}`, { reason: '压缩承诺时限', items: [item] });
}
