import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  freeText,
  CONDITIONS,
  Code,
  DismissedAs,
  Id,
  page,
  Severity,
  Warning,
  type Caller,
  type Condition,
} from '@cockpit/contracts';
import { Allow, CurrentCaller, SelfAudited } from '@cockpit/access';
import {
  Cursor,
  InstantAndId,
  ZodAnswer,
  ZodBody,
  ZodParam,
  ZodQuery,
  forbidden,
  pageOf,
  readCursor,
} from '@cockpit/platform';
import { z } from 'zod';
import { WarningStore } from '../warning-store';
import { Seats } from './seats';

const WarningId = z.object({ id: Id });
const ListQuery = z.object({
  hall: Code.optional(),
  /** one condition, `live` for what is not over, or `all` */
  state: z.enum([...CONDITIONS, 'live', 'all']).default('all'),
  rule: z.string().max(64).optional(),
  severity: Severity.optional(),
  /** `true`: those that fired at some time, `false`: those that never did */
  fired: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor,
});
const After = InstantAndId.transform(([since, id]) => ({ since: new Date(since), id }));
const ResolveBody = z.object({
  reason: freeText(500).min(1).optional(),
  /** `false-alarm`: it should not have been raised; that counts against the rule */
  dismissedAs: DismissedAs.optional(),
});

const SeenBody = z.object({ ids: z.array(Id).min(1).max(500) });
const Seen = z.object({ seen: z.int() });

type WarningId = z.infer<typeof WarningId>;
type ListQuery = z.infer<typeof ListQuery>;
type ResolveBody = z.infer<typeof ResolveBody>;

/** Warnings and the loop that closes them. */
@Controller('v1/warnings')
@ApiTags('warnings')
export class WarningsController {
  constructor(
    private readonly store: WarningStore,
    private readonly seats: Seats,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Warnings, newest first' })
  @ZodAnswer(page(Warning))
  async list(
    @ZodQuery(ListQuery) query: ListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Warning[]; next: string | null }> {
    const rows = await this.store.list({
      halls: query.hall === undefined ? caller.halls : [query.hall],
      conditions: conditionsOf(query.state),
      rule: query.rule,
      severity: query.severity,
      fired: query.fired,
      after: readCursor(query.cursor, After),
      limit: query.limit + 1,
    });
    const { items, next } = pageOf(rows, query.limit, ({ since, id }) => [since.toISOString(), id]);
    return { items: await this.store.withHolders(items), next };
  }

  @Post('seen')
  @HttpCode(200)
  @SelfAudited()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit')
  @ApiOperation({
    summary: 'A page has shown these to whoever is signed in: from the first time on they count as noticed',
  })
  @ZodAnswer(Seen)
  async seen(
    @ZodBody(SeenBody) { ids }: z.infer<typeof SeenBody>,
    @CurrentCaller() caller: Caller,
  ): Promise<z.infer<typeof Seen>> {
    return { seen: await this.store.seen(ids, caller) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A warning with its whole course' })
  @ZodAnswer(Warning)
  one(@ZodParam(WarningId) { id }: WarningId, @CurrentCaller() caller: Caller): Promise<Warning> {
    return this.store.one(id, caller);
  }

  @Post(':id/ack')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'officer')
  @ApiOperation({
    summary: 'Somebody sees to it; runs out after 15 minutes. Officers: those of the window they sit at',
  })
  @ZodAnswer(Warning)
  async acknowledge(@ZodParam(WarningId) { id }: WarningId, @CurrentCaller() caller: Caller): Promise<Warning> {
    if (caller.role === 'officer' && !(await this.seats.isOwn(caller, id)))
      throw forbidden('not-your-window', 'an officer acknowledges the warnings of their own window');
    return this.store.acknowledge(id, caller);
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Ends a warning; one whose condition still holds needs a reason and fires again' })
  @ZodAnswer(Warning)
  resolve(
    @ZodParam(WarningId) { id }: WarningId,
    @ZodBody(ResolveBody) body: ResolveBody,
    @CurrentCaller() caller: Caller,
  ): Promise<Warning> {
    return this.store.resolve(id, caller, body);
  }
}

function conditionsOf(state: ListQuery['state']): readonly Condition[] | undefined {
  if (state === 'all') return undefined;
  return state === 'live' ? CONDITIONS.filter((one) => one !== 'normal' && one !== 'resolved') : [state];
}
