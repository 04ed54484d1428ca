import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Holding, Presence, SETTINGS, deriveKey, type Settings } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { SEALING, openSecrets } from '../settings/sealed';
import { botsOf, holdBot, letBotsGo, type Bot } from './bot-holds';
import { dingtalkLine } from './dingtalk-line';
import { feishuLine } from './feishu-line';
import { wecomLine } from './wecom-line';
import { keepConnected, type OnPress } from './line';

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
