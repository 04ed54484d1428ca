import { z } from 'zod';
import { declareKind } from './kind';
import { Address, Secret, URL_FIELD } from './parts';

const HeaderName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'a header name');
const HeaderValue = z
  .string()
  .max(500)
  .regex(/^[\x20-\x7e]*$/, 'printable ASCII');

/** Any HTTP gateway for text messages. `{phone}` `{text}` `{id}` `{time}` `{sign}` are placeholders. */
export const SmsSettings = z.strictObject({
  url: Address,
  contentType: z.enum(['application/json', 'application/x-www-form-urlencoded']),
  body: z.string().min(1).max(4000),
  headers: z.record(HeaderName, HeaderValue).default({}),
  /** text to sign with the key, HMAC-SHA256 */
  signed: z.string().max(1000).default('{time}{phone}{text}'),
  signAs: z.enum(['hex', 'base64']).default('hex'),
  /** response field and its value for success; absent means any status from 200 to 299 */
  success: z.strictObject({ field: z.string().min(1).max(100), is: z.string().max(100) }).optional(),
  mostCharacters: z.int().min(20).max(1000).default(280),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/** Names of headers that carry secrets; they are not allowed in settings, which can be shown. A signature is no secret. */
const SECRET_NAME = /auth|key|token|secret|passw|credential|cookie/i;
const opensSomething = ([name, value]: [string, string]): boolean =>
  SECRET_NAME.test(name) && !value.includes('{sign}');

export const smsHttp = declareKind('sms-http', {
  words: {
    'zh-CN': { name: '短信网关', short: '短信' },
    en: { name: 'Text messages', short: 'Text message' },
  },
  settings: SmsSettings.refine(({ headers }) => !Object.entries(headers).some(opensSomething), {
    error: 'a header that opens something belongs into secrets.headers, where it is sealed',
    path: ['headers'],
  }),
  secrets: z.strictObject({
    key: Secret.optional(),
    /** additional headers, stored encrypted */
    headers: z.record(HeaderName, HeaderValue).optional(),
    phones: z.array(z.string().regex(/^\+?[0-9]{5,15}$/, 'a telephone number')).max(50),
  }),
  fields: {
    url: URL_FIELD,
    body: {
      words: { 'zh-CN': '请求内容模板（JSON）', en: 'Template of the request (JSON)' },
      long: true,
      initial: '{"phones":"{phone}","text":"{text}","time":"{time}","sign":"{sign}"}',
    },
    phones: {
      words: {
        'zh-CN': '每条都收的手机号，逗号隔开；留空则只发给该预警的责任人',
        en: 'Numbers that get everything, with commas between; empty: only whom it is addressed to',
      },
      is: 'list',
      optional: true,
    },
    key: { words: { 'zh-CN': '签名密钥', en: 'Signing key' }, optional: true, hidden: true },
  },
  fixed: { contentType: 'application/json' },
});
