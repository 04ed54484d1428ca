import { EVENT_DATA, EVENT_TYPES, isEventType, isKept, type EventType } from '@cockpit/contracts';
import type { z } from 'zod';

/** A parsed event with envelope and data. */
export interface ReadEvent {
  id: string;
  source: string;
  sequence: number | undefined;
  type: EventType;
  /** epoch ms */
  time: number;
  data: object;
}

type Check = (value: unknown) => boolean;
interface Field {
  name: string;
  isOptional: boolean;
  check: Check;
}

/**
 * Fast path for events that certainly match the contract, at a fifth of the schemas' cost; null when only the schemas
 * can decide. Its checks are derived from the schemas themselves as far as it supports them.
 */
export function readQuickly(raw: object): ReadEvent | null {
  const { specversion, id, source, type, time, subject, sequence, datacontenttype, data } = raw as Record<
    string,
    unknown
  >;
  if (
    specversion !== '1.0' ||
    !isText(id, 1, 128) ||
    !isText(source, 1, 300) ||
    !isText(time, 1, 40) ||
    !INSTANT.test(time) ||
    (subject !== undefined && !isText(subject, 0, 300)) ||
    sequence !== undefined ||
    (datacontenttype !== undefined && datacontenttype !== 'application/json') ||
    typeof type !== 'string' ||
    !isEventType(type) ||
    typeof data !== 'object' ||
    data === null ||
    Array.isArray(data)
  )
    return null;
  const at = Date.parse(time);
  const own = isKept(at) ? dataOf(FIELDS[type], data as Record<string, unknown>) : null;
  return own === null ? null : { id, source, sequence: undefined, type, time: at, data: own };
}

/** The schema's fields in its order, without others. */
function dataOf(fields: readonly Field[] | null, data: Record<string, unknown>): object | null {
  if (fields === null) return null;
  const own: Record<string, unknown> = {};
  for (const { name, isOptional, check } of fields) {
    const value = data[name];
    if (value === undefined) {
      if (!isOptional || name in data) return null;
    } else if (check(value)) own[name] = value;
    else return null;
  }
  return own;
}

const isText = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' && value.length >= least && value.length <= most;

/** No leap day, leap second or unusual offset: the schema handles those. */
const INSTANT =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

type Def = z.core.$ZodTypeDef & {
  checks?: {
    _zod: { def: { check: string; minimum?: number; maximum?: number; value?: number; inclusive?: boolean } };
  }[];
  shape?: Record<string, z.core.$ZodType>;
  catchall?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  entries?: Record<string, string | number>;
  format?: string;
  coerce?: boolean;
};
const defOf = (schema: z.core.$ZodType): Def => schema._zod.def;

/** null when the schema uses something unsupported */
function fieldsOf(schema: z.core.$ZodType): Field[] | null {
  const { type, shape, catchall, checks = [] } = defOf(schema);
  if (type !== 'object' || shape === undefined || catchall !== undefined || checks.length > 0) return null;
  return Object.entries(shape).map(([name, field]) => {
    const def = defOf(field);
    const isOptional = def.type === 'optional';
    return {
      name,
      isOptional,
      check: checkOf(isOptional && def.innerType !== undefined ? def.innerType : field) ?? never,
    };
  });
}

const never: Check = () => false;

function checkOf(schema: z.core.$ZodType): Check | null {
  const def = defOf(schema);
  const limits = limitsOf(def);
  if (limits === null || def.coerce === true) return null;
  const [least, most] = limits;
  if (def.type === 'string' && def.format === undefined) return (value) => isText(value, least, most);
  if (def.type === 'number' && (def.format === undefined || def.format === 'safeint')) {
    const isWhole = def.format === 'safeint';
    return (value) =>
      typeof value === 'number' &&
      value >= least &&
      value <= most &&
      (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value));
  }
  if (def.type === 'boolean') return (value) => typeof value === 'boolean';
  if (def.type === 'enum' && def.entries !== undefined) {
    const values = new Set<unknown>(Object.values(def.entries));
    return (value) => values.has(value);
  }
  if (def.type === 'array' && def.element !== undefined) {
    const each = checkOf(def.element);
    if (each === null) return null;
    return (value) => Array.isArray(value) && value.length >= least && value.length <= most && value.every(each);
  }
  return null;
}

/** Limits of length or value; null when there are other checks. */
function limitsOf({ checks = [] }: Def): [least: number, most: number] | null {
  let [least, most] = [-Infinity, Infinity];
  for (const {
    _zod: { def },
  } of checks) {
    if (def.check === 'min_length') least = Math.max(least, def.minimum ?? Infinity);
    else if (def.check === 'max_length') most = Math.min(most, def.maximum ?? -Infinity);
    else if (def.check === 'greater_than' && def.inclusive === true) least = Math.max(least, def.value ?? Infinity);
    else if (def.check === 'less_than' && def.inclusive === true) most = Math.min(most, def.value ?? -Infinity);
    else return null;
  }
  return [least, most];
}

const FIELDS = Object.fromEntries(EVENT_TYPES.map((type) => [type, fieldsOf(EVENT_DATA[type])])) as Record<
  EventType,
  Field[] | null
>;
/** Types that always need the schemas. */
export const READ_WHOLE = EVENT_TYPES.filter(
  (type) => FIELDS[type]?.some(({ isOptional, check }) => !isOptional && check === never) ?? true,
);
