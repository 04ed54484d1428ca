/** What this room and those behind it must know of the organisation; bound where the application is put together. */
export interface HallDirectory {
  /** every hall of the organisation with its IANA zone; asked for each request, so it answers from memory */
  halls(): Promise<ReadonlyMap<string, { timeZone: string }>>;
}
export const HALL_DIRECTORY = Symbol('HALL_DIRECTORY');
