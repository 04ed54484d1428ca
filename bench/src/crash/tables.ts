import { createClickhouse, type Settings } from '@cockpit/platform';

interface Derived {
  name: string;
  /** columns that say when or how often it was computed, not what */
  without: readonly string[];
  /** of those rewritten a hall day at a time: what is empty in the row that only says that it was */
  byDay?: string;
  /** columns that, while a matter is open, are those of the moment it was computed in */
  ofClosed?: string;
}

/** Every table that follows from the events. Figures of an open matter are those of the moment they were computed in. */
const DERIVED: readonly Derived[] = [
  { name: 'visit', without: ['version', 'is_deleted'] },
  { name: 'window_span', without: ['version'], byDay: 'window_id' },
  { name: 'load_15min', without: ['version'], byDay: 'code' },
  { name: 'booking', without: ['version', 'is_deleted'] },
  { name: 'terminal_span', without: ['version'], byDay: 'terminal_id' },
  { name: 'terminal_use', without: ['version'], byDay: 'terminal_id' },
  { name: 'point_count', without: ['version', 'is_deleted'] },
  { name: 'consult', without: ['version', 'is_deleted'] },
  {
    name: 'matter',
    without: ['version', 'is_deleted', 'computed_at', 'elapsed', 'elapsed_days', 'remaining_days', 'faults', 'times'],
    ofClosed: "REPLACE (if(closed_at IS NULL, '', card) AS card, if(closed_at IS NULL, 0, overdue) AS overdue)",
  },
];

/** All rows that count of every derived table, as text. */
export async function snapshot(settings: Settings): Promise<Map<string, string[]>> {
  const client = createClickhouse(settings, 'reader');
  try {
    const tables = new Map<string, string[]>();
    for (const { name, without, byDay, ofClosed = '' } of DERIVED) {
      const latest =
        byDay !== undefined
          ? ` WHERE ${byDay} != '' AND (hall, day, version) IN (SELECT hall, day, max(version) FROM ${name} GROUP BY hall, day)`
          : '';
      const answer = await client.query({
        query: `SELECT * EXCEPT (${without.join(', ')}) ${ofClosed} FROM ${name} FINAL${latest} ORDER BY ALL`,
        format: 'JSONCompactEachRow',
      });
      tables.set(
        name,
        (await answer.text()).split('\n').filter((line) => line !== ''),
      );
    }
    return tables;
  } finally {
    await client.close();
  }
}

export async function emptyDerived(settings: Settings): Promise<void> {
  const client = createClickhouse(settings, 'writer');
  try {
    for (const { name } of DERIVED) await client.command({ query: `TRUNCATE TABLE ${name}` });
  } finally {
    await client.close();
  }
}

/** Rows that stand in one of the two only. */
export function differences(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
  say: (line: string) => void,
): number {
  let total = 0;
  for (const [name, rows] of before) {
    const others = after.get(name) ?? [];
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    for (const row of others) counts.set(row, (counts.get(row) ?? 0) - 1);
    const different = [...counts].filter(([, count]) => count !== 0);
    for (const [row, count] of different.slice(0, 5))
      say(`${name}: ${count > 0 ? 'kept' : 'recomputed'} only: ${row.slice(0, 600)}`);
    total += different.reduce((sum, [, count]) => sum + Math.abs(count), 0);
  }
  return total;
}
