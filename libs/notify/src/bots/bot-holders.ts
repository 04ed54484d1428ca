import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  Holding,
  Presence,
  SETTINGS,
  deriveKey,
  type Settings,
  HOLD_MS,
  sessionGone,
  type Holder,
} from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { dingtalkLine } from './dingtalk-line';
import { feishuLine } from './feishu-line';
import { wecomLine } from './wecom-line';
import { keepConnected, type OnPress } from './line';
import { z } from 'zod';

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

/** Several channels may share one app, which has one connection. */
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

type Queryable = Pick<DataSource, 'query'>;

export const botsOf = async (postgres: Queryable, kinds: readonly string[]): Promise<Bot[]> =>
  z.array(Bot).parse(await postgres.query(BOTS, [kinds]));

/** @returns whether this process now holds the bot */
export async function holdBot(postgres: Queryable, robot: string, { me, session }: Holder): Promise<boolean> {
  const values = [robot, me, session?.pid ?? null, session?.since ?? null];
  const answer: unknown = await postgres.query(HOLD, values);
  return Array.isArray(answer) && answer.length > 0;
}

export const letBotsGo = (postgres: Queryable, me: string): Promise<unknown> => postgres.query(LET_GO, [me]);

const LINES = { 'feishu-app': feishuLine, 'dingtalk-app': dingtalkLine, 'wecom-bot': wecomLine } as const;

/** Long connections of chat apps: one worker holds each, and another takes over within seconds if it dies. */
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
    this.holding ??= new Holding<Bot>(this.presence, this.settings.intervals.holdLook, {
      list: () => botsOf(this.postgres, Object.keys(LINES)),
      identify: ({ id, robot, revision }) => ({ key: robot, version: `${id} ${String(revision)}` }),
      hold: ({ robot }, holder) => holdBot(this.postgres, robot, holder),
      begin: (bot, signal) => {
        this.open(bot, signal, onPress);
        return undefined;
      },
      letGo: (me) => letBotsGo(this.postgres, me),
      onTrouble: (error) => {
        this.logger.warn({ err: error }, 'the apps cannot be looked up');
      },
    });
    this.holding.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.holding?.close();
  }

  private open({ id, kind, sealed, settings, allowPrivateHost }: Bot, signal: AbortSignal, onPress: OnPress): void {
    const warn = (error: unknown): void => {
      this.logger.warn({ channel: id, kind, err: error }, 'the connection of an app does not stand');
    };
    try {
      const secrets = openSecrets(sealed, id, deriveKey(this.settings, SEALING));
      void keepConnected(LINES[kind], { settings, secrets, allowPrivateHost, onPress, signal }, warn);
    } catch (error) {
      warn(error);
    }
  }
}
