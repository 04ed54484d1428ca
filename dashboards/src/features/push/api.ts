import { PushKey, PushRecord, type NewPush } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

export const fetchKey = async (): Promise<string | null> => (await ask('GET', '/v1/push', PushKey)).body.key;
export const addPush = async (push: NewPush): Promise<string> =>
  (await ask('POST', '/v1/push', PushRecord, push)).body.id;
export const removePush = (id: string): Promise<void> => tell('DELETE', `/v1/push/${encodeURIComponent(id)}`);
