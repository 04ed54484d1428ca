import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Code,
  HallPlan,
  Instant,
  MyPlanAsk,
  PlanAnswer,
  Day,
  PlanChange,
  PlanEffectAnswer,
  PlanIssue,
  PlanGuides,
  PlanOrders,
  PlanTrial,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam, ZodQuery } from '@cockpit/platform';
import { z } from 'zod';
import { PlanAnswers } from '../plan/plan-answers';
import { PlanDesk } from '../plan/plan-desk';
import { PlanEffects } from '../plan/plan-effects';
import { Plans } from '../plan/plans';

const HallParam = z.object({ hall: Code });
/** `at=now`, or any time: a plan for the rest of the day from now on; without it the plan made last. */
const PlanQuery = z.object({ at: z.union([z.literal('now'), Instant]).optional() });

type HallParam = z.infer<typeof HallParam>;
/** Without a day the one the hall is on. */
const EffectQuery = z.object({ day: Day.optional() });

type PlanQuery = z.infer<typeof PlanQuery>;
type PlanIssue = z.infer<typeof PlanIssue>;

/** The plan of the day: read, changed by hand, put in force, told to the windows. */
@Controller('v1/halls/:hall/plan')
@ApiTags('desk')
export class PlanController {
  constructor(
    private readonly plans: Plans,
    private readonly desk: PlanDesk,
    private readonly answers: PlanAnswers,
    private readonly effects: PlanEffects,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'The plan of the day, or with at=now of the rest of it, and what it is worth by itself' })
  @ZodAnswer(HallPlan)
  plan(@ZodParam(HallParam) { hall }: HallParam, @ZodQuery(PlanQuery) { at }: PlanQuery): Promise<HallPlan> {
    return this.plans.get(hall, at !== undefined);
  }

  @Get('effect')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary:
      'What the plan of a day that was adopted and sent did, by what the windows did, beside what was expected of it',
  })
  @ZodAnswer(PlanEffectAnswer)
  async effect(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodQuery(EffectQuery) { day }: z.infer<typeof EffectQuery>,
  ): Promise<PlanEffectAnswer> {
    return this.effects.of(hall, day);
  }

  @Get('orders')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary: 'What the plan that was sent orders of each window, with times and answers, for systems that carry it out',
  })
  @ZodAnswer(PlanOrders)
  orders(@ZodParam(HallParam) { hall }: HallParam): Promise<PlanOrders> {
    return this.answers.ordersOf(hall);
  }

  @Get('guides')
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Which items the plan that was sent lets be guided to terminals, and when' })
  @ZodAnswer(PlanGuides)
  guides(@ZodParam(HallParam) { hall }: HallParam): Promise<PlanGuides> {
    return this.answers.guidesOf(hall);
  }

  @Post('trial')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'What the plan would be, and be worth, with absences at other times; changes nothing' })
  @ZodAnswer(PlanTrial)
  trial(@ZodParam(HallParam) { hall }: HallParam, @ZodBody(PlanChange) change: PlanChange): Promise<PlanTrial> {
    return this.desk.trial(hall, change);
  }

  @Post('adopt')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Decides that the hall works by the plan made last, with or without changes' })
  @ZodAnswer(HallPlan)
  async adopt(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(PlanChange) change: PlanChange,
    @CurrentCaller() caller: Caller,
  ): Promise<HallPlan> {
    return this.plans.told(await this.desk.adopt(hall, change, caller.name));
  }

  @Post('refuse')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Refuses a plan of the rest of the day that was made anew; the one in force goes on' })
  @ZodAnswer(HallPlan)
  async refuse(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(PlanIssue) { madeAt }: PlanIssue,
    @CurrentCaller() caller: Caller,
  ): Promise<HallPlan> {
    return this.plans.told(await this.desk.refuse(hall, madeAt, caller.name));
  }

  @Post('issue')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Tells the adopted plan to officers and to the channels of the hall' })
  @ZodAnswer(HallPlan)
  async issue(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(PlanIssue) { madeAt }: PlanIssue,
    @CurrentCaller() caller: Caller,
  ): Promise<HallPlan> {
    return this.plans.told(await this.desk.issue(hall, madeAt, caller.name));
  }

  @Post('answer')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'officer')
  @ApiOperation({
    summary: 'What a window says to the plan that moved its breaks: received, or it cannot be done and why',
  })
  @ZodAnswer(HallPlan)
  async answer(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(PlanAnswer) answer: PlanAnswer,
    @CurrentCaller() caller: Caller,
  ): Promise<HallPlan> {
    return this.plans.told(await this.answers.answer(hall, answer, caller));
  }
}

/** What plans of the day ask of whoever is signed in. */
@Controller('v1/me/plan')
@ApiTags('desk')
export class MyPlanController {
  constructor(private readonly answers: PlanAnswers) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'officer')
  @ApiOperation({ summary: 'Breaks of the caller’s window that the plan of the day moved, to be confirmed' })
  @ZodAnswer(page(MyPlanAsk))
  async mine(@CurrentCaller() caller: Caller): Promise<{ items: MyPlanAsk[]; next: null }> {
    return { items: await this.answers.list(caller), next: null };
  }
}
