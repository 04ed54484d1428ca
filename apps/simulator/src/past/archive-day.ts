/** Terminals report less often in the archive: it is there for the figures, not for a feed clock. Any less, and they count as silent. */
export const HEARTBEAT_MIN = 15;
/** Nobody is left in a hall so long after its opening. */
export const LATEST_MIN = 900;
