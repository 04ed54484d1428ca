import { z } from 'zod';
import { declareKind } from './kind';
import { Address, AppId, Conversation, Secret, TO_FIELD } from './parts';

/** An app of the customer's own organisation: its messages are cards that can be updated; their buttons answer over its own connection. */
export const feishuApp = declareKind('feishu-app', {
  words: {
    'zh-CN': { name: '飞书应用（卡片可应答）', short: '飞书' },
    en: { name: 'Feishu app (cards that answer)', short: 'Feishu' },
  },
  settings: z.strictObject({
    host: Address.default('https://open.feishu.cn'),
    appId: AppId,
    toKind: z.enum(['chat_id', 'open_id', 'user_id', 'email']).default('chat_id'),
    to: Conversation,
  }),
  secrets: z.strictObject({ appSecret: Secret }),
  fields: {
    appId: { words: { 'zh-CN': 'App ID', en: 'App ID' } },
    appSecret: { words: { 'zh-CN': 'App Secret', en: 'App secret' }, hidden: true },
    to: TO_FIELD,
  },
});
