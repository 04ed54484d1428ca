import type { Severity } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** Something that somebody may have to be told of. */
export interface Notifiable {
  readonly subject: string;
  readonly hall: string;
  readonly level: Severity;
}

/** The same channels as those of a notice; see recipientsOf. */
const FIND = `
  SELECT t.subject FROM unnest($1::text[], $2::text[], $3::text[]) AS t (subject, hall, level)
  WHERE NOT EXISTS (SELECT 1 FROM notify_outbox o WHERE o.subject = t.subject)
    AND EXISTS (SELECT 1 FROM notify_channel c
      WHERE c.enabled AND c.removed_at IS NULL AND c.standing AND t.level = ANY(c.levels) AND (c.halls IS NULL OR t.hall = ANY(c.halls)))`;
const Found = z.array(z.object({ subject: z.string() }));

/** Of these the subjects of which no message was ever written although there is a channel that wants it. */
export async function neverNotified(manager: EntityManager, of: readonly Notifiable[]): Promise<Set<string>> {
  if (of.length === 0) return new Set();
  const columns = [of.map((one) => one.subject), of.map((one) => one.hall), of.map((one) => one.level)];
  return new Set(Found.parse(await manager.query(FIND, columns)).map(({ subject }) => subject));
}
