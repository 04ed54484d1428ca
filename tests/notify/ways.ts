import { randomBytes } from 'node:crypto';
import { noticeText, type ChannelKind } from '@cockpit/contracts';
import type { Channel, Item, Outgoing } from '../../libs/notify/src/channels/channel';
import { wecomLine } from '../../libs/notify/src/bots/wecom-line';
import { openChannel } from '../../libs/notify/src/channels/kinds';
import { MemoryChannel } from '../../libs/notify/src/channels/memory';
import { dingtalkAppPlatform } from '../../bench/emulators/dingtalk-app';
import { feishuAppPlatform, type AppEmulator } from '../../bench/emulators/feishu-app';
import { mailServer } from '../../bench/emulators/mail-server';
import type { Misbehaviour } from '../../apps/simulator/src/emulators/misbehaviour';
import { dingtalkRobot, feishuRobot, wecomRobot, type RobotEmulator } from '../../apps/simulator/src/emulators/robots';
import { smsGateway } from '../../bench/emulators/sms-gateway';
import { wecomBotPlatform } from '../../bench/emulators/wecom-bot';
import { wecomAppPlatform } from '../../bench/emulators/wecom-app';
import { webhookReceiver } from '../../bench/emulators/webhook-receiver';
import { notice, type NoticeFacts } from './support';

/** A channel with what stands at its other end. */
export interface Way {
  channel: Channel;
  /** texts as the other side shows them */
  shown(): string[];
  /** all that came, as it came */
  whole(): string;
  misbehave(...what: Misbehaviour[]): void;
  /** the same with a wrong secret; null where there is none */
  withWrongSecret(): Channel | null;
  /** the same where nobody listens any more */
  close(): Promise<void>;
}

const SIGN = 'SEC0123456789abcdef';
const WEBHOOK_KEY = `whsec_${randomBytes(32).toString('base64')}`;
const WRONG_KEY = `whsec_${randomBytes(32).toString('base64')}`;
const open = (kind: ChannelKind, settings: object, secrets: object): Channel =>
  openChannel({ kind, settings, secrets, allowPrivateHost: true });

export const SMS = {
  contentType: 'application/json',
  body: '{"phones":"{phone}","text":"{text}","time":"{time}","sign":"{sign}","id":"{id}"}',
  success: { field: 'code', is: 'OK' },
} as const;

function robotWay(kind: ChannelKind, robot: RobotEmulator, secrets: object, wrong: object): Way {
  const channel = open(kind, {}, { url: robot.webhook, ...secrets });
  return {
    channel,
    shown: () => robot.shown.map(({ text }) => text),
    whole: () => robot.shown.map(({ text, links }) => [text, ...links].join(' ')).join(' '),
    misbehave: (...what) => {
      robot.misbehave.tell(...what);
    },
    withWrongSecret: () => open(kind, {}, { url: robot.webhook, ...secrets, ...wrong }),
    close: () => robot.close(),
  };
}

export const FEISHU = { appId: 'cli_0123456789abcdef', appSecret: 'feishu-secret', names: { ou_wang: '王警官' } };
export const DINGTALK = {
  clientId: 'dingabc',
  clientSecret: 'dingtalk-secret',
  template: '1366a1eb.schema',
  names: { wang: '王警官' },
};

export const WECOM_APP = { corpId: 'ww0123456789abcdef', agentId: 1_000_002, secret: 'wecom-app-secret' };
export const WECOM = { botId: 'aib0123456789', secret: 'wecom-secret' };

function appWay(kind: ChannelKind, platform: AppEmulator, settings: object, [right, wrong]: [object, object]): Way {
  const contents = (): string[] => [...platform.cards.values()].map(({ content }) => content);
  return {
    channel: open(kind, settings, right),
    shown: contents,
    whole: () => [...contents(), ...platform.cards.keys()].join(' '),
    misbehave: (...what) => {
      platform.misbehave.tell(...what);
    },
    withWrongSecret: () => open(kind, settings, wrong),
    close: () => platform.close(),
  };
}

