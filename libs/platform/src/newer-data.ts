/**
 * Refuses data that a newer version has migrated, because this version would corrupt them.
 * @throws naming the first unknown migrations
 */
export function refuseNewer(ran: readonly string[], existing: readonly string[]): void {
  const ownNames = new Set(existing);
  const unknown = ran.filter((name) => !ownNames.has(name));
  if (unknown.length > 0)
    throw new Error(
      `the data are of a newer version of the cockpit (${unknown.slice(0, 2).join(', ')}): start that version, or name another directory with DATA_DIR`,
    );
}
