import { randomBytes } from 'node:crypto';
import type { NewChannel } from '@cockpit/contracts';
import { feishuAppPlatform, type AppEmulator } from '../../emulators/feishu-app';
import { mailServer } from '../../emulators/mail-server';
import {
  dingtalkRobot,
  feishuRobot,
  wecomRobot,
  type RobotEmulator,
} from '../../../apps/simulator/src/emulators/robots';
import { webhookReceiver } from '../../emulators/webhook-receiver';

/** A message as one receiver shows it. */
interface Appearance {
  at: number;
  text: string;
}

export interface Receiver {
  /** where cards can be pressed */
  readonly app?: AppEmulator;
  readonly name: string;
  readonly channel: Pick<NewChannel, 'kind' | 'settings' | 'secrets'>;
  shown(): readonly Appearance[];
  overLimit(): number;
  close(): Promise<void>;
}

const APP = { appId: 'cli_0123456789abcdef', appSecret: 'bench' };
const SIGN = 'SECbench0123456789';

/** Robots with their true limits, a webhook receiver and a mail server, each with a ledger of its own. */
export async function startReceivers(): Promise<Receiver[]> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [dingtalk, wecom, feishu, webhook, mail, app] = await Promise.all([
    dingtalkRobot({ sign: SIGN }),
    wecomRobot(),
    feishuRobot({ sign: SIGN }),
    webhookReceiver({ secret }),
    mailServer(),
    feishuAppPlatform(APP),
  ]);
  const robot = (name: string, emulator: RobotEmulator, channel: Receiver['channel']): Receiver => ({
    name,
    channel,
    shown: () => emulator.shown,
    overLimit: () => emulator.overLimit,
    close: () => emulator.close(),
  });
  const settings = {};
  return [
    robot('dingtalk', dingtalk, { kind: 'dingtalk-robot', settings, secrets: { url: dingtalk.webhook, sign: SIGN } }),
    robot('wecom', wecom, { kind: 'wecom-robot', settings, secrets: { url: wecom.webhook } }),
    robot('feishu', feishu, { kind: 'feishu-robot', settings, secrets: { url: feishu.webhook, sign: SIGN } }),
    {
      name: 'webhook',
      channel: { kind: 'webhook', settings: { url: webhook.url }, secrets: { keys: [secret] } },
      shown: () => [...webhook.shown.values()].map(({ at, body }) => ({ at, text: JSON.stringify(body.data) })),
      overLimit: () => 0,
      close: () => webhook.close(),
    },
    {
      name: 'feishu-app',
      app,
      channel: {
        kind: 'feishu-app',
        settings: { host: app.url, appId: APP.appId, to: 'oc_bench', toKind: 'chat_id' },
        secrets: { appSecret: APP.appSecret },
      },
      shown: () => [...app.cards.values()].map(({ at, content }) => ({ at, text: content })),
      overLimit: () => 0,
      close: () => app.close(),
    },
    {
      name: 'mail',
      channel: {
        kind: 'smtp',
        settings: { host: '127.0.0.1', port: mail.port, ...MAIL },
        secrets: {},
      },
      shown: () => mail.mails.map(({ at, raw }) => ({ at, text: bodyOf(raw) })),
      overLimit: () => 0,
      close: () => mail.close(),
    },
  ];
}

const MAIL = { security: 'none' as const, from: 'cockpit@hall.example', to: ['chief@hall.example'] };

function bodyOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  return /content-transfer-encoding: base64/i.test(raw)
    ? Buffer.from(body, 'base64').toString()
    : body.replace(/=\r\n/g, '');
}
