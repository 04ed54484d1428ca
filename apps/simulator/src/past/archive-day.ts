/** Heartbeat interval of terminals in the archive. With a longer one they would count as silent. */
export const HEARTBEAT_MIN = 15;
