import type { Caller, IngestAnswer, QuarantineSelection, ResubmitAnswer } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Sources } from '@cockpit/access';
import { CLOCK, conflict, type Clock } from '@cockpit/platform';
import { DataSource, In, IsNull, type QueryDeepPartialEntity } from 'typeorm';
import { Ingestor } from '../ingestor';
import { dropped, type SourceScope } from '../pipeline/candidate';
import { idOf } from '../pipeline/validate';
import { Quarantine } from './quarantine';
import { QuarantineReader } from './quarantine-reader';
import { QuarantineRow } from './quarantine.entity';
import { Reach } from './reach';

const SLICE = 500;
const MOST_LISTED = 100;
type StoredBody = Pick<QuarantineRow, 'id' | 'source' | 'body'>;

/** Actions on rejected events: correct, resubmit, discard. */
@Injectable()
export class QuarantineDesk {
  constructor(
    private readonly postgres: DataSource,
    private readonly reader: QuarantineReader,
    private readonly quarantine: Quarantine,
    private readonly ingestor: Ingestor,
    private readonly sources: Sources,
    private readonly reach: Reach,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores the corrected event; it stays in quarantine until resubmitted.
   * @throws AppError 403, here and below, when the event would change a hall that the caller does not run
   */
  async mend(id: string, body: Record<string, unknown>, caller: Caller): Promise<void> {
    const { source } = await this.postgres.manager.findOneByOrFail(QuarantineRow, { id });
    await this.reach.assert(body, source, caller);
    await this.changeOpen([id], {
      ...this.quarantine.keepable(body),
      editedAt: this.now(),
      editedBy: caller.name,
    } as QueryDeepPartialEntity<QuarantineRow>);
  }

  /**
   * Sends the event through the same pipeline under its source and returns the answer.
   * @param@param corrected replaces the stored event
   */
  async resubmit(
    id: string,
    corrected: Record<string, unknown> | undefined,
    caller: Caller,
    correlationId: string,
  ): Promise<IngestAnswer> {
    if (corrected !== undefined) await this.mend(id, corrected, caller);
    const row = await this.postgres.manager.findOneByOrFail(QuarantineRow, { id });
    if (row.body === null)
      throw conflict('not-readable', 'it could not be read: send the event as it should have been');
    const body = corrected ?? row.body;
    await this.reach.assert(body, row.source, caller);
    return this.ingest([{ id, source: row.source, body }], correlationId);
  }

  /** Resubmits the oldest first; an event rejected again stays with its new reason. */
  async resubmitMany(
    filter: QuarantineSelection,
    limit: number,
    caller: Caller,
    correlationId: string,
  ): Promise<ResubmitAnswer> {
    const rows = await this.reader.untried(filter, limit);
    const answer: ResubmitAnswer = { tried: rows.length, accepted: 0, rejected: [], rejectedTotal: 0, left: 0 };
    for (const bySource of grouped(rows)) {
      for (let from = 0; from < bySource.length; from += SLICE) {
        const slice = bySource.slice(from, from + SLICE);
        const { accepted, rejected } = await this.takeWithin(slice, caller, correlationId);
        answer.accepted += accepted;
        answer.rejectedTotal += rejected.length;
        for (const { index, reason, message, causes } of rejected) {
          if (answer.rejected.length < MOST_LISTED)
            answer.rejected.push({ id: slice[index]?.id ?? '', reason, message, causes });
        }
      }
    }
    answer.left = Math.max(0, (await this.reader.countOpen(filter)) - answer.rejectedTotal);
    return answer;
  }

  async discard(id: string, reason: string, caller: Caller): Promise<void> {
    const { source, body } = await this.postgres.manager.findOneByOrFail(QuarantineRow, { id });
    await this.reach.assert(body, source, caller);
    await this.changeOpen([id], { discardedAt: this.now(), discardedBy: caller.name, discardReason: reason });
  }

  /** Skips events that would change halls outside the caller's. */
  async discardMany(filter: QuarantineSelection, reason: string, caller: Caller): Promise<number> {
    const change = { discardedAt: this.now(), discardedBy: caller.name, discardReason: reason };
    let discarded = 0;
    for (let after: string | undefined; ;) {
      const rows = await this.reader.openAfter(filter, after, SLICE);
      const ids: string[] = [];
      for (const bySource of grouped(rows)) ids.push(...(await this.within(bySource, caller)).map(({ id }) => id));
      if (ids.length > 0)
        discarded +=
          (
            await this.postgres.manager.update(
              QuarantineRow,
              { id: In(ids), resubmittedAt: IsNull(), discardedAt: IsNull() },
              change,
            )
          ).affected ?? 0;
      after = rows.at(-1)?.id;
      if (rows.length < SLICE) return discarded;
    }
  }

  /** The rows of one source that change only the caller's halls. */
  private async within<R extends StoredBody>(rows: readonly R[], caller: Caller): Promise<R[]> {
    if (caller.halls === 'all') return [...rows];
    const refused = new Set(
      await this.reach.refused(
        rows.map(({ body }) => body),
        rows[0]?.source ?? '',
        caller,
      ),
    );
    return rows.filter((_, place) => !refused.has(place));
  }

  /**
   * Like `take`, but refuses events that would change other halls; they count as tried, so that others come first next
   * time.
   */
  private async takeWithin(rows: readonly StoredBody[], caller: Caller, correlationId: string): Promise<IngestAnswer> {
    const visible = await this.within(rows, caller);
    const others = rows.filter((row) => !visible.includes(row));
    if (others.length > 0)
      await this.postgres.manager.update(
        QuarantineRow,
        { id: In(others.map(({ id }) => id)) },
        { attempts: () => 'attempts + 1' },
      );
    const { accepted, rejected } =
      visible.length === 0 ? { accepted: 0, rejected: [] } : await this.ingest(visible, correlationId);
    const placeOf = (row: StoredBody | undefined): number => rows.findIndex((each) => each.id === row?.id);
    return {
      accepted,
      rejected: [
        ...rejected.map((rejection) => ({ ...rejection, index: placeOf(visible[rejection.index]) })),
        ...others.map((row) => ({
          index: placeOf(row),
          id: idOf(row.body),
          ...dropped('out-of-scope', 'data', 'other-halls', 'this event would change what belongs to other halls'),
        })),
      ],
    };
  }

  /** Resubmits rows of one source. */
  private async ingest(rows: readonly StoredBody[], correlationId: string): Promise<IngestAnswer> {
    const candidates = rows.map(({ body }, index) => ({ index, raw: body, id: idOf(body) }));
    const answer = await this.ingestor.ingest(candidates, await this.scopeOf(rows[0]?.source ?? ''), {
      correlationId,
      trusted: true,
      again: true,
    });
    const refused = new Map(answer.rejected.map((rejection) => [rejection.index, rejection]));
    const accepted = rows.filter((_, index) => !refused.has(index)).map(({ id }) => id);
    if (accepted.length > 0)
      await this.postgres.manager.update(QuarantineRow, { id: In(accepted) }, { resubmittedAt: this.now() });
    for (const [index, rejection] of refused) {
      const id = rows[index]?.id ?? '';
      await this.postgres.manager.update(
        QuarantineRow,
        { id },
        { ...this.quarantine.maskedDrop(rejection), attempts: () => 'attempts + 1' },
      );
    }
    return answer;
  }

  private async scopeOf(name: string): Promise<SourceScope> {
    const source = await this.sources.get(name);
    if (source === null) throw conflict('unknown-source', 'its source is not known any more');
    return {
      sourceName: source.name,
      halls: source.halls,
      sandbox: source.sandbox,
      ...(source.types === null ? {} : { types: source.types }),
    };
  }

  private async changeOpen(ids: string[], change: QueryDeepPartialEntity<QuarantineRow>): Promise<void> {
    const { affected } = await this.postgres.manager.update(
      QuarantineRow,
      { id: In(ids), resubmittedAt: IsNull(), discardedAt: IsNull() },
      change,
    );
    if (affected === 0) throw conflict('not-open', 'it has been taken or given up already');
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

function grouped(rows: readonly QuarantineRow[]): QuarantineRow[][] {
  const bySource = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const group = bySource.get(row.source);
    if (group === undefined) bySource.set(row.source, [row]);
    else group.push(row);
  }
  return [...bySource.values()];
}
