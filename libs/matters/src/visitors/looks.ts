import { AuditLog, type Actor } from '@cockpit/access';
import type { AuditAction } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';

const SEEN = `SELECT target, after->>'hall' AS hall, after->>'ticketId' AS "ticketId" FROM audit_entry
  WHERE target = ANY($1) AND actor_id = $2 AND action = $3`;

const About = z.object({ target: z.string(), hall: z.string().nullable(), ticketId: z.string().nullable() });
export interface Look {
  readonly target: string;
  readonly after: { readonly hall: string; readonly ticketId: string };
}
const nameOf = ({ target, hall, ticketId }: z.infer<typeof About>): string => JSON.stringify([target, hall, ticketId]);

/** Who was shown that a visitor and a matter are one person's: once for each person, visit and matter, however often a page asks. */
@Injectable()
export class Looks {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** To be waited for before anything is answered: what cannot be written down is not shown. */
  async note(action: AuditAction, looks: readonly Look[], actor: Actor): Promise<void> {
    if (looks.length === 0) return;
    const rows: unknown = await this.postgres.query(SEEN, [looks.map(({ target }) => target), actor.id, action]);
    const seen = new Set(z.array(About).parse(rows).map(nameOf));
    for (const { target, after } of looks)
      if (!seen.has(nameOf({ target, ...after }))) await this.audit.record({ actor, action, target, after });
  }
}
