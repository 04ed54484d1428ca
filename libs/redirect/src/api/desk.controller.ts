import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Code,
  DeskChange,
  NeighbourHall,
  OwnPrompt,
  Prompt,
  StuckTicket,
  WhatIfAnswer,
  page,
  type Caller,
} from '@cockpit/contracts';
import { DEFAULT_PARAMS, otherHallViews, stuckTickets } from '@cockpit/domain';
import { Allow, CurrentCaller } from '@cockpit/access';
import { HallStates, LiveSnapshots, Neighbours } from '@cockpit/live';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { OwnPrompts } from '../desk/own-prompts';
import { WhatIf } from '../desk/what-if';

const HallParam = z.object({ hall: Code });
const WhatIfBody = z.strictObject({ change: DeskChange });

type HallParam = z.infer<typeof HallParam>;
type WhatIfBody = z.infer<typeof WhatIfBody>;

const ms = (minutes: number): number => Math.round(minutes * 60);

/** What a supervisor asks before acting, and does of their own. */
@Controller('v1/halls/:hall')
@ApiTags('desk')
export class DeskController {
  constructor(
    private readonly whatIfs: WhatIf,
    private readonly own: OwnPrompts,
    private readonly states: HallStates,
    private readonly neighbours: Neighbours,
    private readonly snapshots: LiveSnapshots,
  ) {}

  @Post('what-if')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Predicted waits with and without a change; changes nothing' })
  @ZodAnswer(WhatIfAnswer)
  whatIf(@ZodParam(HallParam) { hall }: HallParam, @ZodBody(WhatIfBody) { change }: WhatIfBody): Promise<WhatIfAnswer> {
    return this.whatIfs.ask(hall, change);
  }

  @Post('prompts')
  @HttpCode(201)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({
    summary: "A supervisor's own measure, accepted at once; or the one done instead of a proposed prompt",
  })
  @ZodAnswer(Prompt, { status: 201 })
  make(
    @ZodParam(HallParam) { hall }: HallParam,
    @ZodBody(OwnPrompt) own: OwnPrompt,
    @CurrentCaller() caller: Caller,
  ): Promise<Prompt> {
    return this.own.make(hall, caller, own);
  }

  @Get('neighbours')
  @ApiOperation({ summary: 'Halls within a quarter of an hour: waiting here beside going there' })
  @ZodAnswer(page(NeighbourHall))
  async near(@ZodParam(HallParam) { hall }: HallParam): Promise<{ items: NeighbourHall[]; next: null }> {
    const [{ state }, here, around] = await Promise.all([
      this.states.get(hall),
      this.snapshots.get(hall, Date.now()),
      this.neighbours.find(hall, DEFAULT_PARAMS.circleMin),
    ]);
    const items = otherHallViews(state.config, Date.parse(here.now), around).map(
      ({ code, name, travelMin, waitP50Min, waitP80Min }) => ({
        code,
        name,
        travelMin,
        queues: here.queues.flatMap((queue) => {
          const [p50, p80] = [waitP50Min.get(queue.code), waitP80Min.get(queue.code)];
          if (p50 === undefined || p80 === undefined) return [];
          const { predictedP50Sec: hereP50Sec, predictedP80Sec: hereP80Sec } = queue;
          const soonerMin = hereP50Sec === null ? null : Math.round((hereP50Sec / 60 - travelMin - p50) * 10) / 10;
          return [
            {
              code: queue.code,
              name: queue.name,
              hereP50Sec,
              hereP80Sec,
              thereP50Sec: ms(p50),
              thereP80Sec: ms(p80),
              soonerMin,
            },
          ];
        }),
      }),
    );
    return { items, next: null };
  }

  @Get('stuck')
  @ApiOperation({ summary: 'Tickets called or under service far too long and never ended' })
  @ZodAnswer(page(StuckTicket))
  async stuck(@ZodParam(HallParam) { hall }: HallParam): Promise<{ items: StuckTicket[]; next: null }> {
    const { state } = await this.states.get(hall);
    return {
      items: stuckTickets(state).map((one) => ({
        ...one,
        since: new Date(one.since).toISOString(),
        forMin: Math.round(one.forMin),
      })),
      next: null,
    };
  }
}
