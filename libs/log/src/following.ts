type State = { at: 'waiting'; since: number } | { at: 'loading' } | { at: 'following' };

/** Whether every partition of the log is followed, by this process or by another that holds the lease. */
export class Following {
  private readonly states: State[];

  /**
   * @param leaseMs lifetime of a dead holder's lease, ms; whoever waits longer waits for a live holder
   * @param now monotonic, ms
   */
  constructor(
    partitions: number,
    private readonly leaseMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.states = Array.from({ length: partitions }, () => ({ at: 'waiting', since: now() }));
  }

  /** This process holds the lease and is loading the history. */
  loads(partition: number): void {
    this.states[partition] = { at: 'loading' };
  }

  /** The history is loaded, and new entries are read as they arrive. */
  follows(partition: number): void {
    this.states[partition] = { at: 'following' };
  }

  /** The lease is released or lost. */
  waits(partition: number): void {
    this.states[partition] = { at: 'waiting', since: this.now() };
  }

  /** Rejects naming the partitions without a known follower. */
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
