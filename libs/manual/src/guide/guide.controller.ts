import { Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Code, GuideAway, GuideView, Guided, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { LiveSnapshots, LiveStates } from '@cockpit/live';
import { CLOCK, ZodAnswer, ZodBody, ZodParam, unavailable, type Clock } from '@cockpit/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { guidePrompts, otherHalls, peopleToGuide, terminalsOf } from './guide-view';
import { Guiding } from './guiding';
import { Neighbours } from './neighbours';

const HallParam = z.object({ hall: Code });
const GuidedParam = z.object({ hall: Code, id: z.uuid() });
/** Recent guidings that the page shows for undo. */
const LAST_GUIDED = 5;

/** The guide's phone page. */
@Controller('v1/halls/:hall')
@ApiTags('guide')
export class GuideController {
  constructor(
    private readonly states: LiveStates,
    private readonly snapshots: LiveSnapshots,
    private readonly neighbours: Neighbours,
    private readonly guiding: Guiding,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('guide')
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Whom to lead where now: people, terminals, other halls, prompts' })
  @ZodAnswer(GuideView)
  async view(@ZodParam(HallParam) { hall }: z.infer<typeof HallParam>): Promise<GuideView> {
    const wallNow = this.clock.now();
    const [snapshot, state, neighbours] = await Promise.all([
      this.snapshots.get(hall, wallNow),
      this.states.get(hall),
      this.neighbours.find(hall),
    ]);
    if (state === null) throw unavailable('there is no snapshot of this hall yet', 2, 'live-not-ready');
    const guided = await this.guiding.since(hall, state.config.dayStart);
    const inForce = guided.filter(({ undone }) => !undone);
    const { people, fitting, waiting, unknownItem } = peopleToGuide(
      state,
      snapshot,
      new Set(inForce.map(({ ticketId }) => ticketId)),
    );
    const lastEventAt =
      snapshot.feeds
        .flatMap(({ lastEventAt }) => lastEventAt ?? [])
        .sort()
        .at(-1) ?? null;
    return {
      hall,
      name: snapshot.name,
      timeZone: snapshot.timeZone,
      open: snapshot.open,
      openWindows: snapshot.kpis.openWindows,
      now: snapshot.now,
      at: snapshot.at,
      silent: snapshot.feeds.every((feed) => feed.state === 'silent' || feed.state === 'never'),
      lastEventAt: lastEventAt,
      queues: snapshot.queues.map(({ code, name, waiting, longestWaitSec, predictedP50Sec, level }) => ({
        code,
        name,
        waiting,
        longestWaitSec,
        predictedP50Sec,
        level,
        fitting: fitting.get(code) ?? 0,
      })),
      prompts: guidePrompts(snapshot),
      people,
      fitting: [...fitting.values()].reduce((sum, n) => sum + n, 0),
      unknownItem,
      waiting,
      terminals: terminalsOf(state, Date.parse(snapshot.now)),
      halls: otherHalls(state, snapshot, neighbours),
      guidedToday: inForce.length,
      guided: guided.slice(0, LAST_GUIDED),
    };
  }

  @Post('guided')
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Somebody was led away to self-service or the phone app' })
  @ZodAnswer(Guided)
  guide(
    @ZodParam(HallParam) { hall }: z.infer<typeof HallParam>,
    @ZodBody(GuideAway) away: GuideAway,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<Guided> {
    return this.guiding.guide(hall, away, caller, request.id);
  }

  @Post('guided/:id/undo')
  @Allow('administrator', 'manager', 'supervisor', 'guide')
  @ApiOperation({ summary: 'Takes it back within half a minute: the ticket stands where it stood' })
  @ZodAnswer(Guided)
  undo(
    @ZodParam(GuidedParam) { hall, id }: z.infer<typeof GuidedParam>,
    @Req() request: FastifyRequest,
  ): Promise<Guided> {
    return this.guiding.undo(hall, id, request.id);
  }
}
