/**
 * When each of a number of things is due, and which is due first; among equals the one with the smallest number. A tournament: a change is
 * played up to the root instead of asking everybody who is first.
 */
export class Schedule {
  /** by place in the tree, root at 1, leaves behind: the earliest time below it */
  private readonly times: Float64Array;
  /** and whose time that is */
  private readonly winners: Int32Array;
  private readonly leaves: number;

  constructor(size: number) {
    let leaves = 1;
    while (leaves < size) leaves *= 2;
    this.leaves = leaves;
    this.times = new Float64Array(2 * leaves).fill(Infinity);
    this.winners = Int32Array.from({ length: 2 * leaves }, (_, place) => Math.max(0, place - leaves));
    for (let place = leaves - 1; place >= 1; place -= 1) this.winners[place] = this.winners[2 * place] ?? 0;
  }

  get first(): number {
    return this.winners[1] ?? 0;
  }

  due(who: number): number {
    return this.times[this.leaves + who] ?? Infinity;
  }

  set(who: number, time: number): void {
    this.times[this.leaves + who] = time;
    this.replay(who);
  }

  private replay(who: number): void {
    const { times, winners } = this;
    let place = this.leaves + who;
    let winner = who;
    let earliest = times[place] ?? Infinity;
    while (place > 1) {
      const rival = times[place ^ 1] ?? Infinity;
      // The left one, of the smaller numbers, wins a tie.
      if ((place & 1) === 0 ? rival < earliest : rival <= earliest) {
        earliest = rival;
        winner = winners[place ^ 1] ?? 0;
      }
      place >>= 1;
      times[place] = earliest;
      winners[place] = winner;
    }
  }
}
