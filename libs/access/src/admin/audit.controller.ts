import { AuditEntry, page } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { AuditLog } from '../audit';
import { Allow } from '../guard/decorators';

const Query = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  target: z.string().max(300).optional(),
});

@Controller('v1/audit')
@Allow('administrator')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get()
  @ZodAnswer(page(AuditEntry))
  async list(@ZodQuery(Query) query: z.infer<typeof Query>): Promise<{ items: AuditEntry[]; next: string | null }> {
    const items = await this.audit.list(query);
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.id ?? null) };
  }
}
