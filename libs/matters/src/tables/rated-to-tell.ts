import type { EntityManager } from 'typeorm';
import type { Assessed } from '../grounds/grounds';
import { matterId, ratingOf, type CaseKey } from '../names';
import type { ActToTell } from './acts-to-tell';

/** Older ratings, for example imported history, cause no notification. */
const MAX_AGE_MS = 86_400_000;

/** Notifies of each bad rating once, when it is first computed: the serving officer, else the unit. */
export async function noteRatings(
  manager: EntityManager,
  matters: Iterable<CaseKey & { assessed: Assessed }>,
): Promise<void> {
  const rows = [...matters].flatMap(({ register, caseId, assessed }) =>
    ratingOf(caseId) === null ? [] : [{ caseId, toTell: toTellOf({ register, caseId }, assessed) }],
  );
  if (rows.length === 0) return;
  await manager.query(
    `UPDATE bad_rating b SET fresh = false, to_tell = nullif(t."toTell", 'null'::jsonb)
     FROM jsonb_to_recordset($1::jsonb) AS t ("caseId" text, "toTell" jsonb) WHERE b.case_id = t."caseId" AND b.fresh`,
    [JSON.stringify(rows)],
  );
}

function toTellOf(key: CaseKey, { matter, officerId, hall, now }: Assessed): ActToTell | null {
  const { accepted, closedAt, unit } = matter;
  if (accepted === null || closedAt !== null || now - accepted.at > MAX_AGE_MS) return null;
  const tags = accepted.rating?.tags ?? [];
  const title = tags.length === 0 ? null : tags.join('、');
  return { act: 'rated', matterId: matterId(key), caseId: key.caseId, title, hall, unit, officerId, mentions: [] };
}
