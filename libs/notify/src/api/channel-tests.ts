import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { message, render, type ChannelTest, type Message } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { enqueue } from '../outbox/enqueue';
import { SEND_MS } from '../outbox/lease';
import { StoredFault, faultField } from '../channels/stored-fault';
import { ChannelStore } from '../settings/channel-store';

const Row = z.object({
  state: z.string(),
  attempts: z.int(),
  receipt: z.string().nullable(),
  error: z.string().nullable(),
  fault: StoredFault,
});
const SENT = 'SELECT state, attempts, receipt, error, fault FROM notify_outbox WHERE subject = $1';
const END = "UPDATE notify_outbox SET state = 'dead' WHERE subject = $1 AND state = 'failed'";
const POLL_MS = 100;
const OPEN = new Set(['queued', 'sent']);

/** Sends a test message through the outbox with all limits and waits for its result. */
@Injectable()
export class ChannelTests {
  constructor(
    private readonly postgres: DataSource,
    private readonly store: ChannelStore,
    private readonly audit: AuditLog,
  ) {}

  async run(id: string, actor: Actor): Promise<ChannelTest> {
    const { name, enabled } = await this.store.find(id);
    const startedAt = performance.now();
    const elapsedMs = (): number => Math.round(performance.now() - startedAt);
    if (!enabled) return notSent(message('unsent.switched-off', {}), 0);
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
      await this.audit.record({ actor, action: 'channel.test', target: `channel/${id}`, after: { name } }, manager);
    });
    for (;;) {
      const row = await testSent(this.postgres, subject);
      if (row !== undefined && !OPEN.has(row.state)) {
        // a failed test must not be retried for an hour
        await endTest(this.postgres, subject);
        const { state, receipt, error, fault } = row;
        return { delivered: state === 'delivered', receipt, error, ...faultField(fault), ms: elapsedMs() };
      }
      if (elapsedMs() > SEND_MS + 5_000) return notSent(message('unsent.waits', {}), elapsedMs());
      await sleep(POLL_MS);
    }
  }
}

const notSent = (fault: Message, ms: number): ChannelTest => ({
  delivered: false,
  receipt: null,
  error: render(fault, 'en') ?? fault.code,
  fault,
  ms,
});

type Queryable = Pick<DataSource, 'query'>;

export async function testSent(postgres: Queryable, subject: string): Promise<z.infer<typeof Row> | undefined> {
  const [row] = z.array(Row).parse(await postgres.query(SENT, [subject]));
  return row;
}

export const endTest = (postgres: Queryable, subject: string): Promise<unknown> => postgres.query(END, [subject]);
