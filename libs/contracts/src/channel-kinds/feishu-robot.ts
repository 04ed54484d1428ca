import { z } from 'zod';
import { declareKind } from './kind';
import { Address, None, SIGN_FIELD, Secret, URL_FIELD } from './parts';

export const feishuRobot = declareKind('feishu-robot', {
  words: {
    'zh-CN': { name: '飞书群机器人', short: '飞书群' },
    en: { name: 'Feishu robot', short: 'Feishu group' },
  },
  settings: None,
  secrets: z.strictObject({ url: Address, sign: Secret.optional() }),
  fields: { url: URL_FIELD, sign: SIGN_FIELD },
});
