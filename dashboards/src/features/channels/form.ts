import { NewChannel, type ChannelKind, type Language, type Severity } from '@cockpit/contracts';

/** What may be filled in besides what every channel has; one text each. */
export const FIELDS = {
  'dingtalk-robot': ['url', 'sign'],
  'wecom-robot': ['url'],
  'feishu-robot': ['url', 'sign'],
  'feishu-app': ['appId', 'appSecret', 'to'],
  'dingtalk-app': ['clientId', 'clientSecret', 'to', 'template'],
  'wecom-bot': ['botId', 'secret', 'to'],
  'wecom-app': ['corpId', 'agentId', 'secret', 'to'],
  smtp: ['host', 'port', 'security', 'from', 'to', 'user', 'password'],
  'sms-http': ['url', 'body', 'phones', 'key'],
  webhook: ['url', 'keys'],
  'browser-push': ['contact'],
  'in-app': [],
} as const satisfies Record<ChannelKind, readonly string[]>;
export type Field = (typeof FIELDS)[ChannelKind][number];

const OPTIONAL: ReadonlySet<Field> = new Set(['sign', 'user', 'password', 'key', 'phones']);
/** a mail channel may have nobody but those whom something is addressed to */
export const isOptional = (kind: ChannelKind, field: Field): boolean =>
  OPTIONAL.has(field) || (kind === 'smtp' && field === 'to');
/** never shown in the clear */
export const HIDDEN: ReadonlySet<Field> = new Set(['sign', 'password', 'key', 'appSecret', 'clientSecret', 'secret']);
export const LONG: ReadonlySet<Field> = new Set(['body', 'keys']);

export interface ChannelForm {
  name: string;
  kind: ChannelKind;
  /** empty: all halls */
  hall: string;
  levels: Severity[];
  language: Language;
  allowPrivateHost: boolean;
  fields: Partial<Record<Field, string>>;
}

export const emptyForm = (): ChannelForm => ({
  name: '',
  kind: 'dingtalk-robot',
  hall: '',
  levels: ['red', 'yellow'],
  language: 'zh-CN',
  allowPrivateHost: false,
  fields: { port: '465', security: 'tls', body: SMS_BODY },
});

const SMS_BODY = '{"phones":"{phone}","text":"{text}","time":"{time}","sign":"{sign}"}';
const listOf = (text = ''): string[] => text.split(/[\s,，;；]+/).filter((one) => one !== '');

/** As the server takes it; null while something is missing or cannot be. */
export function channelOf(form: ChannelForm): NewChannel | null {
  const { name, kind, hall, levels, language, allowPrivateHost } = form;
  const common = { name: name.trim(), kind, halls: hall === '' ? 'all' : [hall], levels, language, allowPrivateHost };
  return NewChannel.safeParse({ ...common, ...detailsOf(form) }).data ?? null;
}

function detailsOf({ kind, fields }: ChannelForm): { settings: object; secrets: object } {
  const text = (field: Field): string | undefined => {
    const value = fields[field]?.trim() ?? '';
    return value === '' ? undefined : value;
  };
  switch (kind) {
    case 'dingtalk-robot':
    case 'feishu-robot':
      return { settings: {}, secrets: given({ url: text('url'), sign: text('sign') }) };
    case 'wecom-robot':
      return { settings: {}, secrets: given({ url: text('url') }) };
    case 'feishu-app':
      return {
        settings: given({ appId: text('appId'), to: text('to') }),
        secrets: given({ appSecret: text('appSecret') }),
      };
    case 'dingtalk-app':
      return {
        settings: given({ clientId: text('clientId'), to: text('to'), template: text('template') }),
        secrets: given({ clientSecret: text('clientSecret') }),
      };
    case 'wecom-bot':
      return { settings: given({ botId: text('botId'), to: text('to') }), secrets: given({ secret: text('secret') }) };
    case 'wecom-app':
      return {
        settings: given({ corpId: text('corpId'), agentId: Number(text('agentId')), to: text('to') }),
        secrets: given({ secret: text('secret') }),
      };
    case 'webhook':
      return { settings: given({ url: text('url') }), secrets: { keys: listOf(fields.keys) } };
    case 'smtp':
      return {
        settings: given({
          ...{ host: text('host'), port: Number(text('port')), security: text('security') },
          ...{ from: text('from'), to: listOf(fields.to), user: text('user') },
        }),
        secrets: given({ password: text('password') }),
      };
    case 'sms-http':
      return {
        settings: given({ url: text('url'), contentType: 'application/json', body: text('body') }),
        secrets: given({ phones: listOf(fields.phones), key: text('key') }),
      };
    case 'browser-push':
      return { settings: given({ contact: text('contact') }), secrets: {} };
    case 'in-app':
      return { settings: {}, secrets: {} };
  }
}

const given = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** A new key for signatures: 32 random bytes as Standard Webhooks writes them. */
export function newWebhookKey(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const bytes = random(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
