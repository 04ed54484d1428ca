import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, Day, LoopPart, LoopWarning, page, type Caller } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { Allow, CurrentCaller } from '@cockpit/access';
import { HallClock, OrganisationService, hallsMeant, withChildren } from '@cockpit/organisation';
import { Cursor, InstantAndId, ZodAnswer, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { DataSource, In } from 'typeorm';
import { z } from 'zod';
import { loopList, type LoopFact } from '../loop/loop-facts';
import { WarningRow, toWarning } from '../warning.entity';

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
    const halls = await this.hallsOf(hall, caller);
    // whatever the zones of the halls; which day it was there is asked of each
    const between = [new Date(Date.parse(from) - DAY_MS), new Date(Date.parse(to) + 2 * DAY_MS)] as const;
    const after = readCursor(cursor, After);
    const found = await loopList(this.postgres, { halls, between, part, after, limit: limit + 1 });
    const { items, next } = pageOf(found, limit, ({ firedAt, id }) => [firedAt.toISOString(), id]);
    return { items: await this.within(items, from, to), next };
  }

  /** The halls that the figures count, too: a department's, and no twin that is not named. */
  private async hallsOf(hall: string | undefined, caller: Caller): Promise<Caller['halls']> {
    const all = (await this.organisation.latest())?.halls ?? [];
    if (hall !== undefined) return hallsMeant(all, hall);
    if (all.length === 0) return caller.halls;
    const scope = caller.halls === 'all' ? null : withChildren(all, caller.halls);
    return all.flatMap(({ code, twinOf }) => (twinOf === undefined && (scope?.has(code) ?? true) ? [code] : []));
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
