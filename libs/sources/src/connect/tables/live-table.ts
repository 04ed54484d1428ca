import { Mapping, TablePlace } from '@cockpit/contracts';
import { z } from 'zod';

/** A live table as Postgres stores it; `sealed` holds its encrypted password. */
export const LiveTable = z.object({
  id: z.uuid(),
  place: TablePlace,
  sealed: z.instanceof(Buffer),
  revision: z.int(),
  source: z.string(),
  mapping: Mapping,
  everySec: z.number(),
  start: z.string().nullable(),
});
export type LiveTable = z.infer<typeof LiveTable>;
