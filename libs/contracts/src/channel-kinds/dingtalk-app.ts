import { z } from 'zod';
import { declareKind } from './kind';
import { Address, AppId, Conversation, Secret, TO_FIELD } from './parts';

/** An app of the customer's own organisation, like that of Feishu. */
export const dingtalkApp = declareKind('dingtalk-app', {
  words: {
    'zh-CN': { name: '钉钉应用（卡片可应答）', short: '钉钉' },
    en: { name: 'DingTalk app (cards that answer)', short: 'DingTalk' },
  },
  settings: z.strictObject({
    host: Address.default('https://api.dingtalk.com'),
    clientId: AppId,
    /** the group, as `openConversationId` */
    to: Conversation,
    /** card template with the variables and the button of docs/alerts.md */
    template: Conversation,
  }),
  secrets: z.strictObject({ clientSecret: Secret }),
  fields: {
    clientId: { words: { 'zh-CN': 'Client ID', en: 'Client ID' } },
    clientSecret: { words: { 'zh-CN': 'Client Secret', en: 'Client secret' }, hidden: true },
    to: TO_FIELD,
    template: { words: { 'zh-CN': '卡片模板 ID', en: 'Card template ID' } },
  },
});
