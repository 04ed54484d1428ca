import { z } from 'zod';
import { declareKind } from './kind';
import { Address, None, SIGN_FIELD, Secret, URL_FIELD } from './parts';

export const dingtalkRobot = declareKind('dingtalk-robot', {
  words: {
    'zh-CN': { name: '钉钉群机器人', short: '钉钉群' },
    en: { name: 'DingTalk robot', short: 'DingTalk group' },
  },
  settings: None,
  secrets: z.strictObject({ url: Address, sign: Secret.optional() }),
  fields: { url: URL_FIELD, sign: SIGN_FIELD },
});
