import { z } from 'zod';
import { declareKind } from './kind';
import { Address, None, URL_FIELD } from './parts';

export const wecomRobot = declareKind('wecom-robot', {
  words: {
    'zh-CN': { name: '企业微信群机器人', short: '企业微信群' },
    en: { name: 'WeCom robot', short: 'WeCom group' },
  },
  settings: None,
  secrets: z.strictObject({ url: Address }),
  fields: { url: URL_FIELD },
});
