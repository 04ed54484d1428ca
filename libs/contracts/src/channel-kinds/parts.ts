import { z } from 'zod';
import type { FormField } from './kind';

/** Parts that several kinds share. */
export const None = z.strictObject({});
export const Secret = z.string().min(1).max(2000);
/** No user info and no fragment, because secrets have fields of their own. */
export const Address = z
  .url({ protocol: /^https?$/, error: 'an address beginning with https:// or http://' })
  .max(2000)
  .refine((text) => {
    // also called for invalid addresses, which are already reported
    if (!URL.canParse(text)) return true;
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  }, 'an address without user, password or fragment');
export const AppId = z.string().regex(/^[\w-]{1,100}$/, 'letters, digits, - and _');
export const Conversation = z.string().regex(/^[\w+/=.@:-]{1,200}$/, 'as the console shows it');

const field = (chinese: string, en: string): FormField => ({ words: { 'zh-CN': chinese, en } });
export const URL_FIELD = field('地址（Webhook URL）', 'Address (webhook URL)');
export const SIGN_FIELD: FormField = { ...field('加签密钥', 'Signing secret'), optional: true, hidden: true };
export const SECRET_FIELD: FormField = { ...field('Secret', 'Secret'), hidden: true };
/** The same position in the form of all kinds. */
export const TO_FIELD = field(
  '发给（邮件：每条都收的人，逗号隔开，留空则只发给该预警的责任人；应用：群的会话 ID；企业微信应用：成员账号，多个用 | 隔开）',
  'To (mail: who gets everything, with commas between; empty: only whom it is addressed to; app: the ID of the group; WeCom app: userids with | between)',
);
