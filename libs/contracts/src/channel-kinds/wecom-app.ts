import { z } from 'zod';
import { declareKind } from './kind';
import { Address, AppId, SECRET_FIELD, Secret, TO_FIELD } from './parts';

/** An app of the customer: 企业ID, AgentId and Secret are on its page in the console. */
export const wecomApp = declareKind('wecom-app', {
  words: {
    'zh-CN': { name: '企业微信应用', short: '企业微信' },
    en: { name: 'WeCom app', short: 'WeCom' },
  },
  settings: z.strictObject({
    host: Address.default('https://qyapi.weixin.qq.com'),
    corpId: AppId,
    agentId: z.int().min(1),
    /** `chat`: a group created by this app */
    toKind: z.enum(['user', 'party', 'tag', 'chat']).default('user'),
    /** several ids separated by | */
    to: z.string().regex(/^[\w|@.-]{1,500}$/, 'ids, with | between them'),
  }),
  secrets: z.strictObject({ secret: Secret }),
  fields: {
    corpId: { words: { 'zh-CN': '企业 ID（corpid）', en: 'Company ID (corpid)' } },
    agentId: { words: { 'zh-CN': 'AgentId', en: 'AgentId' }, is: 'number' },
    secret: SECRET_FIELD,
    to: TO_FIELD,
  },
});
