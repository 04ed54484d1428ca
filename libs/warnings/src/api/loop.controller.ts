import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, Day, LoopPart, LoopWarning, page, type Caller } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { Allow, CurrentCaller } from '@cockpit/access';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { Cursor, InstantAndId, ZodAnswer, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { loopList, type LoopFact } from '../loop/loop-facts';
import { WarningRow, toWarning } from '../warning.entity';
import { countedHalls } from '../counted-halls';

const DAY_MS = 86_400_000;
const Query = z.object({
  hall: Code.optional(),
  /** hall days on which it fired */
  from: Day,
  to: Day,
  part: LoopPart.default('all'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor,
});
const After = InstantAndId.transform(([at, id]) => ({ at: new Date(at), id }));

/** The warnings behind the figures of the loop. */
@Controller('v1/loop')
@ApiTags('warnings')
export class LoopController {
  constructor(
    private readonly postgres: DataSource,
    private readonly hallClock: HallClock,
    private readonly organisation: OrganisationService,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Warnings that fired, with when somebody knew, answered and acted, and how each ended' })
  @ZodAnswer(page(LoopWarning))
  async list(
    @ZodQuery(Query) query: z.infer<typeof Query>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: LoopWarning[]; next: string | null }> {
    const { hall, from, to, part, limit, cursor } = query;
    const halls = countedHalls((await this.organisation.latest())?.halls ?? [], hall, caller);
    // whatever the zones of the halls; which day it was there is asked of each
    const between = [new Date(Date.parse(from) - DAY_MS), new Date(Date.parse(to) + 2 * DAY_MS)] as const;
    const after = readCursor(cursor, After);
    const found = await loopList(this.postgres, { halls, between, part, after, limit: limit + 1 });
    const { items, next } = pageOf(found, limit, ({ firedAt, id }) => [firedAt.toISOString(), id]);
    return { items: await this.within(items, from, to), next };
  }

  private async within(facts: readonly LoopFact[], from: string, to: string): Promise<LoopWarning[]> {
    const ids = facts.map(({ id }) => id);
    const rows = new Map((await this.postgres.manager.findBy(WarningRow, { id: In(ids) })).map((row) => [row.id, row]));
    const zones = new Map<string, string>();
    for (const hall of new Set(facts.map((fact) => fact.hall))) zones.set(hall, await this.hallClock.zone(hall));
    return facts.flatMap((fact) => {
      const [row, timeZone] = [rows.get(fact.id), zones.get(fact.hall) ?? ''];
      const day = hallDay(fact.firedAt.getTime(), timeZone);
      if (row === undefined || day < from || day > to) return [];
      const { noticedAt, acknowledgedAt, actedAt } = fact;
      return [{ ...toWarning(row), ...written({ noticedAt, acknowledgedAt, actedAt }), timeZone }];
    });
  }
}

type Instants = Pick<LoopFact, 'noticedAt' | 'acknowledgedAt' | 'actedAt'>;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const written = ({ noticedAt, acknowledgedAt, actedAt }: Instants) => ({
  noticedAt: iso(noticedAt),
  acknowledgedAt: iso(acknowledgedAt),
  actedAt: iso(actedAt),
});
