import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ChannelRecord, KINDS, type ChannelChange, type NewChannel } from '@cockpit/contracts';
import { AuditLog, HallDirectory, type Actor } from '@cockpit/access';
import { SETTINGS, deriveKey, faultsOf, notFound, unprocessable, type Settings } from '@cockpit/platform';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { SENDERS } from '../channels/kinds';
import { StoredFault, faultField } from '../channels/stored-fault';
import { ChannelRow } from './entities';
import { SEALING, openSecrets, sealSecrets } from './sealed';

const Secrets = z.record(z.string(), z.unknown());
type DeliveryStatus = Pick<ChannelRecord, 'waiting' | 'dead' | 'deliveredAt' | 'error' | 'fault' | 'restsUntil'>;
const DeliveryRow = z.object({
  id: z.string(),
  waiting: z.coerce.number(),
  dead: z.coerce.number(),
  deliveredAt: z.date().nullable(),
  error: z.string().nullable(),
  fault: StoredFault,
  restsUntil: z.date().nullable(),
});
const NOTHING: DeliveryStatus = { waiting: 0, dead: 0, deliveredAt: null, error: null, restsUntil: null };
const DELIVERY = `
  SELECT c.id, s.waiting, s.dead, s.delivered_at AS "deliveredAt", e.error, e.fault, CASE WHEN r.rests_until > now() THEN r.rests_until END AS "restsUntil"
  FROM notify_channel c LEFT JOIN notify_robot r ON r.robot = c.robot
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state IN ('queued', 'sent', 'failed')) AS waiting, count(*) FILTER (WHERE state = 'dead') AS dead,
      max(delivered_at) AS delivered_at FROM notify_outbox o WHERE o.channel_id = c.id) s
  LEFT JOIN LATERAL (
    SELECT error, fault FROM notify_outbox o WHERE o.channel_id = c.id AND o.error IS NOT NULL AND o.sent_at > COALESCE(s.delivered_at, '-infinity')
    ORDER BY o.sent_at DESC LIMIT 1) e ON true
  WHERE c.id = ANY($1)`;

