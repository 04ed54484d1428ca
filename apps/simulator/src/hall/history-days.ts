/** Eight weeks, as long as the lines of the overview are; the month before the first day, whose bulletin is made, is within them. */
export const HISTORY_DAYS = 56;
