/**
 * A newer version that has worked on these data has left what this one does not know, and would spoil.
 * @throws naming the first migrations that ran and are not of this version
 */
export function refuseNewer(ran: readonly string[], known: readonly string[]): void {
  const own = new Set(known);
  const unknown = ran.filter((name) => !own.has(name));
  if (unknown.length > 0)
    throw new Error(
      `the data are of a newer version of the cockpit (${unknown.slice(0, 2).join(', ')}): start that version, or name another directory with DATA_DIR`,
    );
}
