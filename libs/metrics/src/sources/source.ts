import type { MetricBy, MetricKey, NarrowedBy } from '@cockpit/contracts';
import { bind, joined, sql, type Sql } from '@cockpit/platform';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import type { Row } from '../sums';

/** Computes some metrics as rows that add up. */
export interface MetricSource {
  readonly keys: readonly MetricKey[];
  rows(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Row[]>;
}

/** Grouping columns in the database; other dimensions are derived from these. */
export type Columns = Partial<Record<MetricBy, Sql>>;

/** The grouping column of a dimension; branch is derived from queue or item. */
export function groupedBy(by: MetricBy | null, columns: Columns): Sql {
  if (by === null || by === 'hall' || by === 'tier') return sql`''`;
  const column = columns[by] ?? (by === 'branch' ? (columns.queue ?? columns.item) : undefined);
  if (column === undefined) throw new Error(`no column for ${by}`);
  return column;
}

/** The condition for parts of halls; null without restriction. */
export function narrowed({ only = {} }: Pick<Ask, 'only'>, columns: Columns): Sql | null {
  const conditions = Object.entries(only).map(
    ([by, code]) => sql`${groupedBy(by as NarrowedBy, columns)} = ${bind.text(code)}`,
  );
  return conditions.length === 0 ? null : joined(conditions, ' AND ');
}

/** Joins the conditions if there is a second one. */
export const also = (condition: Sql, more: Sql | null): Sql =>
  more === null ? condition : sql`(${condition}) AND ${more}`;
/** One more condition, if any. */
export const and = (condition: Sql | null): Sql => (condition === null ? sql`` : sql` AND ${condition}`);

/** Condition that leaves out high-volume items of the query's last day; null if there are none. */
export function ordinary(ask: Ask, plans: PlanBook, item = sql`ifNull(item, '')`): Sql | null {
  const items = plans.highVolume(ask.halls[0]?.last ?? ask.nowhere.last);
  return items.length === 0 ? null : sql`${item} NOT IN ${bind.texts(items)}`;
}

/** Replaces grouped values by the requested dimension. */
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
