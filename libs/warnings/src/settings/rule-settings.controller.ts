import { Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, RuleChange, RuleRecord, RuleVersion, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { PAGE, RunningNumber, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { countedHalls } from '../counted-halls';
import { WarningStore } from '../warning-store';
import { RuleSettingsStore } from './rule-settings';

const RuleParam = z.object({ rule: z.string().min(1).max(64) });
const OfHall = z.object({ hall: Code.optional() });
const HistoryQuery = z.object({ ...PAGE });

/** The warning rules as people set them. */
@Controller('v1/rules')
@Allow('administrator', 'manager')
@SelfAudited()
@ApiTags('warnings')
export class RuleSettingsController {
  constructor(
    private readonly settings: RuleSettingsStore,
    private readonly warnings: WarningStore,
    private readonly organisation: OrganisationService,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'The warning rules, what holds of each where, and which place says so' })
  @ZodAnswer(page(RuleRecord))
  async list(
    @ZodQuery(OfHall) { hall }: z.infer<typeof OfHall>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: RuleRecord[]; next: null }> {
    const all = (await this.organisation.latest())?.halls ?? [];
    const live = await this.warnings.countLive(countedHalls(all, hall, caller));
    return { items: await this.settings.list(caller, hall, live), next: null };
  }

  @Put(':rule')
  @ApiOperation({
    summary: 'What a rule is told at one place, anew; warnings that have fired go on by what fired them',
  })
  @ZodAnswer(RuleVersion)
  change(
    @ZodParam(RuleParam) { rule }: z.infer<typeof RuleParam>,
    @ZodBody(RuleChange) change: RuleChange,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<RuleVersion> {
    return this.settings.change(rule, change, caller, actor);
  }

  @Get(':rule/history')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Every version of what a rule was told, the latest first' })
  @ZodAnswer(page(RuleVersion))
  async history(
    @ZodParam(RuleParam) { rule }: z.infer<typeof RuleParam>,
    @ZodQuery(HistoryQuery) { limit, cursor }: z.infer<typeof HistoryQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: RuleVersion[]; next: string | null }> {
    const after = readCursor(cursor, RunningNumber);
    const rows = await this.settings.history(rule, caller, after, limit + 1);
    return pageOf(rows, limit, ({ revision }) => [String(revision)]);
  }
}
