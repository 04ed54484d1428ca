/** Instants as ClickHouse reads them fastest: a number without quotes is the column's own unit, ms. */
export const instant = (time: number): number => time;
export const instantOrNull = (time: number | null): number | null => time;
/** epoch ms of an instant as ClickHouse writes it, `2026-03-04T01:00:00.000Z` */
export const timeOf = (text: string): number => Date.parse(text);
export const timeOrNull = (text: string | null): number | null => (text === null ? null : Date.parse(text));
