import type { audit } from './zh-CN/audit';

type Done<Key> = Key extends `audit.${infer Action}` ? Action : never;

/** What the audit says was done. A new one needs words in every language. */
export type AuditAction = Done<keyof typeof audit>;
