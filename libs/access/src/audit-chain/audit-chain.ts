import type { AuditChainState } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey, SETTINGS, type Settings } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { ChainedEntry, hashOfLink, NOTHING_BEFORE } from './link';

/** Advisory lock for sealing; its number is distinct from the migrations' lock. */
const LOCK = 727_004;
const AT_ONCE = 500;
/** Entries get ids before they commit; an entry commits before this many later ids exist. */
const LATE_IDS = 10_000;

const Link = z.object({ seq: z.coerce.number(), entry: z.string(), previous: z.string(), hash: z.string() });
type Link = z.infer<typeof Link>;
/** A link with its entry, whose columns are null when the entry is missing. */
const LinkAndEntry = Link.extend({ found: ChainedEntry.nullable() });

const ENTRY = `jsonb_build_object('id', e.id::text, 'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  'actor_kind', e.actor_kind, 'actor_id', e.actor_id, 'actor_name', e.actor_name, 'action', e.action, 'target', e.target,
  'correlation_id', e.correlation_id, 'before', e.before, 'after', e.after)`;
const UNSEALED = `FROM audit_entry e WHERE e.id > $1 AND NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id)`;

/**
 * The hash chain over the audit. Many processes write entries at once; one process at a time links them
 * (docs/decisions/0019).
 */
@Injectable()
export class AuditChain {
  private readonly key: Buffer;

  constructor(
    private readonly postgres: DataSource,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.key = deriveKey(settings, 'audit');
  }

  /**
   * Links entries without link; does nothing while another process seals.
   * @param withOld also entries much older than the last link
   * @returns number of linked entries
   */
  async seal(withOld = false): Promise<number> {
    let sealed = 0;
    for (;;) {
      const linked = await this.postgres.transaction((manager) => this.sealSome(manager, withOld));
      sealed += linked;
      if (linked < AT_ONCE) return sealed;
    }
  }

  /**
   * Verifies every link and entry.
   * @param anchor a link noted elsewhere earlier: a truncated chain lacks it
   */
  async verify(anchor?: { seq: number; hash: string }): Promise<AuditChainState> {
    await this.seal(true);
    let last: Pick<Link, 'seq' | 'hash'> = { seq: 0, hash: NOTHING_BEFORE };
    let met = anchor === undefined;
    for (;;) {
      const page = await this.linksAfter(last.seq);
      for (const link of page) {
        const fault = this.faultOf(link, last);
        if (fault !== null)
          return { links: last.seq, head: last.hash, broken: { seq: link.seq, entry: link.entry, fault } };
        met ||= anchor?.seq === link.seq && anchor.hash === link.hash;
        last = { seq: link.seq, hash: link.hash };
      }
      if (page.length < AT_ONCE) break;
    }
    const broken = met ? null : { seq: anchor?.seq ?? 0, entry: null, fault: 'cut-off' as const };
    return { links: last.seq, head: last.hash, broken };
  }

  private faultOf(
    link: z.infer<typeof LinkAndEntry>,
    before: Pick<Link, 'seq' | 'hash'>,
  ): 'link-missing' | 'link-changed' | 'entry-missing' | 'entry-changed' | null {
    if (link.seq !== before.seq + 1) return 'link-missing';
    if (link.previous !== before.hash) return 'link-changed';
    if (link.found === null) return 'entry-missing';
    return hashOfLink(this.key, link.seq, link.previous, link.found) === link.hash ? null : 'entry-changed';
  }

  private async sealSome(manager: EntityManager, withOld: boolean): Promise<number> {
    if (!(await this.isOurs(manager, withOld))) return 0;
    const [head] = z
      .array(Link)
      .parse(
        await manager.query(
          'SELECT l.seq::text, l.entry::text, previous, hash FROM audit_link l ORDER BY l.seq DESC LIMIT 1',
        ),
      );
    const since = withOld || head === undefined ? 0 : Math.max(0, Number(head.entry) - LATE_IDS);
    const entries = z
      .array(z.object({ found: ChainedEntry }))
      .parse(
        await manager.query(`SELECT ${ENTRY} AS found ${UNSEALED} ORDER BY e.id LIMIT ${String(AT_ONCE)}`, [since]),
      );
    let [seq, previous] = [head?.seq ?? 0, head?.hash ?? NOTHING_BEFORE];
    const links = entries.map(({ found: entry }): Link => {
      seq += 1;
      const link = { seq, entry: entry.id, previous, hash: hashOfLink(this.key, seq, previous, entry) };
      previous = link.hash;
      return link;
    });
    if (links.length > 0)
      await manager.query(
        'INSERT INTO audit_link (seq, entry, previous, hash) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[])',
        [links.map((l) => l.seq), links.map((l) => l.entry), links.map((l) => l.previous), links.map((l) => l.hash)],
      );
    return links.length;
  }

  /**
   * Takes the lock until the end of the transaction.
   * @param wait wait for another process instead of skipping
   */
  private async isOurs(manager: EntityManager, wait: boolean): Promise<boolean> {
    if (wait) {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      return true;
    }
    const [lock] = z
      .array(z.object({ ours: z.boolean() }))
      .parse(await manager.query('SELECT pg_try_advisory_xact_lock($1) AS ours', [LOCK]));
    return lock?.ours === true;
  }

  private async linksAfter(seq: number): Promise<z.infer<typeof LinkAndEntry>[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT l.seq::text, l.entry::text, l.previous, l.hash,
        CASE WHEN e.id IS NULL THEN NULL ELSE ${ENTRY} END AS found
      FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry WHERE l.seq > $1 ORDER BY l.seq LIMIT ${String(AT_ONCE)}`,
      [seq],
    );
    return z.array(LinkAndEntry).parse(rows);
  }
}
