import { MatterKind, type VisitorMatters } from '@cockpit/contracts';
import { addDays, hallDay, hallDayEnd } from '@cockpit/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Sight } from '../api/scope';
import type { Grounds } from '../grounds/grounds';
import type { PresentVisit } from './present';

const COLUMNS = `id, case_id AS "caseId", kind, item, hall, halls, unit, officer_id AS "officerId", applicant_ref AS ref, due_at AS "dueAt", paused, awaits_supplement AS "awaitsSupplement"`;
const OF_PEOPLE = `SELECT ${COLUMNS} FROM matter_clock WHERE applicant_ref = ANY($1) ORDER BY due_at NULLS LAST, id`;
const OF_MATTERS = `SELECT id, applicant_ref AS ref FROM matter_clock WHERE id = ANY($1) AND applicant_ref IS NOT NULL
  AND ($2::boolean OR halls && $3::text[] OR unit = ANY($4::text[]) OR officer_id = $5)`;

const Open = z.object({
  id: z.string(),
  caseId: z.string(),
  kind: MatterKind,
  item: z.string().nullable(),
  hall: z.string().nullable(),
  halls: z.array(z.string()),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  ref: z.string(),
  dueAt: z.date().nullable(),
  paused: z.boolean(),
  awaitsSupplement: z.boolean(),
});
export type OpenMatterOf = z.infer<typeof Open>;
const Whose = z.object({ id: z.string(), ref: z.string() });

/** Open matters of people by pseudonym, earliest due first. */
export const openOf = async (postgres: DataSource, refs: readonly string[]): Promise<OpenMatterOf[]> =>
  refs.length === 0 ? [] : z.array(Open).parse(await postgres.query(OF_PEOPLE, [[...refs]]));

/** Applicants of visible open matters, by matter id. */
export async function applicantsOf(
  postgres: DataSource,
  ids: readonly string[],
  sight: Sight | null,
): Promise<Map<string, string>> {
  const { halls = [], units = [], officer = null } = sight ?? {};
  const rows: unknown = await postgres.query(OF_MATTERS, [[...ids], sight === null, halls, units, officer]);
  return new Map(
    z
      .array(Whose)
      .parse(rows)
      .map(({ id, ref }) => [id, ref]),
  );
}

export const sees = (sight: Sight | null, matter: OpenMatterOf): boolean =>
  sight === null ||
  sight.halls?.some((hall) => matter.halls.includes(hall)) === true ||
  (matter.unit !== null && sight.units?.includes(matter.unit) === true) ||
  (matter.officerId !== null && sight.officer === matter.officerId);

/** Summary of a visitor's open matters, by the clock of each matter's hall; null without any. */
export function visitorMatters(
  { ref: _ref, onDay: _day, ...visit }: PresentVisit,
  counted: readonly OpenMatterOf[],
  shown: readonly OpenMatterOf[],
  grounds: Grounds,
): VisitorMatters | null {
  if (counted.length === 0) return null;
  const running = counted.flatMap(({ dueAt, paused, hall }) => {
    if (dueAt === null || paused) return [];
    const now = grounds.nowOf(hall);
    const { timeZone } = grounds.officeOf(hall);
    const soon = hallDayEnd(addDays(hallDay(now, timeZone), 1), timeZone);
    return [{ at: dueAt.getTime(), isLate: dueAt.getTime() < now, isSoon: dueAt.getTime() < soon }];
  });
  const ahead = running.filter(({ isLate }) => !isLate).map(({ at }) => at);
  return {
    ...visit,
    open: counted.length,
    overdue: running.length - ahead.length,
    dueSoon: running.filter(({ isLate, isSoon }) => isSoon && !isLate).length,
    supplements: counted.filter(({ awaitsSupplement }) => awaitsSupplement).length,
    nextDueAt: ahead.length === 0 ? null : new Date(Math.min(...ahead)).toISOString(),
    matters: shown.map(({ id, caseId, kind, item, dueAt, awaitsSupplement }) => ({
      id,
      caseId,
      kind,
      item,
      awaitsSupplement,
      dueAt: dueAt?.toISOString() ?? null,
    })),
  };
}
