import type { FastifyReply } from 'fastify';
import type { Update } from './stream-hub';

const HEARTBEAT_MS = 15_000;

/** Server-sent events on a raw reply. A reader too slow for the snapshots gets the latest one when it is ready again. */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout;
  private waiting: Update | null = null;

  constructor(
    private readonly reply: FastifyReply,
    closed: () => void,
  ) {
    const { raw } = reply;
    reply.hijack();
    const headers = Object.entries(reply.getHeaders()).filter(
      (entry): entry is [string, string | number | string[]] => entry[1] !== undefined,
    );
    raw.writeHead(200, {
      ...Object.fromEntries(headers),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      // Proxies that collect answers would collect this one for ever.
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    this.heartbeat = setInterval(() => {
      raw.write(': still here\n\n');
    }, HEARTBEAT_MS);
    raw.on('drain', () => {
      const update = this.waiting;
      this.waiting = null;
      if (update !== null) this.send(update);
    });
    raw.on('close', () => {
      clearInterval(this.heartbeat);
      closed();
    });
  }

  send(update: Update): void {
    const { raw } = this.reply;
    if (raw.writableNeedDrain) this.waiting = update;
    else raw.write(`id: ${update.id}\nevent: live\ndata: ${update.snapshot}\n\n`);
  }

  end(): void {
    clearInterval(this.heartbeat);
    this.reply.raw.end();
  }
}
