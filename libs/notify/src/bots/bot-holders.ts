import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Presence } from '../outbox/presence';
import { SEALING, openSecrets } from '../settings/sealed';
import { dingtalkLine } from './dingtalk-line';
import { feishuLine } from './feishu-line';
import { wecomLine } from './wecom-line';
import { keepConnected, type OnPress } from './line';

const LINES = { 'feishu-app': feishuLine, 'dingtalk-app': dingtalkLine, 'wecom-bot': wecomLine } as const;
const Bot = z.object({
  id: z.uuid(),
  kind: z.enum(['feishu-app', 'dingtalk-app', 'wecom-bot']),
  robot: z.string(),
  settings: z.record(z.string(), z.unknown()),
  sealed: z.instanceof(Buffer),
  allowPrivateHost: z.boolean(),
  revision: z.int(),
});
type Bot = z.infer<typeof Bot>;

const LOOK_MS = 1_500;
const LEASE_MS = 6_000;
/** Several channels may use one app: it has one connection all the same. */
const BOTS = `
  SELECT DISTINCT ON (robot) id, kind, robot, settings, sealed, allow_private_host AS "allowPrivateHost", revision FROM notify_channel
  WHERE kind = ANY($1) AND enabled AND removed_at IS NULL AND robot IS NOT NULL ORDER BY robot, id`;
const HOLD = `
  INSERT INTO notify_bot AS b (robot, held_by, held_until, held_pid, held_since)
  VALUES ($1, $2, clock_timestamp() + interval '${String(LEASE_MS)} ms', $3, $4)
  ON CONFLICT (robot) DO UPDATE SET held_by = EXCLUDED.held_by, held_until = EXCLUDED.held_until, held_pid = EXCLUDED.held_pid, held_since = EXCLUDED.held_since
  WHERE b.held_by = $2 OR b.held_until < clock_timestamp() OR b.held_pid IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_stat_activity a WHERE a.pid = b.held_pid AND a.backend_start = b.held_since)
  RETURNING robot`;

/** Long connections of apps: each is held by one worker, and by another within seconds when that one dies. */
@Injectable()
export class BotHolders implements BeforeApplicationShutdown {
  private readonly logger = new Logger('bots');
  private readonly me = randomUUID();
  private readonly stop = new AbortController();
  private readonly lines = new Map<string, { version: string; end: AbortController }>();
  private running: Promise<void> | null = null;
  private heldAt = 0;

  constructor(
    private readonly postgres: DataSource,
    private readonly presence: Presence,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(onPress: OnPress): void {
    this.running ??= this.run(onPress);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
    if (this.lines.size === 0) return;
    this.endAll();
    await this.postgres.query('DELETE FROM notify_bot WHERE held_by = $1', [this.me]).catch(() => undefined);
  }

  private async run(onPress: OnPress): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      try {
        await this.look(onPress);
        this.heldAt = performance.now();
      } catch (error) {
        this.logger.warn({ err: error }, 'the apps cannot be looked up');
        if (performance.now() - this.heldAt > LEASE_MS) this.endAll();
      }
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(onPress: OnPress): Promise<void> {
    const bots = z.array(Bot).parse(await this.postgres.query(BOTS, [Object.keys(LINES)]));
    const { session } = this.presence;
    const held = new Set<string>();
    for (const bot of bots) {
      const answer: unknown = await this.postgres.query(HOLD, [
        ...[bot.robot, this.me, session?.pid ?? null],
        session?.since ?? null,
      ]);
      if (!Array.isArray(answer) || answer.length === 0) continue;
      held.add(bot.robot);
      this.open(bot, onPress);
    }
    for (const [robot, line] of this.lines)
      if (!held.has(robot)) {
        line.end.abort();
        this.lines.delete(robot);
      }
  }

  private open(bot: Bot, onPress: OnPress): void {
    const { id, kind, robot, sealed, revision, settings, allowPrivateHost } = bot;
    const version = `${id} ${String(revision)}`;
    const before = this.lines.get(robot);
    if (before?.version === version) return;
    before?.end.abort();
    const end = new AbortController();
    this.lines.set(robot, { version, end });
    const say = (error: unknown): void => {
      this.logger.warn({ channel: id, kind, err: error }, 'the connection of an app does not stand');
    };
    try {
      const secrets = openSecrets(sealed, id, deriveKey(this.settings, SEALING));
      void keepConnected(LINES[kind], { settings, secrets, allowPrivateHost, onPress, signal: end.signal }, say);
    } catch (error) {
      say(error);
    }
  }

  private endAll(): void {
    for (const { end } of this.lines.values()) end.abort();
    this.lines.clear();
  }
}
