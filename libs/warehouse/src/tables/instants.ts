/** Instants as ClickHouse reads them fastest: a number without quotes is the column's own unit, ms. */
export const instant = (time: number): number => time;
export const instantOrNull = (time: number | null): number | null => time;
