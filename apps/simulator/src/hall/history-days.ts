/**
 * Eight weeks, the length of the lines in the overview. It includes the month before the first day, for which a
 * bulletin is made.
 */
export const HISTORY_DAYS = 56;
