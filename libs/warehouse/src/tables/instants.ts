/** Instants as ClickHouse reads them. */
export const instant = (time: number): string => new Date(time).toISOString();
export const instantOrNull = (time: number | null): string | null => (time === null ? null : instant(time));
/** epoch ms of an instant as ClickHouse writes it, `2026-03-04T01:00:00.000Z` */
export const timeOf = (text: string): number => Date.parse(text);
export const timeOrNull = (text: string | null): number | null => (text === null ? null : Date.parse(text));
