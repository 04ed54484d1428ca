import type { zhCN } from './zh-CN';

/** Codes that only programs meet: senders of events, the command line, and what is asked of the metrics by hand. They have no words. */
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
  // the page of the sign-in says it in its own words
  'wrong-credentials',
] as const;

type Worded<Key> = Key extends `problem.${infer Code}` ? Code : never;

/** What an answer of 400 or more may say. A new code needs words in every language, or a place among those of programs. */
export type ProblemCode = Worded<keyof typeof zhCN> | (typeof PROGRAM_CODES)[number];