export const WAYS: Readonly<Record<string, () => Promise<Way>>> = {
  memory: () => {
    const channel = new MemoryChannel();
    return Promise.resolve({
      channel,
      shown: () => [...channel.taken.values()].flatMap(({ items }) => items.map(({ text }) => text.what)),
      whole: () => JSON.stringify([...channel.taken.values()]),
      misbehave: () => {
        channel.next({ delivered: false, reason: 'unreachable', retryable: true, unsure: true, detail: 'told to' });
      },
      withWrongSecret: () => null,
      close: () => Promise.resolve(),
    });
  },
  'dingtalk-robot': async () =>
    robotWay('dingtalk-robot', await dingtalkRobot({ sign: SIGN }), { sign: SIGN }, { sign: 'SECwrong' }),
  'wecom-robot': async () => {
    const robot = await wecomRobot();
    return robotWay('wecom-robot', robot, {}, { url: robot.webhook.replace('key=wecom', 'key=other') });
  },
  'feishu-robot': async () =>
    robotWay('feishu-robot', await feishuRobot({ sign: SIGN }), { sign: SIGN }, { sign: 'wrong' }),
  'feishu-app': async () => {
    const platform = await feishuAppPlatform(FEISHU);
    const settings = { host: platform.url, appId: FEISHU.appId, to: 'oc_group', toKind: 'chat_id' };
    return appWay('feishu-app', platform, settings, [{ appSecret: FEISHU.appSecret }, { appSecret: 'wrong' }]);
  },
  'dingtalk-app': async () => {
    const platform = await dingtalkAppPlatform(DINGTALK);
    const settings = { host: platform.url, clientId: DINGTALK.clientId, to: 'cidGroup', template: DINGTALK.template };
    return appWay('dingtalk-app', platform, settings, [
      { clientSecret: DINGTALK.clientSecret },
      { clientSecret: 'wrong' },
    ]);
  },
  'wecom-app': async () => {
    const platform = await wecomAppPlatform(WECOM_APP);
    const { corpId, agentId, secret } = WECOM_APP;
    const settings = { host: platform.url, corpId, agentId, to: 'wang' };
    return {
      channel: open('wecom-app', settings, { secret }),
      shown: () => platform.shown.map(({ text }) => text),
      whole: () => JSON.stringify(platform.shown),
      misbehave: (...what) => {
        platform.misbehave.tell(...what);
      },
      withWrongSecret: () => open('wecom-app', settings, { secret: 'wrong' }),
      close: () => platform.close(),
    };
  },
  'wecom-bot': async () => {
    const platform = await wecomBotPlatform(WECOM);
    const settings = { host: platform.url, botId: WECOM.botId, to: 'wrGroup' };
    const secrets = { secret: WECOM.secret };
    const end = new AbortController();
    const common = { allowPrivateHost: true, onPress: () => Promise.resolve(null), signal: end.signal };
    let line = Promise.resolve();
    await new Promise<void>((up) => {
      line = wecomLine({ settings, secrets, ...common, up });
    });
    const contents = (): string[] => [...[...platform.cards.values()].map(({ content }) => content), ...platform.lines];
    return {
      channel: open('wecom-bot', settings, secrets),
      shown: contents,
      whole: () => contents().join(' '),
      misbehave: (...what) => {
        platform.misbehave.tell(...what);
      },
      withWrongSecret: () => null,
      close: async () => {
        await platform.close();
        await line;
      },
    };
  },
  webhook: async () => {
    const receiver = await webhookReceiver({ secret: WEBHOOK_KEY });
    const channel = open('webhook', { url: receiver.url }, { keys: [WEBHOOK_KEY] });
    return {
      channel,
      shown: () => [...receiver.shown.values()].map(({ body }) => String(body.data['what'])),
      whole: () => JSON.stringify([...receiver.shown.values()]),
      misbehave: (...what) => {
        receiver.misbehave.tell(...what);
      },
      withWrongSecret: () => open('webhook', { url: receiver.url }, { keys: [WRONG_KEY] }),
      close: () => receiver.close(),
    };
  },
  'sms-http': async () => {
    const gateway = await smsGateway('sms-key');
    const settings = { ...SMS, url: `${gateway.url}/send` };
    return {
      channel: open('sms-http', settings, { key: 'sms-key', phones: ['13800138000', '13900139000'] }),
      shown: () => gateway.texts.map(({ text }) => text),
      whole: () => JSON.stringify(gateway.texts),
      misbehave: (...what) => {
        gateway.misbehave.tell(...what);
      },
      withWrongSecret: () => open('sms-http', settings, { key: 'wrong', phones: ['13800138000'] }),
      close: () => gateway.close(),
    };
  },
  smtp: async () => {
    const server = await mailServer({ user: 'cockpit', password: 'right' });
    const settings = {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      user: 'cockpit',
      from: 'cockpit@hall.example',
      to: ['chief@hall.example'],
    };
    const channel = open('smtp', settings, { password: 'right' });
    return {
      channel,
      shown: () => server.mails.map(({ raw }) => mailText(raw)),
      whole: () => server.mails.map(({ raw }) => mailText(raw)).join(' '),
      misbehave: () => {
        server.refuse.push({ code: 451, text: 'try again later' });
      },
      withWrongSecret: () => open('smtp', settings, { password: 'wrong' }),
      close: async () => {
        channel.close?.();
        await server.close();
      },
    };
  },
};

/** The text of a mail whose body is one part of base64 or quoted-printable. */
export function mailText(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

export function item(told: Partial<NoticeFacts> = {}, more: Partial<Item> = {}): Item {
  const about = notice(told);
  const reader = { language: 'zh-CN', hallName: '城南大厅', timeZone: 'Asia/Shanghai' } as const;
  return {
    key: 'k',
    notice: about,
    text: noticeText(about, reader),
    link: null,
    answer: null,
    token: null,
    earlier: [],
    again: false,
    ...more,
  };
}

export const outgoing = (...items: Item[]): Outgoing => ({ items, language: 'zh-CN' });
