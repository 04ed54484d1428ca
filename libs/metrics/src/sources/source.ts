import type { MetricBy, MetricKey, NarrowedBy } from '@cockpit/contracts';
import { bind, joined, sql, type Sql } from '@cockpit/platform';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';

/** Computes some of the metrics as rows that add up. */
export interface MetricSource {
  readonly keys: readonly MetricKey[];
  rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]>;
}

/** Dimensions the engine can group by; the rest is told from these. */
export type Columns = Partial<Record<MetricBy, Sql>>;

/** What to group by in the engine for a dimension that is read off another one: a branch off its queue or item. */
export function groupedBy(by: MetricBy | null, columns: Columns): Sql {
  if (by === null || by === 'hall' || by === 'tier') return sql`''`;
  const column = columns[by] ?? (by === 'branch' ? (columns.queue ?? columns.item) : undefined);
  if (column === undefined) throw new Error(`no column for ${by}`);
  return column;
}

/** Narrowed to parts of halls, as a condition; null where nothing is. */
export function narrowed({ only = {} }: Pick<Ask, 'only'>, columns: Columns): Sql | null {
  const conditions = Object.entries(only).map(
    ([by, code]) => sql`${groupedBy(by as NarrowedBy, columns)} = ${bind.text(code)}`,
  );
  return conditions.length === 0 ? null : joined(conditions, ' AND ');
}

/** Both conditions, where there is a second one. */
export const also = (condition: Sql, more: Sql | null): Sql =>
  more === null ? condition : sql`(${condition}) AND ${more}`;
/** One more condition, where there is one. */
export const and = (condition: Sql | null): Sql => (condition === null ? sql`` : sql` AND ${condition}`);

/** Leaves out what the catalogue of the last day asked about calls high volume; null where it calls nothing so. */
export function ordinary(ask: Ask, plans: PlanBook, item = sql`ifNull(item, '')`): Sql | null {
  const items = plans.highVolume(ask.halls[0]?.last ?? ask.nowhere.last);
  return items.length === 0 ? null : sql`${item} NOT IN ${bind.texts(items)}`;
}

/** Names the parts: what the engine grouped by becomes the dimension asked for. */
export function named(rows: readonly Row[], ask: Ask, plans: PlanBook, columns: Columns): Row[] {
  const { by } = ask;
  if (by === 'hall') return rows.map((row) => ({ ...row, by: row.hall }));
  if (by === 'tier' && columns.tier === undefined) {
    const tiers = new Map(ask.halls.map(({ doc }) => [doc.code, doc.tier]));
    return rows.map((row) => ({ ...row, by: tiers.get(row.hall) ?? '' }));
  }
  if (by === 'branch') {
    const last = ask.halls[0]?.last ?? ask.nowhere.last;
    if (columns.queue === undefined) {
      const branches = plans.branchOfItem(last);
      return rows.map((row) => ({ ...row, by: branches.get(row.by) ?? '' }));
    }
    return rows.map((row) => ({
      ...row,
      by: plans.hall(row.hall, last)?.queues.find(({ code }) => code === row.by)?.branch ?? '',
    }));
  }
  return [...rows];
}
