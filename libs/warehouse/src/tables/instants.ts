/** Instant as ClickHouse parses it fastest: an unquoted number in the column's unit, ms. */
export const instant = (time: number): number => time;
export const instantOrNull = (time: number | null): number | null => time;
