type State = { at: 'waiting'; since: number } | { at: 'loading' } | { at: 'following' };

/** Whether every partition of the log is followed: by this process, or by another that holds its lease. */
export class Following {
  private readonly states: State[];

  /**
   * @param leaseMs how long a holder that died keeps a lease, ms: who has waited for longer waits behind one that is alive
   * @param now monotonic, ms
   */
  constructor(
    partitions: number,
    private readonly leaseMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.states = Array.from({ length: partitions }, () => ({ at: 'waiting', since: now() }));
  }

  /** The lease is held, and what is known of the past is being read. */
  loads(partition: number): void {
    this.states[partition] = { at: 'loading' };
  }

  /** Everything known is read, and what comes is read as it comes. */
  follows(partition: number): void {
    this.states[partition] = { at: 'following' };
  }

  /** The lease is given back or lost. */
  waits(partition: number): void {
    this.states[partition] = { at: 'waiting', since: this.now() };
  }

  /** Rejects naming the partitions that nobody is known to follow. */
  assert(): Promise<void> {
    const missing = this.states.flatMap((state, partition) => (this.isFollowed(state) ? [] : [partition]));
    return missing.length === 0
      ? Promise.resolve()
      : Promise.reject(new Error(`partitions of the log that are not followed yet: ${missing.join(', ')}`));
  }

  private isFollowed(state: State): boolean {
    return state.at === 'following' || (state.at === 'waiting' && this.now() - state.since > this.leaseMs);
  }
}
