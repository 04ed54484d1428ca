import { z } from 'zod';
import { HallScope } from '../access';
import { freeText } from '../privacy';
import { Instant, Label } from '../primitives';
import { Severity } from '../warnings';
import { LANGUAGES } from '../words';

export const CHANNEL_KINDS = [
  'dingtalk-robot',
  'wecom-robot',
  'feishu-robot',
  'feishu-app',
  'dingtalk-app',
  'wecom-bot',
  'wecom-app',
  'smtp',
  'sms-http',
  'webhook',
  'browser-push',
  'in-app',
] as const;
export const ChannelKind = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof ChannelKind>;

const Secret = z.string().min(1).max(2000);
/** No user, no fragment: what opens something has a field of its own. */
const Address = z
  .url({ protocol: /^https?$/, error: 'an address beginning with https:// or http://' })
  .max(2000)
  .refine((text) => {
    // asked also of what is no address, which has been said by then
    if (!URL.canParse(text)) return true;
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  }, 'an address without user, password or fragment');
const MailAddress = z.email().max(254);
const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'a header name');
const HeaderValue = z
  .string()
  .max(500)
  .regex(/^[\x20-\x7e]*$/, 'printable ASCII');
/** How many bytes of base64 stand behind the name of a key. */
const bytesBehind = (key: string): number =>
  Math.floor((key.slice(key.indexOf('_') + 1).replace(/=+$/, '').length * 3) / 4);
const KEY_BYTES: Readonly<Record<string, readonly number[]>> = {
  whsec: Array.from({ length: 41 }, (_, i) => 24 + i),
  whsk: [32, 64],
};
/** `whsec_` shared key (v1) or `whsk_` ed25519 private key (v1a), base64 behind it, as Standard Webhooks writes them. */
const WebhookKey = z
  .string()
  .regex(/^(?:whsec|whsk)_[A-Za-z0-9+/]{32,200}={0,2}$/, { error: 'whsec_… or whsk_…', abort: true })
  .refine((key) => (KEY_BYTES[key.slice(0, key.indexOf('_'))] ?? []).includes(bytesBehind(key)), {
    error: 'whsec_ has 24 to 64 bytes; whsk_ has 32, or 64 with the public key behind them',
  });
const None = z.strictObject({});

export const MailSettings = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte (465), `starttls` required (587), `none` for a relay of one's own network */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(254).optional(),
  from: MailAddress,
  /** who gets everything that goes there; nobody: only those whom something is addressed to */
  to: z.array(MailAddress).max(50),
});
export type MailSettings = z.infer<typeof MailSettings>;

const AppId = z.string().regex(/^[\w-]{1,100}$/, 'letters, digits, - and _');
const Conversation = z.string().regex(/^[\w+/=.@:-]{1,200}$/, 'as the console shows it');

/** An app of one's own organisation: its messages are cards that change, and its buttons answer over a connection that it opens itself. */
export const FeishuAppSettings = z.strictObject({
  host: Address.default('https://open.feishu.cn'),
  appId: AppId,
  toKind: z.enum(['chat_id', 'open_id', 'user_id', 'email']).default('chat_id'),
  to: Conversation,
});
export type FeishuAppSettings = z.infer<typeof FeishuAppSettings>;
export const DingtalkAppSettings = z.strictObject({
  host: Address.default('https://api.dingtalk.com'),
  clientId: AppId,
  /** the group, as `openConversationId` */
  to: Conversation,
  /** of the card platform, with the variables and the button that docs/alerts.md names */
  template: Conversation,
});
export type DingtalkAppSettings = z.infer<typeof DingtalkAppSettings>;

/** A 智能机器人: it opens a connection, and its messages go over it. */
export const WecomBotSettings = z.strictObject({
  host: Address.default('https://openws.work.weixin.qq.com'),
  botId: AppId,
  toKind: z.enum(['group', 'person']).default('group'),
  to: Conversation,
});
export type WecomBotSettings = z.infer<typeof WecomBotSettings>;

/** An app of one's own: 企业ID, AgentId and Secret of its page in the console. */
export const WecomAppSettings = z.strictObject({
  host: Address.default('https://qyapi.weixin.qq.com'),
  corpId: AppId,
  agentId: z.int().min(1),
  /** `chat`: a group that this app has made */
  toKind: z.enum(['user', 'party', 'tag', 'chat']).default('user'),
  /** several with | between them */
  to: z.string().regex(/^[\w|@.-]{1,500}$/, 'ids, with | between them'),
});
export type WecomAppSettings = z.infer<typeof WecomAppSettings>;

