import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  HOLD_MS,
  Holding,
  Presence,
  SETTINGS,
  deriveKey,
  sessionGone,
  type Holder,
  type Settings,
} from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
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

/** Several channels may use one app: it has one connection all the same. */
const BOTS = `
  SELECT DISTINCT ON (robot) id, kind, robot, settings, sealed, allow_private_host AS "allowPrivateHost", revision FROM notify_channel
  WHERE kind = ANY($1) AND enabled AND removed_at IS NULL AND robot IS NOT NULL ORDER BY robot, id`;
const HOLD = `
  INSERT INTO notify_bot AS b (robot, held_by, held_until, held_pid, held_since)
  VALUES ($1, $2, clock_timestamp() + interval '${String(HOLD_MS)} ms', $3, $4)
  ON CONFLICT (robot) DO UPDATE SET held_by = EXCLUDED.held_by, held_until = EXCLUDED.held_until, held_pid = EXCLUDED.held_pid, held_since = EXCLUDED.held_since
  WHERE b.held_by = $2 OR b.held_until < clock_timestamp() OR ${sessionGone('b.held_pid', 'b.held_since')}
  RETURNING robot`;
const LET_GO = 'DELETE FROM notify_bot WHERE held_by = $1';

/** Long connections of apps: each is held by one worker, and by another within seconds when that one dies. */
@Injectable()
export class BotHolders implements BeforeApplicationShutdown {
  private readonly logger = new Logger('bots');
  private holding: Holding<Bot> | null = null;

  constructor(
    private readonly postgres: DataSource,
    private readonly presence: Presence,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(onPress: OnPress): void {
    this.holding ??= new Holding<Bot>(this.presence, {
      list: async () => z.array(Bot).parse(await this.postgres.query(BOTS, [Object.keys(LINES)])),
      identify: ({ id, robot, revision }) => ({ key: robot, version: `${id} ${String(revision)}` }),
      hold: (bot, holder) => this.hold(bot, holder),
      begin: (bot, signal) => {
        this.open(bot, signal, onPress);
        return undefined;
      },
      letGo: (me) => this.postgres.query(LET_GO, [me]),
      onTrouble: (error) => {
        this.logger.warn({ err: error }, 'the apps cannot be looked up');
      },
    });
    this.holding.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.holding?.close();
  }

  private async hold({ robot }: Bot, { me, session }: Holder): Promise<boolean> {
    const values = [robot, me, session?.pid ?? null, session?.since ?? null];
    const answer: unknown = await this.postgres.query(HOLD, values);
    return Array.isArray(answer) && answer.length > 0;
  }

  private open({ id, kind, sealed, settings, allowPrivateHost }: Bot, signal: AbortSignal, onPress: OnPress): void {
    const say = (error: unknown): void => {
      this.logger.warn({ channel: id, kind, err: error }, 'the connection of an app does not stand');
    };
    try {
      const secrets = openSecrets(sealed, id, deriveKey(this.settings, SEALING));
      void keepConnected(LINES[kind], { settings, secrets, allowPrivateHost, onPress, signal }, say);
    } catch (error) {
      say(error);
    }
  }
}
