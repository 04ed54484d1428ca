import type { Caller, IngestAnswer, QuarantineSelection, ResubmitAnswer } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Sources } from '@cockpit/access';
import { CLOCK, conflict, type Clock } from '@cockpit/platform';
import { DataSource, In, IsNull, type QueryDeepPartialEntity } from 'typeorm';
import { Ingestor } from '../ingestor';
import type { SourceScope } from '../pipeline/candidate';
import { idOf } from '../pipeline/validate';
import { Quarantine } from './quarantine';
import { QuarantineReader } from './quarantine-reader';
import { QuarantineRow } from './quarantine.entity';

const SLICE = 500;
const TOLD = 100;
type Lying = Pick<QuarantineRow, 'id' | 'source' | 'body'>;

/** What people do about rejected events: mend, try again, give up. */
@Injectable()
export class QuarantineDesk {
  constructor(
    private readonly postgres: DataSource, private readonly reader: QuarantineReader, private readonly quarantine: Quarantine,
    private readonly ingestor: Ingestor, private readonly sources: Sources, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps the event as it should have been; it stays in quarantine until it is tried again. */
  async mend(id: string, body: Record<string, unknown>, caller: Caller): Promise<void> {
    await this.changeOpen([id], { ...this.quarantine.keepable(body), editedAt: this.now(), editedBy: caller.name } as QueryDeepPartialEntity<QuarantineRow>);
  }

  /** The same pipeline under the same source; the answer is the door's. @param mended the event as it should have been */
  async resubmit(id: string, mended: Record<string, unknown> | undefined, caller: Caller, correlationId: string): Promise<IngestAnswer> {
    if (mended !== undefined) await this.mend(id, mended, caller);
    const row = await this.postgres.manager.findOneByOrFail(QuarantineRow, { id });
    if (row.body === null) throw conflict('not-readable', 'it could not be read: send the event as it should have been');
    return this.take([{ id, source: row.source, body: mended ?? row.body }], correlationId);
  }

  /** Oldest first; what is refused again stays where it is with what the door says now. */
  async resubmitMany(filter: QuarantineSelection, limit: number, correlationId: string): Promise<ResubmitAnswer> {
    const rows = await this.reader.untried(filter, limit);
    const answer: ResubmitAnswer = { tried: rows.length, accepted: 0, rejected: [], rejectedTotal: 0, left: 0 };
    for (const bySource of grouped(rows)) {
      for (let from = 0; from < bySource.length; from += SLICE) {
        const slice = bySource.slice(from, from + SLICE);
        const { accepted, rejected } = await this.take(slice, correlationId);
        answer.accepted += accepted;
        answer.rejectedTotal += rejected.length;
        for (const { index, reason, message } of rejected) {
          if (answer.rejected.length < TOLD) answer.rejected.push({ id: slice[index]?.id ?? '', reason, message });
        }
      }
    }
    answer.left = Math.max(0, (await this.reader.countOpen(filter)) - answer.rejectedTotal);
    return answer;
  }

  async discard(id: string, reason: string, caller: Caller): Promise<void> {
    await this.changeOpen([id], { discardedAt: this.now(), discardedBy: caller.name, discardReason: reason });
  }

  async discardMany(filter: QuarantineSelection, reason: string, caller: Caller): Promise<number> {
    const change = { discardedAt: this.now(), discardedBy: caller.name, discardReason: reason };
    const query = this.postgres.createQueryBuilder().update(QuarantineRow).set(change).where('resubmitted_at IS NULL AND discarded_at IS NULL');
    for (const [field, column] of [['source', 'source'], ['reason', 'reason'], ['hall', 'hall'], ['correlationId', 'correlation_id']] as const) {
      if (filter[field] !== undefined) query.andWhere(`${column} = :${field}`, { [field]: filter[field] });
    }
    if (filter.from !== undefined) query.andWhere('received_at >= :from', { from: new Date(filter.from) });
    if (filter.to !== undefined) query.andWhere('received_at < :to', { to: new Date(filter.to) });
    return (await query.execute()).affected ?? 0;
  }

  /** All of one source. */
  private async take(rows: readonly Lying[], correlationId: string): Promise<IngestAnswer> {
    const candidates = rows.map(({ body }, index) => ({ index, raw: body, id: idOf(body) }));
    const answer = await this.ingestor.take(candidates, await this.scopeOf(rows[0]?.source ?? ''), { correlationId, trusted: true, again: true });
    const refused = new Map(answer.rejected.map((rejection) => [rejection.index, rejection]));
    const accepted = rows.filter((_, index) => !refused.has(index)).map(({ id }) => id);
    if (accepted.length > 0) await this.postgres.manager.update(QuarantineRow, { id: In(accepted) }, { resubmittedAt: this.now() });
    for (const [index, rejection] of refused) {
      const id = rows[index]?.id ?? '';
      await this.postgres.manager.update(QuarantineRow, { id }, { ...this.quarantine.said(rejection), attempts: () => 'attempts + 1' });
    }
    return answer;
  }

  private async scopeOf(name: string): Promise<SourceScope> {
    const source = await this.sources.get(name);
    if (source === null) throw conflict('unknown-source', 'its source is not known any more');
    return { sourceName: source.name, halls: source.halls, sandbox: source.sandbox, ...(source.types === null ? {} : { types: source.types }) };
  }

  private async changeOpen(ids: string[], change: QueryDeepPartialEntity<QuarantineRow>): Promise<void> {
    const { affected } = await this.postgres.manager.update(QuarantineRow, { id: In(ids), resubmittedAt: IsNull(), discardedAt: IsNull() }, change);
    if (affected === 0) throw conflict('not-open', 'it has been taken or given up already');
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function grouped(rows: readonly QuarantineRow[]): QuarantineRow[][] {
  const bySource = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const known = bySource.get(row.source);
    if (known === undefined) bySource.set(row.source, [row]);
    else known.push(row);
  }
  return [...bySource.values()];
}
