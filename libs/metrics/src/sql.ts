import { bind, sql, type Sql } from '@cockpit/platform';

/** An SQL lookup; `otherwise` for unknown keys. */
export function lookup(key: Sql, entries: readonly (readonly [string, number])[], otherwise: Sql): Sql {
  if (entries.length === 0) return otherwise;
  const names = bind.texts(entries.map(([name]) => name));
  return sql`transform(${key}, ${names}, ${bind.numbers(entries.map(([, value]) => value))}, toFloat64(${otherwise}))`;
}
