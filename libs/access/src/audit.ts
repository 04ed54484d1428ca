import type { AuditAction, AuditEntry, Caller } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { maskNumbers } from '@cockpit/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRow } from './entities';

/** Who acted: a caller, the recipient of a channel's message, an automatic job, or a shell user. */
export interface Actor {
  readonly kind: Caller['kind'] | 'channel' | 'cli' | 'system';
  readonly id: string;
  readonly name: string;
  readonly correlationId?: string | undefined;
}

export interface AuditRecord {
  readonly actor: Actor;
  /** verb last, as `source.create`; or method and route when nothing better is known */
  readonly action: AuditAction | `${string} /${string}`;
  /** what was changed, as `source/sim-h32` */
  readonly target: string;
  readonly before?: object;
  readonly after?: object;
}

/** Filter of the audit; texts match substrings, ignoring case. */
interface AuditFilter {
  readonly limit: number;
  /** id of the last entry of the previous page */
  readonly cursor?: string | undefined;
  /** exact target */
  readonly target?: string | undefined;
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly where?: string | undefined;
  readonly from?: string | undefined;
  /** exclusive */
  readonly to?: string | undefined;
}
const CONDITIONS: Readonly<Record<Exclude<keyof AuditFilter, 'limit'>, string>> = {
  cursor: 'a.id < :cursor',
  target: 'a.target = :target',
  who: "strpos(lower(a.actor_name || ' ' || a.actor_id), lower(:who)) > 0",
  what: 'strpos(lower(a.action), lower(:what)) > 0',
  where: 'strpos(lower(a.target), lower(:where)) > 0',
  from: 'a.at >= :from',
  to: 'a.at < :to',
};

const RECORDED =
  'SELECT 1 FROM audit_entry WHERE target = $1 AND actor_id = $2 AND action = $3 AND after = $4::jsonb LIMIT 1';

@Injectable()
export class AuditLog {
  constructor(private readonly postgres: DataSource) {}

  /** Pass the manager of the action's own transaction, so that both commit or neither. */
  async record(
    { actor, action, target, before, after }: AuditRecord,
    manager: EntityManager = this.postgres.manager,
  ): Promise<void> {
    await manager.insert(AuditRow, {
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      action, // a network address can look like a telephone number
      target: target.startsWith('address/') ? target : masked(decodedPath(target)),
      correlationId: actor.correlationId ?? null,
      before: before === undefined ? null : withoutSecrets(before),
      after: after === undefined ? null : withoutSecrets(after),
    });
  }

  /** Records who viewed what, once per person and target however often a page asks. Await it before answering. */
  async recordOnce(record: AuditRecord & { after: object }): Promise<void> {
    const { actor, action, target, after } = record;
    const stored = [masked(decodedPath(target)), actor.id, action, JSON.stringify(withoutSecrets(after))];
    const before: unknown[] = await this.postgres.query(RECORDED, stored);
    if (before.length === 0) await this.record(record);
  }

  /** Newest first. */
  async list({ limit, ...filter }: AuditFilter): Promise<AuditEntry[]> {
    const query = this.postgres.manager.createQueryBuilder(AuditRow, 'a').orderBy('a.id', 'DESC').limit(limit);
    for (const [name, condition] of Object.entries(CONDITIONS))
      if (filter[name as keyof typeof filter] !== undefined) query.andWhere(condition, filter);
    const rows = await query.comment('audit.list').getMany();
    return rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
      action: row.action,
      target: row.target,
      correlationId: row.correlationId,
      before: row.before,
      after: row.after,
    }));
  }
}

/** Decoded path of a request, because escapes must not hide personal numbers. */
function decodedPath(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

const SECRET_FIELD = /password|secret|token|hash|authorization|cookie|api[-_]?key/i;
const SECRET_TEXT = /hc[st]_[0-9a-f]{12}_[\w-]+/g;
/** Ids of keys, tokens and rows: drawn digits among them can look like a telephone number. */
const IDS = /(hc[st]_[0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

/** Masks secrets, and personal numbers because people write telephone numbers into reasons. Ids stay whole. */
const masked = (text: string): string =>
  text
    .replace(SECRET_TEXT, '***')
    .split(IDS)
    .map((part, at) => (at % 2 === 1 ? part : maskNumbers(part, 'text', () => '***')))
    .join('');

/** The same value with secrets and personal numbers masked at any depth. */
export function withoutSecrets(value: object): object {
  const safe = (name: string, item: unknown): unknown => {
    // flags about a secret reveal nothing
    if (SECRET_FIELD.test(name) && typeof item !== 'boolean') return '***';
    return typeof item === 'string' ? masked(item) : item;
  };
  const { kept } = JSON.parse(JSON.stringify({ kept: value }, safe)) as { kept: object };
  return kept;
}
