import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  BackTestDay,
  BackTestPair,
  BackTestWanted,
  Code,
  Day,
  LoadForecast,
  LoadForecasts,
  MOST_NEXT_DAYS,
  NewSilence,
  Silence,
  StaffAhead,
  WarningRule,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentCaller, OnTheWall } from '@cockpit/access';
import { HallStates, LiveSnapshots } from '@cockpit/live';
import { isServed, OrganisationService } from '@cockpit/organisation';
import { InstantAndUuid, PAGE, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { BackTests } from '../back-test/back-tests';
import { DaysAhead } from '../forecast/days-ahead';
import { loadForecast } from '../forecast/load-forecast';
import { RULES_IN_FORCE } from '../rules/catalogue';
import { RuleSettingsStore } from '../settings/rule-settings';
import { Silences } from '../silence/silences';
import { WarningStore } from '../warning-store';
import { countedHalls } from '../counted-halls';

const HallParam = z.object({ hall: Code });
const SilenceParam = z.object({ id: z.uuid() });
const OfHall = z.object({ hall: Code.optional() });
const SilenceQuery = OfHall.extend({ ...PAGE });
const After = InstantAndUuid.transform(([until, id]) => ({ until: new Date(until), id }));
const TestQuery = z.object({ rule: z.string().max(64), day: Day });
/** A day ahead, or the `next` on which the hall opens; without it the hall's own day with who waits now. */
const LoadQuery = z.object({ day: z.union([z.literal('next'), Day]).optional() });
const DayList = z.object({ days: z.array(Day) });

/** What is expected of the day, the rules that watch it, what they would have done, and who asked them to be quiet. */
@Controller('v1')
@ApiTags('warnings')
export class RulesController {
  constructor(
    private readonly store: WarningStore,
    private readonly silences: Silences,
    private readonly tests: BackTests,
    private readonly settings: RuleSettingsStore,
    private readonly states: HallStates,
    private readonly snapshots: LiveSnapshots,
    private readonly daysAhead: DaysAhead,
    private readonly organisation: OrganisationService,
  ) {}

  @Get('halls/:hall/load-forecast')
  @OnTheWall()
  @ApiOperation({ summary: 'Expected work of the hall day beside who is rostered to do it, by queue and half hour' })
  @ZodAnswer(LoadForecast)
  async forecast(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(LoadQuery) { day }: z.infer<typeof LoadQuery>,
  ): Promise<LoadForecast> {
    if (day !== undefined) return this.daysAhead.foretell(hall, day);
    const [{ state }, snapshot] = await Promise.all([this.states.get(hall), this.snapshots.get(hall, Date.now())]);
    return loadForecast(state, new Map(snapshot.queues.map(({ code, predictedP50Sec }) => [code, predictedP50Sec])));
  }

  @Get('halls/:hall/days-ahead')
  @ApiOperation({ summary: 'The same of each of the seven days after the day of the hall' })
  @ZodAnswer(LoadForecasts)
  async week(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<LoadForecasts> {
    return { items: await this.daysAhead.week(hall) };
  }

  @Get('next-days')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary: 'The same of the next day of every hall that serves people; nothing for more than twelve halls',
  })
  @ZodAnswer(LoadForecasts)
  async nextDays(@CurrentCaller() caller: Caller): Promise<LoadForecasts> {
    const all = (await this.organisation.latest())?.halls ?? [];
    const counted = countedHalls(all, undefined, caller);
    const served = new Set(all.filter(isServed).map(({ code }) => code));
    // `all` is said of no organisation at all
    const asked = counted === 'all' ? [] : counted.filter((code) => served.has(code));
    return { items: asked.length > MOST_NEXT_DAYS ? [] : await this.daysAhead.nextOf(asked) };
  }

  @Get('halls/:hall/staff-ahead')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary:
      'Where the roster of the next seven days falls short of what is expected, which breaks to move, whom to ask',
  })
  @ZodAnswer(StaffAhead)
  staffAhead(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<StaffAhead> {
    return this.daysAhead.staff(hall);
  }

  @Get('warning-rules')
  @ApiOperation({ summary: 'The rules in force, with how many of each are live' })
  @ZodAnswer(page(WarningRule))
  async rules(
    @ZodQuery(OfHall) { hall }: z.infer<typeof OfHall>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: WarningRule[]; next: null }> {
    const all = (await this.organisation.latest())?.halls ?? [];
    const live = await this.store.countLive(countedHalls(all, hall, caller));
    return {
      items: RULES_IN_FORCE.map((rule) => ({ ...rule, live: live.get(rule.key) ?? 0 })),
      next: null,
    };
  }

  @Get('halls/:hall/back-test/days')
  @ApiOperation({ summary: 'Past days a rule can be run over, latest first' })
  @ZodAnswer(DayList)
  async days(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<{ days: string[] }> {
    return { days: await this.tests.days(hall) };
  }

  @Get('halls/:hall/back-test')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'What a rule would have done on one past day; ask day by day for more' })
  @ZodAnswer(BackTestDay)
  test(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodQuery(TestQuery) { rule, day }: z.infer<typeof TestQuery>,
  ): Promise<BackTestDay> {
    return this.tests.run(hall, day, rule);
  }

  @Post('halls/:hall/back-test')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary: 'The same day by what the rule is told now, and by what it would be told; nothing is saved',
  })
  @ZodAnswer(BackTestPair)
  async compare(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodBody(BackTestWanted) { rule, day, place, settings }: BackTestWanted,
  ): Promise<BackTestPair> {
    return this.tests.compare(hall, day, rule, await this.settings.toldWith(rule, { place, settings }));
  }

  @Get('silences')
  @ApiOperation({ summary: 'Silences, those that end last first' })
  @ZodAnswer(page(Silence))
  async list(
    @ZodQuery(SilenceQuery) { hall, limit, cursor }: z.infer<typeof SilenceQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Silence[]; next: string | null }> {
    const rows = await this.silences.list(caller, { hall, after: readCursor(cursor, After), limit: limit + 1 });
    return pageOf(rows, limit, ({ until, id }) => [until, id]);
  }

  @Post('silences')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Keeps a rule quiet in a hall until a time; it is still evaluated and shown' })
  @ZodAnswer(Silence, { status: 201 })
  add(@ZodBody(NewSilence) wanted: NewSilence, @CurrentCaller() caller: Caller): Promise<Silence> {
    return this.silences.add(wanted, caller);
  }

  @Post('silences/:id/end')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Ends a silence before its time' })
  @ZodAnswer(Silence)
  end(@ZodParam(SilenceParam) { id }: z.infer<typeof SilenceParam>, @CurrentCaller() caller: Caller): Promise<Silence> {
    return this.silences.end(id, caller);
  }
}
