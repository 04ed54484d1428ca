import type { DatabaseColumn, DatabaseColumns } from '@cockpit/contracts';

const CHANGED = /updat|modif|chang|last|更新|修改|变更|gxsj|xgsj|bgsj/i;
const MADE = /creat|insert|made|add|创建|建立|录入|新增|cjsj|lrsj/i;
const isTimestamp = ({ type }: DatabaseColumn): boolean => /^(?:timestamp|datetime)/i.test(type);
const isWhole = ({ type }: DatabaseColumn): boolean => /^(?:bigint|int|integer|smallint|mediumint|serial)/i.test(type);

/** Prefers indexed columns, which are fast, and columns that are never null, which miss no row. */
const best = (columns: readonly DatabaseColumn[]): DatabaseColumn | undefined =>
  columns.toSorted(
    (first, second) =>
      Number(second.indexed) - Number(first.indexed) || Number(first.nullable) - Number(second.nullable),
  )[0];

/** Guesses the column that finds new and changed rows; the user decides. */
export function guessCursor(columns: readonly DatabaseColumn[]): Pick<DatabaseColumns, 'cursor' | 'key'> {
  const moments = columns.filter(isTimestamp);
  const changed = best(moments.filter(({ name }) => CHANGED.test(name)));
  const grows =
    best(columns.filter((column) => column.primary && isWhole(column))) ??
    best(moments.filter(({ name }) => MADE.test(name)));
  return {
    key: columns.find(({ primary }) => primary)?.name ?? null,
    cursor:
      changed !== undefined
        ? { column: changed.name, finds: 'changes' }
        : grows !== undefined
          ? { column: grows.name, finds: 'new' }
          : null,
  };
}
