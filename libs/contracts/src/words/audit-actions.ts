import type { audit } from './zh-CN/audit';

type Done<Key> = Key extends `audit.${infer Action}` ? Action : never;

/** Actions in the audit log. A new one needs words in every language. */
export type AuditAction = Done<keyof typeof audit>;
