import { foldMatter } from '@cockpit/domain';
import type { MatterEvent, MatterPart } from '@cockpit/domain';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { CardKeeper, type Standing } from '../cards/card-keeper';
import type { Assessed, Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { matterId, type CaseKey } from '../names';
import { CaseEvents } from '../tables/case-events';
import { ClockTable } from '../tables/clock-table';
import { PackageParts, isPackage } from '../tables/package-parts';
import { MatterTable, type StoredMatter } from '../tables/matter-table';

/** One recomputer at a time: two could each have read a part of what landed, and the older picture could come last. */
const LOCK = 727_601;
const ROWS_A_BATCH = 4_000;

const Dirty = z.object({ id: z.string(), source: z.string(), case_id: z.string(), cause: z.string(), register: z.string().nullable() });

/** Computes matters anew from their events: any number of times, in any order, by any process. */
@Injectable()
export class Recompute {
  private readonly logger = new Logger('matters');

  constructor(
    private readonly postgres: DataSource, private readonly grounds: GroundsLoader, private readonly events: CaseEvents,
    private readonly table: MatterTable, private readonly clocks: ClockTable, private readonly cards: CardKeeper, private readonly parts: PackageParts,
  ) {}

  /** One batch of what is dirty. @returns how many notes were worked off; 0 when there are none, or somebody else is at it */
  async batch(): Promise<number> {
    const grounds = await this.grounds.fresh();
    return this.postgres.transaction(async (manager) => {
      const [lock] = z.array(z.object({ got: z.boolean() })).parse(await manager.query('SELECT pg_try_advisory_xact_lock($1) AS got', [LOCK]));
      if (lock?.got !== true) return 0;
      const dirty = z.array(Dirty).parse(await manager.query("SELECT id, source, case_id, cause, register FROM matter_dirty ORDER BY (cause <> 'event'), id LIMIT $1", [ROWS_A_BATCH]));
      if (dirty.length === 0) return 0;
      const keys = new Map<string, CaseKey & { cause: string }>();
      for (const { source, case_id, cause, register } of dirty) {
        const key = { register: register ?? grounds.registerOf(source), caseId: case_id };
        keys.set(matterId(key), { ...key, cause });
      }
      await this.compute(manager, grounds, keys);
      await manager.query('DELETE FROM matter_dirty WHERE id = ANY($1::bigint[])', [dirty.map((row) => row.id)]);
      return dirty.length;
    });
  }

  private async compute(manager: EntityManager, grounds: Grounds, keys: ReadonlyMap<string, CaseKey & { cause: string }>): Promise<void> {
    const histories = await this.events.of([...keys.values()], (source) => grounds.registerOf(source));
    const packages = [...keys].filter(([id]) => isPackage(histories.get(id)?.events ?? [])).map(([, key]) => key);
    const parts = await this.parts.of(packages);
    const matters = new Map<string, StoredMatter>();
    const gone: CaseKey[] = [];
    for (const [id, { register, caseId }] of keys) {
      const history = histories.get(id);
      if (!history) gone.push({ register, caseId });
      else {
        const assessed = this.attempt(caseId, () => assess(grounds, caseId, history.events, parts.get(id)));
        if (assessed) matters.set(id, { register, caseId, source: history.source, assessed });
      }
    }
    const [next] = z.array(z.object({ version: z.coerce.number() })).parse(await manager.query("SELECT nextval('matter_version') AS version"));
    const version = next?.version ?? 0;
    // what was a part and is withdrawn is missed by its package
    const bereft = await this.parts.parentsOf([...keys].filter(([id]) => (matters.get(id)?.assessed.matter.accepted ?? null) === null).map(([, key]) => key));
    await this.table.write([...matters.values()], gone, version);

    const before = await this.clocks.dueOf(manager, [...keys.keys()]);
    const open = [...matters].filter(([, { assessed }]) => assessed.matter.closedAt === null || assessed.matter.accepted === null);
    const isOpen = new Set(open.map(([id]) => id));
    const over = [...keys.keys()].filter((id) => before.has(id) && !isOpen.has(id) && (matters.has(id) || !histories.has(id)));
    await this.clocks.write(manager, open.map(([, matter]) => matter), over, version, grounds.parts.calendars.revision);
    await this.markPackages(manager, matters, keys, bereft);
    await this.logChanges(manager, grounds, keys, before, matters);
    await this.cards.revise(manager, [...keys.keys()].filter((id) => matters.has(id) || !histories.has(id)).map((id): Standing => standingOf(id, matters.get(id)?.assessed)), grounds.parts.wallNow);
  }

  /** One matter that nobody foresaw keeps its last picture; it must not stop all the others. */
  private attempt<T>(caseId: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.logger.error({ caseId, err: error }, 'a matter could not be computed');
      return null;
    }
  }

  /** A part that was computed may have moved the clock of its package. */
  private async markPackages(
    manager: EntityManager, matters: ReadonlyMap<string, StoredMatter>, keys: ReadonlyMap<string, CaseKey>, bereft: readonly (CaseKey & { source: string })[],
  ): Promise<void> {
    const parents = new Map(bereft.map((key): [string, [source: string, caseId: string, register: string]] => [matterId(key), [key.source, key.caseId, key.register]]));
    for (const [id, { source, assessed: { matter: { accepted } } }] of matters) {
      const register = keys.get(id)?.register;
      if (register === undefined || accepted?.parentId === undefined || accepted.packageId === undefined) continue;
      const parent = { register, caseId: accepted.parentId };
      parents.set(matterId(parent), [source, parent.caseId, register]);
    }
    if (parents.size === 0) return;
    const rows = [...parents.values()];
    await manager.query(
      "INSERT INTO matter_dirty (source, case_id, cause, register) SELECT s, c, 'part', r FROM unnest($1::text[], $2::text[], $3::text[]) AS t (s, c, r)",
      [rows.map(([source]) => source), rows.map(([, caseId]) => caseId), rows.map(([, , register]) => register)]);
  }

  private async logChanges(
    manager: EntityManager, grounds: Grounds, keys: ReadonlyMap<string, { cause: string }>, before: ReadonlyMap<string, number | null>, matters: ReadonlyMap<string, StoredMatter>,
  ): Promise<void> {
    const rows = [...before].flatMap(([id, from]) => {
      if (!matters.has(id)) return [];
      const due = matters.get(id)?.assessed.reading?.dueAt;
      const to = due === undefined ? null : Math.round(due);
      // an open pause moves the due time with every look: that is no news
      return to === from || matters.get(id)?.assessed.reading?.paused === true ? [] : [{ matter_id: id, cause: keys.get(id)?.cause ?? 'event', from_due: iso(from), to_due: iso(to), calendar_revision: grounds.parts.calendars.revision }];
    });
    if (rows.length === 0) return;
    await manager.query(
      `INSERT INTO matter_change (matter_id, cause, from_due, to_due, calendar_revision)
       SELECT matter_id, cause, from_due, to_due, calendar_revision FROM jsonb_to_recordset($1::jsonb) AS t (matter_id text, cause text, from_due timestamptz, to_due timestamptz, calendar_revision bigint)`,
      [JSON.stringify(rows)],
    );
  }
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

export function assess(grounds: Grounds, caseId: string, events: readonly MatterEvent[], parts?: readonly MatterPart[]): Assessed {
  const accepted = events.find((event) => event.type === 'hall.case.accepted');
  const halls = hallsOf(events);
  const item = accepted?.type !== 'hall.case.accepted' || accepted.data.item === undefined ? null : grounds.itemAt(accepted.data.item, accepted.time, halls[0] ?? null);
  return grounds.assess(foldMatter(caseId, events, (item?.value.stages ?? []).map((stage) => stage.code)), halls, parts);
}

/** The hall it is handled in first, then the one that accepted it, then any other. */
function hallsOf(events: readonly MatterEvent[]): string[] {
  const ordered = [...events].sort((a, b) => a.time - b.time || (a.identity < b.identity ? -1 : 1));
  const own = ordered.flatMap((event) => event.data.hallId ?? []);
  const accepting = ordered.flatMap((event) => (event.type === 'hall.case.accepted' ? (event.data.acceptingHallId ?? []) : []));
  return [...new Set([...own, ...accepting])];
}

const round = (time: number | null | undefined): number | null => (time === null || time === undefined ? null : Math.round(time));

export function standingOf(id: string, assessed: Assessed | undefined): Standing {
  return {
    id, dueAt: round(assessed?.reading?.dueAt), yellowAt: round(assessed?.reading?.yellowAt), unattendedAt: round(assessed?.unattendedAt), closedAt: assessed?.matter.closedAt ?? null,
    officerId: assessed?.officerId ?? null, unit: assessed?.matter.unit ?? null,
    stages: (assessed?.stages ?? []).map(({ name, to, officerId, unit, reading }) => ({ name, leftAt: to, officerId, unit, dueAt: round(reading?.dueAt), yellowAt: round(reading?.yellowAt) })),
  };
}
