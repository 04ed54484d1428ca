import { z } from 'zod';
import { EVENT_TYPES } from '../events/data';
import { freeText } from '../privacy';
import { ENCODINGS, type Encoding } from './files';

const column = z.string().min(1).max(200);
const Zone = z.string().min(1).refine(isZone, 'an IANA time zone such as Asia/Shanghai');
const Regex = z.string().refine(compiles, 'a regular expression');

/** When a row or an event applies. All conditions of a list must be true. */
export const MappingCondition = z
  .strictObject({
    column,
    equals: z.string().optional(),
    oneOf: z.array(z.string()).min(1).optional(),
    matches: Regex.optional(),
    /** true: the column has a value; false: it is missing or empty */
    present: z.boolean().optional(),
    /** negates the condition */
    not: z.boolean().default(false),
  })
  .refine((c) => [c.equals, c.oneOf, c.matches, c.present].filter((test) => test !== undefined).length === 1, {
    message: 'exactly one of equals, oneOf, matches, present',
  });

const conversion = {
  /** name of a value map; a value outside it is an error unless `otherwise` is given or `keep` is true */
  map: z.string().optional(),
  otherwise: z.string().optional(),
  keep: z.boolean().optional(),
  /** its first group (or the whole match) is used; no match counts as empty */
  extract: Regex.optional(),
  as: z.enum(['text', 'integer', 'number', 'boolean', 'instant', 'list']).default('text'),
  /** for `instant`: a Luxon format, `iso`, `epoch-ms`, `epoch-s` or `serial` (days of a spreadsheet); the first that matches is used */
  format: z.union([z.string(), z.array(z.string()).min(1).max(20)]).optional(),
  timeZone: Zone.optional(),
  /** for `list`: separator */
  split: z.string().min(1).default(';'),
  /** factor for numbers: source in minutes, seconds needed → 60 */
  times: z.number().optional(),
  /** an empty value is an error if required, else the field is omitted */
  required: z.boolean().default(false),
};
/** Source of a value: exactly one of column, value (a constant), template (with `{column}`). */
export const MappingField = z
  .strictObject({
    column: column.optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    template: z.string().optional(),
    ...conversion,
  })
  .refine((f) => [f.column, f.value, f.template].filter((from) => from !== undefined).length === 1, {
    message: 'exactly one of column, value, template',
  });
export type MappingField = z.infer<typeof MappingField>;
export type MappingCondition = z.infer<typeof MappingCondition>;

const When = z.array(MappingCondition).default([]);

export const EventMapping = z.strictObject({
  type: z.enum(EVENT_TYPES),
  when: When,
  /** deterministic, so that importing the same file again changes nothing; by default a hash of the event */
  id: z.string().optional(),
  time: MappingField,
  data: z.record(z.string(), MappingField),
});
export type EventMapping = z.infer<typeof EventMapping>;

export const Mapping = z
  .strictObject({
    format: z.literal('mapping/1'),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and dashes'),
    /** description for readers */
    about: freeText(4000).optional(),
    /** by default from the file extension */
    rows: z.enum(['csv', 'ndjson', 'xes', 'xlsx']).optional(),
    /** of a workbook; by default its first sheet with rows */
    sheet: z.string().min(1).max(100).optional(),
    delimiter: z.string().length(1).default(','),
    encoding: z
      .enum([...ENCODINGS, 'gbk', 'gb2312'])
      // gb18030 has the characters of both at the same code points
      .transform((name): Encoding => (name === 'gbk' || name === 'gb2312' ? 'gb18030' : name))
      .default('utf8'),
    timeZone: Zone,
    /** values that count as empty */
    empty: z.array(z.string()).default([]),
    valueMaps: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    skip: z.array(z.strictObject({ when: z.array(MappingCondition).min(1), why: freeText(500).min(1) })).default([]),
    events: z.array(EventMapping).min(1),
    /** names for `--create-organisation` */
    organisation: z
      .strictObject({
        hallName: MappingField.optional(),
        queueName: MappingField.optional(),
        queueLetter: MappingField.optional(),
        branch: z.strictObject({ code: z.string(), name: z.string() }).default({ code: 'imported', name: '导入' }),
      })
      .default({ branch: { code: 'imported', name: '导入' } }),
  })
  .superRefine((mapping, context) => {
    for (const [path, field] of fieldsOf(mapping)) {
      if (field.map !== undefined && !Object.hasOwn(mapping.valueMaps, field.map)) {
        context.addIssue({ code: 'custom', path: [...path, 'map'], message: `no value map is called ${field.map}` });
      }
      if (field.as === 'instant' && field.format === undefined) {
        context.addIssue({ code: 'custom', path: [...path, 'format'], message: 'an instant needs a format' });
      }
    }
  });
export type Mapping = z.infer<typeof Mapping>;

interface Fields {
  events: { time: MappingField; data: Record<string, MappingField> }[];
  organisation: {
    hallName?: MappingField | undefined;
    queueName?: MappingField | undefined;
    queueLetter?: MappingField | undefined;
  };
}

function* fieldsOf(mapping: Fields): Generator<[(string | number)[], MappingField]> {
  for (const [index, event] of mapping.events.entries()) {
    yield [['events', index, 'time'], event.time];
    for (const [name, field] of Object.entries(event.data)) yield [['events', index, 'data', name], field];
  }
  const { hallName, queueName, queueLetter } = mapping.organisation;
  for (const [name, field] of Object.entries({ hallName, queueName, queueLetter })) {
    if (field) yield [['organisation', name], field];
  }
}

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
