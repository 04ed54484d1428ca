import { Controller, Get, Headers, Inject, Logger, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Code, type Caller, type LiveHall } from '@cockpit/contracts';
import { CurrentCaller, OnTheWall, isPublicPlace, withMaskedNames } from '@cockpit/access';
import { CLOCK, ZodParam, type Clock } from '@cockpit/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { EventStream } from './event-stream';
import { LiveSnapshots } from './live-snapshots';
import { StreamHub, type Update } from './stream-hub';

const HallParam = z.object({ hall: Code });
type HallParam = z.infer<typeof HallParam>;

const StreamId = z.string().regex(/^\d{1,19}-\d{1,19}$/);

/** The live snapshot of a hall, once or as a stream; which halls a caller may see is the guard's business. */
@Controller('v1/halls/:hall')
@OnTheWall()
@ApiTags('live')
export class LiveController {
  private readonly logger = new Logger('live');

  constructor(
    private readonly snapshots: LiveSnapshots,
    private readonly hub: StreamHub,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'What the wall of a hall shows now' })
  live(@ZodParam(HallParam) { hall }: HallParam): Promise<LiveHall> {
    return this.snapshots.get(hall, this.clock.now());
  }

  @Get('stream')
  @ApiOperation({ summary: 'The live snapshot whenever it changes; resumes after Last-Event-ID' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'events named `live`, data: the live snapshot' })
  async stream(
    @ZodParam(HallParam) { hall }: HallParam,
    @CurrentCaller() caller: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.snapshots.assertKnown(hall);
    // An id that is none of ours tells nothing about what was missed: begin with the latest snapshot.
    const after = StreamId.safeParse(lastEventId).data ?? null;
    let unsubscribe = (): void => undefined;
    const stream = new EventStream(reply, () => {
      unsubscribe();
    });
    const forget = this.hub.onEnd(() => {
      stream.end();
    });
    try {
      const stop = await this.hub.subscribe(hall, after, (update) => {
        stream.send(isPublicPlace(caller) ? masked(update) : update);
      });
      unsubscribe = () => {
        forget();
        stop();
      };
      if (reply.raw.destroyed) unsubscribe();
    } catch (error) {
      // ended, so that the screen asks again: one that is only told "still here" would show the old snapshot for ever
      this.logger.warn({ hall, err: error }, 'a live stream could not begin');
      forget();
      stream.end();
    }
  }
}

const masked = ({ id, snapshot }: Update): Update => ({
  id,
  snapshot: JSON.stringify(withMaskedNames(JSON.parse(snapshot))),
});
