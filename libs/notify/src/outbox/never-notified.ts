import type { Severity } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

export interface Notifiable {
  readonly subject: string;
  readonly hall: string;
  readonly level: Severity;
}

/** Selects the same channels as recipientsOf. */
const FIND = `
  SELECT t.subject FROM unnest($1::text[], $2::text[], $3::text[]) AS t (subject, hall, level)
  WHERE NOT EXISTS (SELECT 1 FROM notify_outbox o WHERE o.subject = t.subject)
    AND EXISTS (SELECT 1 FROM notify_channel c
      WHERE c.enabled AND c.removed_at IS NULL AND c.standing AND t.level = ANY(c.levels) AND (c.halls IS NULL OR t.hall = ANY(c.halls)))`;
const Found = z.array(z.object({ subject: z.string() }));

/** The subjects without any message although a channel wants their level and hall. */
export async function neverNotified(manager: EntityManager, candidates: readonly Notifiable[]): Promise<Set<string>> {
  if (candidates.length === 0) return new Set();
  const columns = [
    candidates.map((candidate) => candidate.subject),
    candidates.map((one) => one.hall),
    candidates.map((one) => one.level),
  ];
  return new Set(Found.parse(await manager.query(FIND, columns)).map(({ subject }) => subject));
}
