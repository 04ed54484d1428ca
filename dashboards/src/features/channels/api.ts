import {
  ChannelRecord,
  ChannelTest,
  Notification,
  page,
  type NewChannel,
  type NotificationState,
} from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Channels = page(ChannelRecord);
const Notifications = page(Notification);
const at = (id: string): string => `/v1/channels/${encodeURIComponent(id)}`;

export const fetchChannels = async (): Promise<ChannelRecord[]> =>
  (await ask('GET', '/v1/channels', Channels)).body.items;
export const addChannel = async (wanted: NewChannel): Promise<ChannelRecord> =>
  (await ask('POST', '/v1/channels', ChannelRecord, wanted)).body;
export const removeChannel = (id: string): Promise<void> => tell('DELETE', at(id));
/** The other side may take its time. */
export const testChannel = async (id: string): Promise<ChannelTest> =>
  (await ask('POST', `${at(id)}/test`, ChannelTest, {}, 30_000)).body;

/** Newest first. */
export const fetchNotifications = async (
  state: NotificationState | '',
  cursor: string | null,
): Promise<ListPage<Notification>> => {
  const fields = new URLSearchParams({ ...pageFields(cursor), ...(state === '' ? {} : { state }) });
  return (await ask('GET', `/v1/notifications?${fields.toString()}`, Notifications)).body;
};
export const resend = async (id: string): Promise<void> => {
  await ask('POST', `/v1/notifications/${encodeURIComponent(id)}/resend`, Notification, {});
};

/** The same channel switched on or off; its secrets stay. */
export const switchChannel = async (channel: ChannelRecord, enabled: boolean): Promise<void> => {
  const { name, kind, halls, levels, language, endings, allowPrivateHost, settings } = channel;
  await ask('PUT', at(channel.id), ChannelRecord, {
    ...{ name, kind, halls, levels, language, endings, allowPrivateHost, settings },
    enabled,
  });
};
