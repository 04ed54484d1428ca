import { Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Notification, NotificationQuery, page, type Caller } from '@cockpit/contracts';
import { Allow, CurrentCaller } from '@cockpit/access';
import { Cursor, InstantAndId, ZodAnswer, ZodParam, ZodQuery, pageOf, readCursor } from '@cockpit/platform';
import { z } from 'zod';
import { Notifications } from './notifications';

const NotificationId = z.object({ id: z.string().regex(/^\d{1,18}$/, 'a number') });
type NotificationId = z.infer<typeof NotificationId>;
const Query = NotificationQuery.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor,
});
const After = InstantAndId.refine(([, id]) => /^\d{1,18}$/.test(id));

/** Messages that were sent, wait or failed. */
@Controller('v1/notifications')
@Allow('administrator', 'manager', 'supervisor')
@ApiTags('notifications')
export class NotificationsController {
  constructor(private readonly notifications: Notifications) {}

  @Get()
  @ApiOperation({ summary: 'Notifications of the halls in scope, newest first' })
  @ZodAnswer(page(Notification))
  async list(
    @ZodQuery(Query) { limit, cursor, ...query }: z.infer<typeof Query>,
    @CurrentCaller() caller: Caller,
  ): Promise<{ items: Notification[]; next: string | null }> {
    const rows = await this.notifications.list(caller, query, { after: readCursor(cursor, After), limit: limit + 1 });
    return pageOf(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  }

  @Get(':id')
  @ZodAnswer(Notification)
  one(@ZodParam(NotificationId) { id }: NotificationId, @CurrentCaller() caller: Caller): Promise<Notification> {
    return this.notifications.one(id, caller);
  }

  @Post(':id/resend')
  @ApiOperation({ summary: 'Sends once more what was given up, failed or withdrawn' })
  @ZodAnswer(Notification)
  resend(@ZodParam(NotificationId) { id }: NotificationId, @CurrentCaller() caller: Caller): Promise<Notification> {
    return this.notifications.resend(id, caller);
  }
}
