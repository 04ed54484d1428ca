import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type Type } from '@nestjs/common';
import { AccessModule, Tokens } from '@cockpit/access';
import { ChannelRecord, message, Notification, type Notice, type Severity } from '@cockpit/contracts';
import { NotifyApiModule, NotifyModule, enqueue } from '@cockpit/notify';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import type { Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ACTOR, ORGANISATION } from '../ingestion/support';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';

/** Channels, outbox and worker, without halls that warn. */
@Module({ imports: [AccessModule, OrganisationModule, NotifyApiModule, NotifyModule] })
export class MessagesModule {}

export interface Messages {
  stores: Stores;
  running: RunningApp;
  postgres: DataSource;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  /** @returns the id of a new channel */
  channel(wanted: object): Promise<string>;
  /** what the database has of a subject, by channel and order */
  sent(subject: string): Promise<Notification[]>;
  /** Puts a message into the outbox; answers its subject. */
  tell(about?: Partial<NoticeFacts>): Promise<string>;
  close(): Promise<void>;
}

export interface NoticeFacts {
  subject: string;
  level: Severity;
  hall: string;
  queue: string;
  phase: Notice['phase'];
}

export function notice({
  level = 'red',
  hall = 'H32',
  queue = '户政',
  phase = 'open',
}: Partial<NoticeFacts> = {}): Notice {
  return {
    phase,
    level,
    hall,
    about: message('warning.queue-longest-wait', { queue, value: 31, limit: 15 }),
    firedAt: '2026-03-04T02:30:00.000Z',
    endedAt: phase === 'end' ? '2026-03-04T02:50:00.000Z' : null,
    path: `/desk/${hall}`,
  };
}

export async function openMessages(
  module: Type = MessagesModule,
  overrides: Partial<Settings> = {},
): Promise<Messages> {
  const stores = await freshStores();
  const running = await bootApp(stores, module, overrides);
  await running.app.get(OrganisationService).replace(ORGANISATION, ACTOR);
  const { secret } = await running.app.get(Tokens).add({ name: 'chief', role: 'administrator', halls: 'all' }, ACTOR);
  const postgres = running.app.get(DataSource);
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${running.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const sent = async (subject: string): Promise<Notification[]> => {
    const answer = await ask('GET', `/v1/notifications?warning=${subject.replace('warning/', '')}&limit=500`);
    return z
      .object({ items: z.array(Notification) })
      .parse(await answer.json())
      .items.reverse();
  };
  const channel = async (wanted: object): Promise<string> => {
    const answer = await ask('POST', '/v1/channels', {
      name: '值班群',
      allowPrivateHost: true,
      settings: {},
      secrets: {},
      ...wanted,
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    return ChannelRecord.parse(await answer.json()).id;
  };
  const tell = async (about: Partial<NoticeFacts> = {}): Promise<string> => {
    const subject = about.subject ?? `warning/${randomUUID()}`;
    await postgres.transaction((manager) => enqueue(manager, { subject, notice: notice(about) }));
    return subject;
  };
  const close = async (): Promise<void> => {
    await running.close();
    await stores.dispose();
  };
  return { stores, running, postgres, ask, channel, sent, tell, close };
}

/** Asks until the answer is there. */
export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(30);
  }
}
