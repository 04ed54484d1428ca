import {
  ChannelRecord,
  ChannelTest,
  Notification,
  page,
  type NewChannel,
  type NotificationState,
} from '@cockpit/contracts';
import { answered, commanded } from '../../shared/command';
import { ask, tell } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Channels = page(ChannelRecord);
const Notifications = page(Notification);
const at = (id: string): string => `/v1/channels/${encodeURIComponent(id)}`;

export const fetchChannels = async (): Promise<ChannelRecord[]> =>
  (await ask('GET', '/v1/channels', Channels)).body.items;
/** @param known the channels that there were before: two of them may have the same name */
export const addChannel = (wanted: NewChannel, known: readonly ChannelRecord[]): Promise<ChannelRecord> =>
  answered(
    async () => (await ask('POST', '/v1/channels', ChannelRecord, wanted)).body,
    async () =>
      (await fetchChannels()).find(
        ({ id, name, kind }) =>
          name === wanted.name && kind === wanted.kind && known.every((channel) => channel.id !== id),
      ) ?? null,
  );
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
/** What did not arrive, and can be sent again. */
export const canResend = ({ state }: Notification): boolean =>
  state === 'dead' || state === 'failed' || state === 'withdrawn';
export const resend = async (id: string): Promise<void> => {
  const path = `/v1/notifications/${encodeURIComponent(id)}`;
  await commanded(
    () => ask('POST', `${path}/resend`, Notification, {}),
    async () => !canResend((await ask('GET', path, Notification)).body),
  );
};

/** The same channel switched on or off; its secrets stay. */
export const switchChannel = async (channel: ChannelRecord, enabled: boolean): Promise<void> => {
  const { name, kind, halls, levels, language, endings, allowPrivateHost, settings } = channel;
  await ask('PUT', at(channel.id), ChannelRecord, {
    name,
    kind,
    halls,
    levels,
    language,
    endings,
    allowPrivateHost,
    settings,
    enabled,
  });
};
