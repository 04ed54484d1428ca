import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DeclineCode,
  Code,
  Id,
  Instant,
  PROMPT_STATES,
  Prompt,
  PromptEffect,
  Reason,
  isHeldBack,
  message,
  page,
  type Caller,
  type PromptState,
} from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { LiveSnapshots } from '@cockpit/live';
import {
  CLOCK,
  Cursor,
  InstantAndId,
  ZodAnswer,
  ZodBody,
  ZodParam,
  ZodQuery,
  forbidden,
  pageOf,
  readCursor,
  type Clock,
} from '@cockpit/platform';
import { z } from 'zod';
import { LIVE_STATES } from '../life/transitions';
import { PromptAnswers } from '../prompt-answers';
import { PromptStore } from '../prompt-store';

const PromptId = z.object({ id: Id });
const ListQuery = z.object({
  hall: Code.optional(),
  /** one state, or `live` for what is shown, accepted or under way */
  state: z.enum([...PROMPT_STATES, 'live']).optional(),
  since: Instant.optional(),
  /** decided before this hall time */
  until: Instant.optional(),
  /** only those whose effect was observed: what `minutes_saved` sums */
  effect: z.literal('observed').optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor,
});
const AnswerBody = z.object({ at: Instant.optional() });
const DeclineBody = Reason.extend({
  /** the reason as one of a choice, so that it can be read in every language and counted */
  code: DeclineCode.optional(),
  at: Instant.optional(),
});
const After = InstantAndId.transform(([decidedAt, id]) => ({ decidedAt: new Date(decidedAt), id }));

type PromptId = z.infer<typeof PromptId>;
type ListQuery = z.infer<typeof ListQuery>;
type AnswerBody = z.infer<typeof AnswerBody>;
type DeclineBody = z.infer<typeof DeclineBody>;

const dateOf = (at: string | undefined): Date | undefined => (at === undefined ? undefined : new Date(at));

/** Redirect prompts and the answers to them. */
@Controller('v1/prompts')
@ApiTags('prompts')
export class PromptsController {
  constructor(
    private readonly store: PromptStore,
    private readonly answers: PromptAnswers,
    private readonly snapshots: LiveSnapshots,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer', 'unit', 'screen', 'source')
  @ApiOperation({
    summary: 'Prompts, newest first; a source key reads the accepted ones of its halls (state=accepted)',
  })
  @ZodAnswer(page(Prompt))
  async list(
    @ZodQuery(ListQuery) query: ListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Prompt[]; next: string | null }> {
    const source = caller.role === 'source';
    if (source && query.state !== 'accepted')
      throw forbidden('accepted-only', 'a source key reads accepted prompts: ask with state=accepted');
    const rows = await this.store.list({
      halls: query.hall === undefined ? caller.halls : [query.hall],
      states: statesOf(query.state),
      since: dateOf(query.since),
      until: dateOf(query.until),
      observed: query.effect === 'observed',
      after: readCursor(query.cursor, After),
      limit: query.limit + 1,
    });
    const { items, next } = pageOf(rows, query.limit, ({ decidedAt, id }) => [decidedAt.toISOString(), id]);
    const kept = await this.store.shown(items);
    const shown = query.state === 'shown' || query.state === 'live' ? await this.asOnTheWall(kept) : kept;
    return { items: source ? shown.map(withoutPeople) : shown, next };
  }

  /** Without those that wait for an answer and that the hall itself speaks against by now: they are withdrawn within the minute. */
  private async asOnTheWall(prompts: readonly Prompt[]): Promise<Prompt[]> {
    const halls = [...new Set(prompts.flatMap(({ state, hall }) => (state === 'shown' ? [hall] : [])))];
    const walls = await this.snapshots.glance(halls, this.clock.now());
    return prompts.filter((prompt) => {
      const wall = walls.get(prompt.hall);
      return wall === undefined || !isHeldBack(prompt, wall);
    });
  }

  @Get(':id/effect')
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({
    summary: 'What a prompt that is over did, and the waits its effect stands on; 404 while it is not judged',
  })
  @ZodAnswer(PromptEffect)
  async effect(@ZodParam(PromptId) { id }: PromptId, @CurrentCaller() caller: Caller): Promise<PromptEffect> {
    return this.store.effect(id, caller.halls);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'The hall will do it' })
  @ZodAnswer(Prompt)
  accept(
    @ZodParam(PromptId) { id }: PromptId,
    @ZodBody(AnswerBody) { at }: AnswerBody,
    @CurrentCaller() caller: Caller,
  ): Promise<Prompt> {
    return this.answers.answer(id, caller, { to: 'accepted', at: dateOf(at) });
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'The hall will not do it, and why' })
  @ZodAnswer(Prompt)
  decline(
    @ZodParam(PromptId) { id }: PromptId,
    @ZodBody(DeclineBody) { reason, code, at }: DeclineBody,
    @CurrentCaller() caller: Caller,
  ): Promise<Prompt> {
    return this.answers.answer(id, caller, {
      to: 'declined',
      reason,
      words: code === undefined ? undefined : message(`decline.${code}`, {}),
      at: dateOf(at),
    });
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor')
  @ApiOperation({ summary: 'Takes an accepted prompt back' })
  @ZodAnswer(Prompt)
  undo(
    @ZodParam(PromptId) { id }: PromptId,
    @ZodBody(AnswerBody) { at }: AnswerBody,
    @CurrentCaller() caller: Caller,
  ): Promise<Prompt> {
    return this.answers.answer(id, caller, { to: 'undone', at: dateOf(at) });
  }
}

/** What a ticketing system needs to obey; who answered, and what was said, is no business of it. */
function withoutPeople(prompt: Prompt): Prompt {
  const { answeredBy: _, reason: __, orders: ___, ...rest } = prompt;
  return rest;
}

function statesOf(state: ListQuery['state']): readonly PromptState[] | undefined {
  if (state === undefined) return undefined;
  return state === 'live' ? LIVE_STATES : [state];
}
