import { namesWho, type Caller, type MatterActKind } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** A notification caused by an act: a new assignment, an urge, a mention in a comment or a bad rating. */
export const ActToTell = z.object({
  act: z.enum(['assign', 'urge', 'mention', 'rated']),
  matterId: z.string(),
  caseId: z.string(),
  /** null without a title; absent in rows from before titles were stored */
  title: z.string().nullish(),
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  /** names of the mentioned people, as rosters use them */
  mentions: z.array(z.string()),
});
export type ActToTell = z.infer<typeof ActToTell>;

interface Act {
  readonly act: MatterActKind;
  readonly mentions?: readonly string[] | undefined;
}

/** Null if nobody is to be notified; people are not notified of their own acts. */
export function toTellOf(
  { act, mentions = [] }: Act,
  matter: Omit<ActToTell, 'act' | 'mentions'>,
  caller: Pick<Caller, 'name' | 'officerId'>,
): ActToTell | null {
  const others = mentions.filter((name) => name !== caller.name);
  if (others.length > 0 && act === 'comment') return { ...matter, act: 'mention', mentions: others };
  const kind = act === 'urge' ? 'urge' : namesWho(act) ? 'assign' : null;
  if (kind === null || (matter.unit === null && matter.officerId === null)) return null;
  if (matter.officerId !== null && matter.officerId === caller.officerId) return null;
  return { ...matter, act: kind, mentions: [] };
}

const Row = z.object({ identity: z.string(), toTell: ActToTell });
export type UntoldAct = z.infer<typeof Row>;

const FIND = `
  SELECT identity, to_tell AS "toTell" FROM matter_act WHERE to_tell IS NOT NULL ORDER BY at, identity LIMIT $1 FOR UPDATE SKIP LOCKED`;
const FIND_RATED = `
  SELECT case_id AS identity, to_tell AS "toTell" FROM bad_rating WHERE to_tell IS NOT NULL ORDER BY at, case_id LIMIT $1 FOR UPDATE SKIP LOCKED`;
const TOLD_RATED = 'UPDATE bad_rating SET to_tell = NULL WHERE case_id = ANY($1)';
const TOLD = 'UPDATE matter_act SET to_tell = NULL WHERE identity = ANY($1)';

/** Acts and bad ratings without notification yet, locked for the caller's transaction. */
export async function untoldActs(manager: EntityManager, limit: number): Promise<UntoldAct[]> {
  const acts = z.array(Row).parse(await manager.query(FIND, [limit]));
  return [...acts, ...z.array(Row).parse(await manager.query(FIND_RATED, [limit - acts.length]))];
}

export const noteActsTold = async (manager: EntityManager, acts: readonly UntoldAct[]): Promise<void> => {
  const names = acts.map(({ identity }) => identity);
  await manager.query(TOLD, [names]);
  await manager.query(TOLD_RATED, [names]);
};
