import { ApplicantsInHall, Code, InHallAsked, MyVisitor, VisitorMatters, page, type Caller } from '@cockpit/contracts';
import { Allow, BoundToUnits, CurrentActor, CurrentCaller, SelfAudited, type Actor } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Visitors } from './visitors';

const OfHall = z.object({ hall: Code });

/** Links queue and case: visitors in a hall with open matters. Never shown on a wall. */
@Controller('v1')
@ApiTags('matters')
@SelfAudited()
export class VisitorsController {
  constructor(private readonly visitors: Visitors) {}

  @Get('me/visitor')
  @Allow('administrator', 'manager', 'supervisor', 'officer')
  @ApiOperation({ summary: 'What is open of whoever is called to, or served at, the window of the calling officer' })
  @ZodAnswer(MyVisitor)
  async mine(@CurrentCaller() caller: Caller, @CurrentActor() actor: Actor): Promise<MyVisitor> {
    return { visitor: await this.visitors.atWindowOf(caller, actor) };
  }

  @Get('halls/:hall/visitors')
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Visitors in the hall now who have matters open that the caller may see' })
  @ZodAnswer(page(VisitorMatters))
  async inHall(
    @ZodParam(OfHall) { hall }: z.infer<typeof OfHall>,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: VisitorMatters[]; next: null }> {
    return { items: await this.visitors.inHall(hall, caller, actor), next: null };
  }

  @Post('matters/in-hall')
  @BoundToUnits()
  @Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
  @ApiOperation({ summary: 'Of which of up to 200 open matters the applicant is in a hall now' })
  @ZodAnswer(ApplicantsInHall)
  applicants(
    @ZodBody(InHallAsked) { ids }: InHallAsked,
    @CurrentCaller() caller: Caller,
    @CurrentActor() actor: Actor,
  ): Promise<ApplicantsInHall> {
    return this.visitors.applicantsIn(ids, caller, actor);
  }
}
