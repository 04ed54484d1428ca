import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Cannot, Id, MyOrder, OrderAddressee, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller, SelfAudited } from '@cockpit/access';
import { ZodAnswer, ZodBody, ZodParam } from '@cockpit/platform';
import { z } from 'zod';
import { MyOrders } from '../orders/my-orders';

const Key = z.object({ id: Id, to: OrderAddressee });
type Key = z.infer<typeof Key>;
const OrderAnswered = z.object({ told: z.literal(true) });
const ANSWERED = { told: true } as const;

/** What accepted prompts ask of people, and what they say to it. */
@Controller('v1')
@ApiTags('prompts')
export class OrdersController {
  constructor(private readonly orders: MyOrders) {}

  @Get('me/orders')
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'What the caller is asked to do now: an officer at their window, a guide in the hall' })
  @ZodAnswer(page(MyOrder))
  async mine(@CurrentCaller() caller: Caller): Promise<{ items: MyOrder[]; next: null }> {
    return { items: await this.orders.list(caller), next: null };
  }

  @Post('orders/:id/:to/seen')
  @HttpCode(200)
  @SelfAudited()
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'A page has shown it to whom it is for' })
  @ZodAnswer(OrderAnswered)
  async seen(@ZodParam(Key) key: Key, @CurrentCaller() caller: Caller): Promise<typeof ANSWERED> {
    await this.orders.seen(key, caller);
    return ANSWERED;
  }

  @Post('orders/:id/:to/receive')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'Received: it will be done' })
  @ZodAnswer(OrderAnswered)
  async receive(@ZodParam(Key) key: Key, @CurrentCaller() caller: Caller): Promise<typeof ANSWERED> {
    await this.orders.answer(key, caller, 'received');
    return ANSWERED;
  }

  @Post('orders/:id/:to/cannot')
  @HttpCode(200)
  @Allow('administrator', 'manager', 'supervisor', 'guide', 'officer')
  @ApiOperation({ summary: 'It cannot be done, and why: the supervisor is told at once' })
  @ZodAnswer(OrderAnswered)
  async cannot(
    @ZodParam(Key) key: Key,
    @ZodBody(Cannot) { reason }: Cannot,
    @CurrentCaller() caller: Caller,
  ): Promise<typeof ANSWERED> {
    await this.orders.answer(key, caller, 'cannot', reason);
    return ANSWERED;
  }
}
