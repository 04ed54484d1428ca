import { z } from 'zod';
import { declareKind } from './kind';
import { Address, AppId, Conversation, SECRET_FIELD, Secret, TO_FIELD } from './parts';

/** A 智能机器人: it opens a connection and sends its messages over it. */
export const wecomBot = declareKind('wecom-bot', {
  words: {
    'zh-CN': { name: '企业微信智能机器人（卡片可应答）', short: '企业微信' },
    en: { name: 'WeCom bot (cards that answer)', short: 'WeCom' },
  },
  settings: z.strictObject({
    host: Address.default('https://openws.work.weixin.qq.com'),
    botId: AppId,
    toKind: z.enum(['group', 'person']).default('group'),
    to: Conversation,
  }),
  secrets: z.strictObject({ secret: Secret }),
  fields: {
    botId: { words: { 'zh-CN': 'Bot ID', en: 'Bot ID' } },
    secret: SECRET_FIELD,
    to: TO_FIELD,
  },
});
