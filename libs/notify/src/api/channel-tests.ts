import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { message, type ChannelTest } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { faultField } from '../channels/network-fault';
import { enqueue } from '../outbox/enqueue';
import { SEND_MS } from '../outbox/lease';
import { ChannelStore } from '../settings/channel-store';

const Row = z.object({
  state: z.string(),
  attempts: z.int(),
  receipt: z.string().nullable(),
  error: z.string().nullable(),
});
const SENT = 'SELECT state, attempts, receipt, error FROM notify_outbox WHERE subject = $1';
const END = "UPDATE notify_outbox SET state = 'dead' WHERE subject = $1 AND state = 'failed'";
const LOOK_MS = 100;
const OPEN = new Set(['queued', 'sent']);

/** A message sent by hand takes the same way as every other, limits and all; here somebody waits for what becomes of it. */
@Injectable()
export class ChannelTests {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: ChannelStore,
    private readonly audit: AuditLog,
  ) {}

  async run(id: string, actor: Actor): Promise<ChannelTest> {
    const { name, enabled } = await this.store.find(id);
    const began = performance.now();
    const took = (): number => Math.round(performance.now() - began);
    if (!enabled) return { delivered: false, receipt: null, error: 'the channel is switched off', ms: 0 };
    const subject = `test/${randomUUID()}`;
    const now = new Date().toISOString();
    await this.postgres.transaction(async (manager) => {
      const about = message('notice.test', {});
      const notice = {
        phase: 'test',
        level: 'red',
        hall: null,
        about,
        firedAt: now,
        endedAt: null,
        path: null,
      } as const;
      await enqueue(manager, { subject, notice }, [{ channelId: id, recipient: name, target: null }]);
      await this.audit.record({ actor, action: 'channel.test', target: `channel/${id}` }, manager);
    });
    for (;;) {
      const row = await testSent(this.postgres, subject);
      if (row !== undefined && !OPEN.has(row.state)) {
        // nobody wants a test to be tried again for an hour
        await endTest(this.postgres, subject);
        const { state, receipt, error } = row;
        return { delivered: state === 'delivered', receipt, error, ...faultField(error), ms: took() };
      }
      if (took() > SEND_MS + 5_000)
        return {
          delivered: false,
          receipt: null,
          error: 'it waits: the limit of the robot is reached, or no worker runs',
          ms: took(),
        };
      await sleep(LOOK_MS);
    }
  }
}

type Asked = Pick<DataSource, 'query'>;

export async function testSent(postgres: Asked, subject: string): Promise<z.infer<typeof Row> | undefined> {
  const [row] = z.array(Row).parse(await postgres.query(SENT, [subject]));
  return row;
}

export const endTest = (postgres: Asked, subject: string): Promise<unknown> => postgres.query(END, [subject]);
