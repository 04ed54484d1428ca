import { z } from 'zod';
import { DATABASE_FAULTS, FILE_FAULTS } from './connect/files';

/** Why input was rejected. Screens have texts for each code in every language; programs may act on the codes. */
export const CAUSE_CODES = [
  // for a body, line or event as a whole
  'body-not-utf8',
  'body-not-json',
  'body-no-event',
  'body-empty',
  'line-not-json',
  'no-object',
  'too-deep',
  'too-large',
  'unreadable-row',
  'row-cells',
  'not-kept',
  'unknown-type',
  'type-not-allowed',
  'no-such-hall',
  'hall-not-allowed',
  'other-halls',
  'ahead-of-clock',
  'older-than-kept',
  'id-given-before',
  // for one field
  'missing',
  'not-text',
  'not-number',
  'not-whole',
  'not-yes-or-no',
  'not-list',
  'not-object',
  'too-small',
  'too-big',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'not-one-of',
  'unknown-fields',
  'not-an-instant',
  'instant-out-of-range',
  'bad-format',
  'unwritable',
  'ticket-or-case',
  'bad-shape',
  // for a column that a mapping reads
  'column-empty',
  'column-not-number',
  'column-not-whole',
  'column-not-yes-or-no',
  'column-not-time',
  'column-clock-gap',
  'column-not-in-map',
  'column-not-encoded',
  // for the organisation
  'no-such',
  'twice',
  'of-other-branch',
  'branch-without-queue',
  'no-self-service',
  'x-and-y',
  'off-plan',
  'day-over',
  'zone-off-plan',
  'held-twice',
  'of-other-hall',
  'unskilled',
  'break-outside-shift',
  'overlaps',
  'after-rostered',
  'before-rostered',
  'officer-taken',
  'window-taken',
  'ends-first',
  'weekday-twice',
  'parent-cycle',
  'persons-mobile',
  'line-cycle',
  'twin-unfit',
  'twin-queues',
  'no-whole-slots',
  'not-open-then',
  'code-stays',
  'bad-code',
  // for a table filled in by hand
  'column-missing',
  'not-a-day',
  'not-a-time',
  'not-weekdays',
  'not-a-break',
  'not-hours',
  // for a file as a whole
  ...FILE_FAULTS,
  // for a database as a whole
  ...DATABASE_FAULTS,
  'database-columns',
  'database-empty',
  'database-ties',
  'of-our-own',
] as const;
export const CauseCode = z.enum(CAUSE_CODES);
export type CauseCode = z.infer<typeof CauseCode>;

/** Type for a poller's row that cannot become an event. The contract has no such type, so ingestion quarantines it. */
export const UNREADABLE_ROW = 'row.unreadable';

/** `params` fill the text: limits and names, never the rejected input. */
export const Cause = z.object({
  path: z.string(),
  code: CauseCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Cause = z.infer<typeof Cause>;

/** Makes the cause of an input that could not be read. */
export const cause = (code: CauseCode, path = '', params: Cause['params'] = {}): Cause => ({ path, code, params });

const OF_TYPE: Readonly<Record<string, CauseCode>> = {
  string: 'not-text',
  number: 'not-number',
  int: 'not-whole',
  boolean: 'not-yes-or-no',
  array: 'not-list',
  object: 'not-object',
  record: 'not-object',
};
const OF_FORMAT: Readonly<Record<string, CauseCode>> = { datetime: 'not-an-instant', safeint: 'not-whole' };
const SIZE: Readonly<Record<string, readonly [small: CauseCode, big: CauseCode]>> = {
  string: ['too-short', 'too-long'],
  array: ['too-few', 'too-many'],
  set: ['too-few', 'too-many'],
};

/** Converts a zod issue to a cause. @param input the parsed value, because zod reports a missing field as a wrong type */
export function causeOf(issue: z.core.$ZodIssue, input: unknown): Cause {
  const path = issue.path.map(String).join('.');
  const [small, big] = SIZE['origin' in issue ? issue.origin : ''] ?? ['too-small', 'too-big'];
  if (issue.code !== 'custom' && issue.path.length > 0 && valueAt(input, issue.path) === undefined)
    return cause('missing', path);
  switch (issue.code) {
    case 'invalid_type':
      return cause(OF_TYPE[issue.expected] ?? 'bad-shape', path);
    case 'too_small':
      return cause(small, path, { limit: Number(issue.minimum) });
    case 'too_big':
      return cause(big, path, { limit: Number(issue.maximum) });
    case 'invalid_format':
      return cause(OF_FORMAT[issue.format] ?? 'bad-format', path);
    case 'invalid_value':
      return cause('not-one-of', path, { values: issue.values.map(String).join(', ') });
    case 'unrecognized_keys':
      return cause('unknown-fields', path, { fields: issue.keys.join(', ') });
    case 'custom':
      return cause(CauseCode.safeParse(issue.params?.['cause']).data ?? 'bad-shape', path);
    default:
      return cause('bad-shape', path);
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
