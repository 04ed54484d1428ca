/** Terminals report less often in the archive: it is there for the figures, not for a feed clock. Any less, and they count as silent. */
export const HEARTBEAT_MIN = 15;
