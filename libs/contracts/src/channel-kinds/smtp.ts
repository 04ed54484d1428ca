import { z } from 'zod';
import { declareKind } from './kind';
import { Secret, TO_FIELD } from './parts';

const MailAddress = z.email().max(254);
/** `tls` from the first byte (465), `starttls` required (587), `none` for a relay in the own network */
const SECURITY = ['tls', 'starttls', 'none'] as const;

export const smtp = declareKind('smtp', {
  words: {
    'zh-CN': { name: '邮件', short: '邮件' },
    en: { name: 'Mail', short: 'Mail' },
  },
  settings: z.strictObject({
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535),
    security: z.enum(SECURITY),
    user: z.string().max(254).optional(),
    from: MailAddress,
    /** recipients of everything sent there; if empty, only the addressees of each message */
    to: z.array(MailAddress).max(50),
  }),
  secrets: z.strictObject({ password: Secret.optional() }),
  fields: {
    host: { words: { 'zh-CN': '服务器', en: 'Server' } },
    port: { words: { 'zh-CN': '端口', en: 'Port' }, is: 'number', initial: '465' },
    security: { words: { 'zh-CN': '加密方式', en: 'Encryption' }, choices: SECURITY, initial: 'tls' },
    from: { words: { 'zh-CN': '发件人', en: 'From' } },
    to: { ...TO_FIELD, is: 'list', optional: true },
    user: { words: { 'zh-CN': '用户名', en: 'User' }, optional: true },
    password: { words: { 'zh-CN': '密码', en: 'Password' }, optional: true, hidden: true },
  },
});
