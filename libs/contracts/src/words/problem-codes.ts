import type { zhCN } from './zh-CN';

/** Codes for programs only: senders of events, the command line, and manual metric queries. They have no words. */
export const PROGRAM_CODES = [
  'accepted-only',
  'body-cut-off',
  'body-too-slow',
  'broken-gzip',
  'invalid-calendar',
  'invalid-key',
  'invalid-logout-token',
  'invalid-organisation',
  'key-not-usable',
  'missing-key',
  'no-halls',
  'no-such-split',
  'source-exists',
  'token-exists',
  'too-many-requests',
  'unknown-key',
  'unknown-metric',
  'unknown-token',
  'unpacking-too-slow',
  'unparsable',
  'unsupported-encoding',
  'unsupported-media-type',
  // the sign-in page has its own words for it
  'wrong-credentials',
] as const;

type Worded<Key> = Key extends `problem.${infer Code}` ? Code : never;

/** Codes of answers with status 400 or more. A new code needs words in every language, or an entry among those of programs. */
export type ProblemCode = Worded<keyof typeof zhCN> | (typeof PROGRAM_CODES)[number];
