import { MyOrder, page, type OrderAddressee } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

const Orders = page(MyOrder);

/** Which order: a prompt may ask something of a window and of the guides. */
export interface OrderKey {
  promptId: string;
  to: OrderAddressee;
}
const path = ({ promptId, to }: OrderKey, verb: string) => `/v1/orders/${encodeURIComponent(promptId)}/${to}/${verb}`;

export const fetchMyOrders = async (): Promise<MyOrder[]> => (await ask('GET', '/v1/me/orders', Orders)).body.items;
export const tellOrderSeen = (key: OrderKey): Promise<void> => tell('POST', path(key, 'seen'), {});
export const receiveOrder = (key: OrderKey): Promise<void> => tell('POST', path(key, 'receive'), {});
export const refuseOrder = (key: OrderKey, reason: string): Promise<void> =>
  tell('POST', path(key, 'cannot'), { reason });
