import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KINDS, type Caller, type NewPush, type PushKey, type PushRecord } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import {
  ForbiddenAddress,
  SETTINGS,
  deriveKey,
  notFound,
  refuseInside,
  unprocessable,
  type Settings,
} from '@cockpit/platform';
import { DataSource, IsNull } from 'typeorm';
import { ChannelRow } from '../settings/entities';
import { SEALING, openSecrets, sealSecrets } from '../settings/sealed';
import { PushRow } from './push.entity';
import { publicKeyOf } from '../channels/vapid';

const ownerOf = ({ kind, id }: Caller): string => `${kind}/${id}`;
/** per account; old ones are deleted because abandoned browsers do not report themselves */
const MAX_PER_ACCOUNT = 10;
const SURPLUS = `
  DELETE FROM notify_push WHERE owner = $1 AND id NOT IN (
    SELECT id FROM notify_push WHERE owner = $1 ORDER BY created_at DESC, id LIMIT ${String(MAX_PER_ACCOUNT)})`;

/** Push subscriptions of browsers. */
@Injectable()
export class PushStore {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  async publicKey(): Promise<PushKey> {
    const channel = await this.channel();
    if (channel === null) return { key: null };
    try {
      const { privateKey } = KINDS['browser-push'].secrets.parse(openSecrets(channel.sealed, channel.id, this.key));
      return { key: privateKey === undefined ? null : publicKeyOf(privateKey) };
    } catch {
      // sealed with another secret: an administrator is to make the channel anew
      return { key: null };
    }
  }

  /** The same browser again is the same. @throws {AppError} 404 without such a channel, 422 of an address that we do not send to */
  async add(push: NewPush, caller: Caller, actor: Actor): Promise<PushRecord> {
    const channel = await this.channel();
    if (channel === null) throw notFound('no-push-channel', 'no channel for browsers is set up');
    refuseAddress(push.endpoint, channel.allowPrivateHost);
    const endpointHash = createHash('sha256').update(push.endpoint).digest('hex');
    return this.postgres.transaction(async (manager) => {
      const before = await manager.findOneBy(PushRow, { endpointHash });
      const id = before?.id ?? randomUUID();
      const sealed = sealSecrets(push, id, this.key);
      const owner = ownerOf(caller);
      await manager.upsert(PushRow, { id, channelId: channel.id, owner, endpointHash, sealed }, ['endpointHash']);
      await manager.query(SURPLUS, [owner]);
      // anybody with the whole address could post there
      const after = { service: new URL(push.endpoint).host };
      await this.audit.record({ actor, action: 'push.add', target: `push/${id}`, after }, manager);
      return { id };
    });
  }

  /** @throws {AppError} 404, also for somebody else's browser */
  async remove(id: string, caller: Caller, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const { affected } = await manager.delete(PushRow, { id, owner: ownerOf(caller) });
      if (affected === 0) throw notFound('unknown-push', 'there is no such browser of yours');
      await this.audit.record({ actor, action: 'push.remove', target: `push/${id}` }, manager);
    });
  }

  private channel(): Promise<ChannelRow | null> {
    return this.postgres.manager.findOne(ChannelRow, {
      where: { kind: 'browser-push', enabled: true, removedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}

/** Refuses private addresses. Host names are checked again on connection, because the browser supplied them. */
function refuseAddress(endpoint: string, allowPrivateHost: boolean): void {
  if (allowPrivateHost) return;
  const { protocol, hostname } = new URL(endpoint);
  try {
    if (protocol !== 'https:') throw new ForbiddenAddress(hostname);
    refuseInside(hostname);
  } catch {
    throw unprocessable('push-address', 'nothing is sent to such an address');
  }
}
