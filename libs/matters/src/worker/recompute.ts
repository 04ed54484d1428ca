import { foldMatter } from '@cockpit/domain';
import type { MatterEvent, MatterPart } from '@cockpit/domain';
import { DeadLetters, type WorkState } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { CardReviser } from '../cards/card-reviser';
import type { SlaStatus } from '../cards/sla-status';
import type { Assessed, Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { matterId, ratingOf, type CaseKey } from '../names';
import { noteRatings } from '../tables/rated-to-tell';
import { CaseEvents } from '../tables/case-events';
import { ClockTable } from '../tables/clock-table';
import { PackageParts, mayHaveParts, partsOf } from '../tables/package-parts';
import { MatterTable, type StoredMatter } from '../tables/matter-table';

/** One recomputer at a time; otherwise an older result could be written last. */
const LOCK = 727_601;
const BATCH = 4_000;

const Dirty = z.object({
  id: z.string(),
  source: z.string(),
  case_id: z.string(),
  cause: z.string(),
  register: z.string().nullable(),
});

const WORKER = 'matters';
const RETRY_EVERY_MS = 5_000;
const Dead = z.object({ source: z.string(), caseId: z.string(), register: z.string() });
type Dead = z.infer<typeof Dead>;
/** one matter with its dirty notes */
interface Note extends CaseKey {
  id: string;
  source: string;
  cause: string;
  notes: string[];
}
class OtherProcess extends Error {}

/** Recomputes matters from their events; idempotent and independent of order and process. */
@Injectable()
export class Recompute {
  private retriedAt = -Infinity;

  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly events: CaseEvents,
    private readonly table: MatterTable,
    private readonly clocks: ClockTable,
    private readonly cards: CardReviser,
    private readonly parts: PackageParts,
    private readonly letters: DeadLetters,
  ) {}

  /**
   * Processes one batch of dirty notes; failing matters become dead letters. @returns number of processed notes; null
   * if another process is at work
   */
  async batch(): Promise<number | null> {
    await this.tryDeadAgain();
    const dirty = z
      .array(Dirty)
      .parse(
        await this.postgres.query(
          "SELECT id, source, case_id, cause, register FROM matter_dirty ORDER BY (cause <> 'event'), id LIMIT $1",
          [BATCH],
        ),
      );
    if (dirty.length === 0) return 0;
    // loaded after the notes, so that register changes made before them are known
    const grounds = await this.grounds.fresh();
    const notes = new Map<string, Note>();
    // an event about a rating case belongs to the rating's register; before the rating arrives it is ignored
    const ratings = await this.events.ratingSources(dirty.map(({ case_id }) => case_id));
    const unknownRatings: string[] = [];
    for (const { id: note, source, case_id, cause, register } of dirty) {
      const caseSource = ratingOf(case_id) === null ? source : ratings.get(case_id);
      if (caseSource === undefined && register === null) {
        unknownRatings.push(note);
        continue;
      }
      const key = { register: register ?? grounds.registerOf(caseSource ?? source), caseId: case_id };
      const id = matterId(key);
      notes.set(id, { ...key, id, source, cause, notes: [...(notes.get(id)?.notes ?? []), note] });
    }
    try {
      const dead = await this.letters.sift(WORKER, [...notes.values()], {
        nameOf: ({ id }) => id,
        bodyOf: ({ source, caseId, register }): Dead => ({ source, caseId, register }),
        work: (part) => this.workOff(grounds, part),
      });
      await this.postgres.query('DELETE FROM matter_dirty WHERE id = ANY($1::bigint[])', [
        [...dead.flatMap((note) => note.notes), ...unknownRatings],
      ]);
      return dirty.length;
    } catch (error) {
      if (error instanceof OtherProcess) return null;
      throw error;
    }
  }

  /** The next note is always in the next batch, so an unchanged mark means no progress. */
  async workState(): Promise<WorkState> {
    const [next] = z
      .array(z.object({ id: z.string() }))
      .parse(await this.postgres.query("SELECT id FROM matter_dirty ORDER BY (cause <> 'event'), id LIMIT 1"));
    return { waiting: next !== undefined, mark: next?.id ?? '' };
  }

  private async workOff(grounds: Grounds, part: readonly Note[]): Promise<void> {
    await this.postgres.transaction(async (manager) => {
      const [lock] = z
        .array(z.object({ got: z.boolean() }))
        .parse(await manager.query('SELECT pg_try_advisory_xact_lock($1) AS got', [LOCK]));
      if (lock?.got !== true) throw new OtherProcess('somebody else computes matters');
      if (!(await this.grounds.hasRegisters(manager, grounds))) throw new OtherProcess('registers were changed since');
      await this.compute(manager, grounds, new Map(part.map((note) => [note.id, note])));
      await manager.query('DELETE FROM matter_dirty WHERE id = ANY($1::bigint[])', [
        part.flatMap((note) => note.notes),
      ]);
    });
  }

  private async tryDeadAgain(): Promise<void> {
    const now = performance.now();
    if (now - this.retriedAt < RETRY_EVERY_MS) return;
    this.retriedAt = now;
    const dead = z.array(Dead).parse((await this.letters.due([WORKER])).map(({ body }) => body));
    if (dead.length === 0) return;
    await this.postgres.query(
      "INSERT INTO matter_dirty (source, case_id, cause, register) SELECT s, c, 'again', r FROM unnest($1::text[], $2::text[], $3::text[]) AS t (s, c, r)",
      [dead.map(({ source }) => source), dead.map(({ caseId }) => caseId), dead.map(({ register }) => register)],
    );
  }

  private async compute(
    manager: EntityManager,
    grounds: Grounds,
    keys: ReadonlyMap<string, CaseKey & { cause: string }>,
  ): Promise<void> {
    const histories = await this.events.readHistories([...keys.values()], (source) => grounds.registerOf(source));
    const packages = [...keys].filter(([id]) => mayHaveParts(histories.get(id)?.events ?? [])).map(([, key]) => key);
    const parts = await this.parts.readParts(packages);
    const matters = new Map<string, StoredMatter>();
    const gone: CaseKey[] = [];
    for (const [id, { register, caseId }] of keys) {
      const history = histories.get(id);
      if (!history) gone.push({ register, caseId });
      else {
        matters.set(id, {
          register,
          caseId,
          source: history.source,
          assessed: assess(grounds, caseId, history.events, partsOf(history.events, parts.get(id))),
        });
      }
    }
    const [next] = z
      .array(z.object({ version: z.coerce.number() }))
      .parse(await manager.query("SELECT nextval('matter_version') AS version"));
    const version = next?.version ?? 0;
    // the package of a withdrawn part must be recomputed
    const orphanedPackages = await this.parts.parentsOf(
      [...keys].filter(([id]) => (matters.get(id)?.assessed.matter.accepted ?? null) === null).map(([, key]) => key),
    );
    await this.table.write([...matters.values()], gone, version);

    const before = await this.clocks.dueOf(manager, [...keys.keys()]);
    const open = [...matters].filter(
      ([, { assessed }]) => assessed.matter.closedAt === null || assessed.matter.accepted === null,
    );
    const isOpen = new Set(open.map(([id]) => id));
    const over = [...keys.keys()].filter((id) => before.has(id) && !isOpen.has(id));
    await this.clocks.write(
      manager,
      open.map(([, matter]) => matter),
      over,
      version,
      grounds.parts.calendars.revision,
    );
    await noteRatings(manager, matters.values());
    await this.markPackages(manager, matters, keys, orphanedPackages);
    await this.logChanges(manager, grounds, keys, before, matters);
    await this.cards.revise(
      manager,
      [...keys.values()].map(({ caseId }) => caseId),
      [...keys.keys()].map((id): SlaStatus => slaStatusOf(id, matters.get(id)?.assessed)),
      { registerOf: (source) => grounds.registerOf(source), wallNow: grounds.parts.wallNow },
    );
  }

  /** Marks the packages of computed parts, because their clocks may change. */
  private async markPackages(
    manager: EntityManager,
    matters: ReadonlyMap<string, StoredMatter>,
    keys: ReadonlyMap<string, CaseKey>,
    orphanedPackages: readonly (CaseKey & { source: string })[],
  ): Promise<void> {
    const parents = new Map(
      orphanedPackages.map((key): [string, [source: string, caseId: string, register: string]] => [
        matterId(key),
        [key.source, key.caseId, key.register],
      ]),
    );
    for (const [
      id,
      {
        source,
        assessed: {
          matter: { accepted },
        },
      },
    ] of matters) {
      const register = keys.get(id)?.register;
      if (register === undefined || accepted?.parentId === undefined) continue;
      if (accepted.packageId === undefined && accepted.kind !== 'case') continue;
      const parent = { register, caseId: accepted.parentId };
      parents.set(matterId(parent), [source, parent.caseId, register]);
    }
    if (parents.size === 0) return;
    const rows = [...parents.values()];
    await manager.query(
      "INSERT INTO matter_dirty (source, case_id, cause, register) SELECT s, c, 'part', r FROM unnest($1::text[], $2::text[], $3::text[]) AS t (s, c, r)",
      [rows.map(([source]) => source), rows.map(([, caseId]) => caseId), rows.map(([, , register]) => register)],
    );
  }

  private async logChanges(
    manager: EntityManager,
    grounds: Grounds,
    keys: ReadonlyMap<string, { cause: string }>,
    before: ReadonlyMap<string, number | null>,
    matters: ReadonlyMap<string, StoredMatter>,
  ): Promise<void> {
    const rows = [...before].flatMap(([id, from]) => {
      if (!matters.has(id)) return [];
      const due = matters.get(id)?.assessed.reading?.dueAt;
      const to = due === undefined ? null : Math.round(due);
      // an open pause moves the due time constantly, which is not logged
      return to === from || matters.get(id)?.assessed.reading?.paused === true
        ? []
        : [
            {
              matter_id: id,
              cause: keys.get(id)?.cause ?? 'event',
              from_due: iso(from),
              to_due: iso(to),
              calendar_revision: grounds.parts.calendars.revision,
            },
          ];
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

export function assess(
  grounds: Grounds,
  caseId: string,
  events: readonly MatterEvent[],
  parts?: readonly MatterPart[],
): Assessed {
  const accepted = events.find((event) => event.type === 'hall.case.accepted');
  const halls = hallsOf(events);
  const item =
    accepted?.type !== 'hall.case.accepted' || accepted.data.item === undefined
      ? null
      : grounds.itemAt(accepted.data.item, accepted.time, halls[0] ?? null);
  return grounds.assess(
    foldMatter(
      caseId,
      events,
      (item?.value.stages ?? []).map((stage) => stage.code),
    ),
    halls,
    parts,
  );
}

/** The handling hall first, then the accepting hall, then any other. */
function hallsOf(events: readonly MatterEvent[]): string[] {
  const ordered = [...events].sort((a, b) => a.time - b.time || (a.identity < b.identity ? -1 : 1));
  const own = ordered.flatMap((event) => event.data.hallId ?? []);
  const accepting = ordered.flatMap((event) =>
    event.type === 'hall.case.accepted' ? (event.data.acceptingHallId ?? []) : [],
  );
  return [...new Set([...own, ...accepting])];
}

const round = (time: number | null | undefined): number | null =>
  time === null || time === undefined ? null : Math.round(time);

export function slaStatusOf(id: string, assessed: Assessed | undefined): SlaStatus {
  return {
    id,
    dueAt: round(assessed?.reading?.dueAt),
    yellowAt: round(assessed?.reading?.yellowAt),
    unattendedAt: round(assessed?.unattendedAt),
    closedAt: assessed?.matter.closedAt ?? null,
    officerId: assessed?.officerId ?? null,
    unit: assessed?.matter.unit ?? null,
    earlier: (assessed?.earlier ?? []).map(({ dueAt, yellowAt, closedAt }) => ({
      dueAt: round(dueAt),
      yellowAt: round(yellowAt),
      closedAt,
    })),
    stages: (assessed?.stages ?? []).map(({ name, to, officerId, unit, reading }) => ({
      name,
      leftAt: to,
      officerId,
      unit,
      dueAt: round(reading?.dueAt),
      yellowAt: round(reading?.yellowAt),
    })),
  };
}
