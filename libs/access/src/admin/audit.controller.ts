import { AuditChainState, AuditEntry, Instant, page } from '@cockpit/contracts';
import { Controller, Get } from '@nestjs/common';
import { ZodAnswer, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { AuditLog } from '../audit';
import { AuditChain } from '../audit-chain/audit-chain';
import { Administers } from '../guard/decorators';

const Part = z.string().min(1).max(100).optional();
const Query = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  target: z.string().max(300).optional(),
  who: Part,
  what: Part,
  where: Part,
  from: Instant.optional(),
  to: Instant.optional(),
});

@Controller('v1/audit')
@Administers('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditLog,
    private readonly chain: AuditChain,
  ) {}

  /** Verifies the whole audit chain, which takes a second per some hundred thousand entries. */
  @Get('chain')
  @ZodAnswer(AuditChainState)
  verify(): Promise<AuditChainState> {
    return this.chain.verify();
  }

  @Get()
  @ZodAnswer(page(AuditEntry))
  async list(@ZodQuery(Query) query: z.infer<typeof Query>): Promise<{ items: AuditEntry[]; next: string | null }> {
    const items = await this.audit.list(query);
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.id ?? null) };
  }
}