/** Any gateway for text messages that is asked by HTTP. `{phone}` `{text}` `{id}` `{time}` `{sign}` stand for what is filled in. */
export const SmsSettings = z.strictObject({
  url: Address,
  contentType: z.enum(['application/json', 'application/x-www-form-urlencoded']),
  body: z.string().min(1).max(4000),
  headers: z.record(HeaderName, HeaderValue).default({}),
  /** what is signed with the key, HMAC-SHA256 */
  signed: z.string().max(1000).default('{time}{phone}{text}'),
  signAs: z.enum(['hex', 'base64']).default('hex'),
  /** the answer's field that tells success, and what it must be; absent: any status from 200 to 299 */
  success: z.strictObject({ field: z.string().min(1).max(100), is: z.string().max(100) }).optional(),
  mostCharacters: z.int().min(20).max(1000).default(280),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/** Headers that carry what opens something: settings are shown, so it must not stand there. A signature opens nothing else. */
const OPENS = /auth|key|token|secret|passw|credential|cookie/i;
const opensSomething = ([name, value]: [string, string]): boolean => OPENS.test(name) && !value.includes('{sign}');

/** Settings that may be shown, and those that open something: written, never answered. */
export const KIND_SHAPES = {
  'dingtalk-robot': { settings: None, secrets: z.strictObject({ url: Address, sign: Secret.optional() }) },
  'wecom-robot': { settings: None, secrets: z.strictObject({ url: Address }) },
  'feishu-robot': { settings: None, secrets: z.strictObject({ url: Address, sign: Secret.optional() }) },
  'feishu-app': { settings: FeishuAppSettings, secrets: z.strictObject({ appSecret: Secret }) },
  'dingtalk-app': { settings: DingtalkAppSettings, secrets: z.strictObject({ clientSecret: Secret }) },
  'wecom-bot': { settings: WecomBotSettings, secrets: z.strictObject({ secret: Secret }) },
  'wecom-app': { settings: WecomAppSettings, secrets: z.strictObject({ secret: Secret }) },
  smtp: { settings: MailSettings, secrets: z.strictObject({ password: Secret.optional() }) },
  'sms-http': {
    settings: SmsSettings.refine(({ headers }) => !Object.entries(headers).some(opensSomething), {
      error: 'a header that opens something belongs into secrets.headers, where it is sealed',
      path: ['headers'],
    }),
    secrets: z.strictObject({
      key: Secret.optional(),
      /** sent besides those of the settings, and sealed */
      headers: z.record(HeaderName, HeaderValue).optional(),
      phones: z.array(z.string().regex(/^\+?[0-9]{5,15}$/, 'a telephone number')).max(50),
    }),
  },
  webhook: {
    settings: z.strictObject({ url: Address }),
    /** several while keys are changed: each makes a signature, the receiver takes any */
    secrets: z.strictObject({ keys: z.array(WebhookKey).min(1).max(4) }),
  },
  'browser-push': {
    settings: z.strictObject({
      contact: z
        .url({
          protocol: /^(?:mailto|https)$/,
          error: 'mailto: with an address, or an address beginning with https://',
        })
        .max(300),
    }),
    /** left out when the channel is made: it is made then */
    secrets: z.strictObject({
      privateKey: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes, base64url')
        .optional(),
    }),
  },
  'in-app': { settings: None, secrets: None },
} as const satisfies Record<ChannelKind, { settings: z.ZodObject; secrets: z.ZodObject }>;

const COMMON = {
  name: Label.max(100),
  enabled: z.boolean().default(true),
  /** whose warnings go there */
  halls: HallScope.default('all'),
  levels: z.array(Severity).min(1).default(['red', 'yellow']),
  language: z.enum(LANGUAGES).default('zh-CN'),
  /** also say when a warning is over that was told of here */
  endings: z.boolean().default(true),
  /** this host may lie on a private network or on this machine */
  allowPrivateHost: z.boolean().default(false),
};

const wanted = <Kind extends ChannelKind>(kind: Kind) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal(kind),
    settings: KIND_SHAPES[kind].settings,
    secrets: KIND_SHAPES[kind].secrets,
  });
const changed = <Kind extends ChannelKind>(kind: Kind) =>
  wanted(kind).extend({ secrets: KIND_SHAPES[kind].secrets.partial().default({}) });

export const NewChannel = z.discriminatedUnion('kind', [
  wanted('dingtalk-robot'),
  wanted('wecom-robot'),
  wanted('feishu-robot'),
  wanted('feishu-app'),
  wanted('dingtalk-app'),
  wanted('wecom-bot'),
  wanted('wecom-app'),
  wanted('smtp'),
  wanted('sms-http'),
  wanted('webhook'),
  wanted('browser-push'),
  wanted('in-app'),
]);
export type NewChannel = z.infer<typeof NewChannel>;

/** The whole channel anew; secrets that are left out stay as they are. */
export const ChannelChange = z.discriminatedUnion('kind', [
  changed('dingtalk-robot'),
  changed('wecom-robot'),
  changed('feishu-robot'),
  changed('feishu-app'),
  changed('dingtalk-app'),
  changed('wecom-bot'),
  changed('wecom-app'),
  changed('smtp'),
  changed('sms-http'),
  changed('webhook'),
  changed('browser-push'),
  changed('in-app'),
]);
export type ChannelChange = z.infer<typeof ChannelChange>;

export const ChannelRecord = z.object({
  ...COMMON,
  id: z.uuid(),
  kind: ChannelKind,
  settings: z.record(z.string(), z.unknown()),
  /** where it goes, without what opens it */
  address: z.string(),
  /** names of the secrets that are kept */
  secrets: z.array(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
  /** how it does: what waits, what was given up, when something arrived last, what went wrong since */
  waiting: z.int(),
  dead: z.int(),
  deliveredAt: Instant.nullable(),
  error: z.string().nullable(),
  /** no message before then: its limit is reached, or it has refused us */
  restsUntil: Instant.nullable(),
});
export type ChannelRecord = z.infer<typeof ChannelRecord>;

/** What was answered when a message was sent by hand to try the channel. */
export const ChannelTest = z.object({
  delivered: z.boolean(),
  receipt: z.string().nullable(),
  error: freeText(1000).nullable(),
  ms: z.int(),
});
export type ChannelTest = z.infer<typeof ChannelTest>;
