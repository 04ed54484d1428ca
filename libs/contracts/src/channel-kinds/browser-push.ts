import { z } from 'zod';
import { declareKind } from './kind';

export const browserPush = declareKind('browser-push', {
  words: {
    'zh-CN': { name: '浏览器推送', short: '浏览器推送' },
    en: { name: 'Browser push', short: 'browser' },
  },
  settings: z.strictObject({
    contact: z
      .url({
        protocol: /^(?:mailto|https)$/,
        error: 'mailto: with an address, or an address beginning with https://',
      })
      .max(300),
  }),
  /** generated with the channel if absent */
  secrets: z.strictObject({
    privateKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes, base64url')
      .optional(),
  }),
  fields: {
    contact: {
      words: {
        'zh-CN': '联系方式（mailto: 邮箱，推送服务出问题时联系）',
        en: 'Contact (mailto: address, for the push services)',
      },
    },
  },
});
