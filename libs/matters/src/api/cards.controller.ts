import {
  APPEAL_STATES,
  CARD_KINDS,
  CARD_STATES,
  CardAppeal,
  Code,
  DecideAppeal,
  Id,
  MatterCard,
  Reason,
  page,
  type Caller,
} from '@cockpit/contracts';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, BoundToUnits, CurrentCaller } from '@cockpit/access';
import { Cursor, InstantAndId, ZodAnswer, ZodBody, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { Appeals } from './appeals';
import { CardStore } from './card-store';

const ListQuery = z.object({
  hall: Code.optional(),
  unit: Id.optional(),
  officer: Id.optional(),
  /** of matters this source opened */ source: Id.optional(),
  kind: z.enum(CARD_KINDS).optional(),
  state: z.enum([...CARD_STATES, 'live', 'all']).default('live'),
  appeal: z.enum(APPEAL_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: Cursor,
});
const CardParam = z.object({ id: Id });
const After = InstantAndId.transform(([issuedAt, id]) => ({ issuedAt, id }));

/** Yellow and red cards and notices of unattended matters, each addressed to an officer or a unit. */
@Controller('v1/cards')
@ApiTags('matters')
@BoundToUnits()
@Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
export class CardsController {
  constructor(
    private readonly store: CardStore,
    private readonly appeals: Appeals,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Cards, newest first' })
  @ZodAnswer(page(MatterCard))
  async list(
    @ZodQuery(ListQuery) { cursor, limit, ...filter }: z.infer<typeof ListQuery>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: MatterCard[]; next: string | null }> {
    const found = await this.store.list({ ...filter, limit: limit + 1, after: readCursor(cursor, After) }, caller);
    return pageOf(found, limit, ({ issuedAt, id }) => [issuedAt, id]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A card with everything that happened to it' })
  @ZodAnswer(MatterCard)
  one(@ZodParam(CardParam) { id }: z.infer<typeof CardParam>, @CurrentCaller() caller: Caller): Promise<MatterCard> {
    return this.store.one(id, caller);
  }

  @Post(':id/ack')
  @Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
  @ApiOperation({ summary: 'Somebody sees to it' })
  @ZodAnswer(MatterCard)
  acknowledge(
    @ZodParam(CardParam) { id }: z.infer<typeof CardParam>,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterCard> {
    return this.store.handle(id, caller, 'acknowledged', null);
  }

  @Post(':id/explain')
  @Allow('administrator', 'manager', 'supervisor', 'officer', 'unit')
  @ApiOperation({ summary: 'Why it came to this' })
  @ZodAnswer(MatterCard)
  explain(
    @ZodParam(CardParam) { id }: z.infer<typeof CardParam>,
    @ZodBody(Reason) { reason }: Reason,
    @CurrentCaller() caller: Caller,
  ): Promise<MatterCard> {
    return this.store.handle(id, caller, 'explained', reason);
  }

  @Get(':id/appeal')
  @ApiOperation({
    summary:
      'The appeal, with calendar, pauses and rule as they were when the card was issued and as they are known now',
  })
  @ZodAnswer(CardAppeal)
  appeal(@ZodParam(CardParam) { id }: z.infer<typeof CardParam>, @CurrentCaller() caller: Caller): Promise<CardAppeal> {
    return this.appeals.show(id, caller);
  }

  @Post(':id/appeal')
  @Allow('officer', 'unit', 'supervisor')
  @ApiOperation({ summary: 'Whoever the card is addressed to says that it is wrong' })
  @ZodAnswer(CardAppeal)
  file(
    @ZodParam(CardParam) { id }: z.infer<typeof CardParam>,
    @ZodBody(Reason) { reason }: Reason,
    @CurrentCaller() caller: Caller,
  ): Promise<CardAppeal> {
    return this.appeals.file(id, reason, caller);
  }

  @Post(':id/appeal/decide')
  @Allow('administrator', 'manager')
  @ApiOperation({
    summary:
      'Uphold or reject an appeal; a card whose appeal is upheld is withdrawn and does not come back for the same reading',
  })
  @ZodAnswer(CardAppeal)
  decide(
    @ZodParam(CardParam) { id }: z.infer<typeof CardParam>,
    @ZodBody(DecideAppeal) { decision, reason }: DecideAppeal,
    @CurrentCaller() caller: Caller,
  ): Promise<CardAppeal> {
    return this.appeals.decide(id, decision, reason, caller);
  }
}