/** Channels with their secrets. Secrets are sealed with a key derived from the settings' secret and never returned. */
@Injectable()
export class ChannelStore {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    private readonly halls: HallDirectory,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, SEALING);
  }

  async list(after: string | undefined, limit: number): Promise<ChannelRecord[]> {
    const query = this.postgres
      .createQueryBuilder(ChannelRow, 'c')
      .where('c.removedAt IS NULL')
      .orderBy('c.id')
      .limit(limit);
    if (after !== undefined) query.andWhere('c.id > :after', { after });
    const rows = await query.getMany();
    const deliveries = await this.deliveries(rows.map(({ id }) => id));
    return rows.map((row) => this.record(row, deliveries.get(row.id)));
  }

  /** @throws {AppError} 404 */
  async one(id: string): Promise<ChannelRecord> {
    const row = await this.find(id);
    return this.record(row, (await this.deliveries([id])).get(id));
  }

  /** @throws {AppError} 404 */
  async find(id: string, manager: EntityManager = this.postgres.manager): Promise<ChannelRow> {
    const row = await manager.findOneBy(ChannelRow, { id, removedAt: IsNull() });
    if (row === null) throw notFound('unknown-channel', 'there is no such channel');
    return row;
  }

  async add(input: NewChannel, actor: Actor): Promise<ChannelRecord> {
    await this.halls.refuseUnknown(input.halls);
    const id = randomUUID();
    const row = Object.assign(new ChannelRow(), {
      id,
      revision: 1,
      removedAt: null,
      ...this.columns(id, input, withOwnKeys(input)),
    });
    await this.postgres.transaction(async (manager) => {
      await manager.insert(ChannelRow, row);
      await this.audit.record({ actor, action: 'channel.create', target: `channel/${id}`, after: shown(row) }, manager);
    });
    return this.one(id);
  }

  /** Omitted secrets stay. @throws {AppError} 404; 422 for another kind or a missing secret */
  async change(id: string, input: ChannelChange, actor: Actor): Promise<ChannelRecord> {
    await this.halls.refuseUnknown(input.halls);
    await this.postgres.transaction(async (manager) => {
      const row = await this.find(id, manager);
      if (row.kind !== input.kind) throw unprocessable('channel-kind', 'a channel cannot change its kind');
      const merged = { ...this.secretsOf(row), ...input.secrets };
      const secrets = KINDS[row.kind].secrets.safeParse(merged);
      if (!secrets.success) throw unprocessable('invalid-body', 'a secret is missing', faultsOf(secrets.error, merged));
      const columns = { revision: row.revision + 1, ...this.columns(id, input, secrets.data) };
      await manager.update(ChannelRow, { id }, columns);
      await this.audit.record(
        {
          actor,
          action: 'channel.change',
          target: `channel/${id}`,
          before: shown(row),
          after: shown(Object.assign(new ChannelRow(), row, columns)),
        },
        manager,
      );
    });
    return this.one(id);
  }

  /** Stops the channel; its sent messages stay in the list. @throws {AppError} 404 */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const row = await this.find(id, manager);
      await manager.update(ChannelRow, { id }, { removedAt: new Date(), enabled: false });
      await manager.query(
        "UPDATE notify_outbox SET state = 'withdrawn' WHERE channel_id = $1 AND state IN ('queued', 'failed')",
        [id],
      );
      await this.audit.record(
        { actor, action: 'channel.remove', target: `channel/${id}`, before: shown(row) },
        manager,
      );
    });
  }

  private columns(id: string, input: NewChannel | ChannelChange, secrets: object) {
    const { name, enabled, halls, levels, language, endings, allowPrivateHost, kind, settings } = input;
    const plain = { settings, secrets };
    const sender = SENDERS[kind];
    return {
      name,
      enabled,
      levels,
      language,
      endings,
      allowPrivateHost,
      kind,
      settings,
      halls: halls === 'all' ? null : [...new Set(halls)],
      address: sender.address(plain),
      standing: sender.hasStanding(plain),
      robot: sender.robot(plain),
      sealed: sealSecrets(secrets, id, this.key),
      updatedAt: new Date(),
    };
  }

  /** Secrets sealed with another key cannot be opened and must be entered again. */
  private secretsOf(row: ChannelRow): Record<string, unknown> {
    try {
      return Secrets.parse(openSecrets(row.sealed, row.id, this.key));
    } catch {
      return {};
    }
  }

  private async deliveries(ids: readonly string[]): Promise<Map<string, DeliveryStatus>> {
    const rows = z.array(DeliveryRow).parse(await this.postgres.query(DELIVERY, [ids]));
    return new Map(
      rows.map(({ id, fault, deliveredAt, restsUntil, ...rest }) => [
        id,
        {
          ...rest,
          ...faultField(fault),
          deliveredAt: deliveredAt?.toISOString() ?? null,
          restsUntil: restsUntil?.toISOString() ?? null,
        },
      ]),
    );
  }

  private record(row: ChannelRow, status: DeliveryStatus = NOTHING): ChannelRecord {
    return ChannelRecord.parse({
      ...shown(row),
      id: row.id,
      secrets: Object.keys(this.secretsOf(row)),
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      ...status,
    });
  }
}

/** Adds generated keys, for example for push. */
const withOwnKeys = ({ kind, secrets }: NewChannel): object => ({ ...SENDERS[kind].ownSecrets?.(), ...secrets });

/** The channel as the audit stores it. */
const shown = ({
  name,
  kind,
  enabled,
  halls,
  levels,
  language,
  endings,
  allowPrivateHost,
  settings,
  address,
}: ChannelRow) => ({
  name,
  kind,
  enabled,
  halls: halls ?? 'all',
  levels,
  language,
  endings,
  allowPrivateHost,
  settings,
  address,
});
