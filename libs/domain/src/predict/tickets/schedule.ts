import { at } from '../../numeric';

/**
 * When each of a number of things is due, and which is due first; among equals the one with the smallest number. A tournament: a change is
 * played up to the root instead of asking everybody who is first.
 */
export class Schedule {
  private readonly times: Float64Array;
  /** by place in the tree, root at 1: who is first below it */
  private readonly winners: Int32Array;
  private readonly leaves: number;

  constructor(size: number) {
    let leaves = 1;
    while (leaves < size) leaves *= 2;
    this.leaves = leaves;
    this.times = new Float64Array(leaves).fill(Infinity);
    this.winners = Int32Array.from({ length: 2 * leaves }, (_, place) => Math.max(0, place - leaves));
    for (let place = leaves - 1; place >= 1; place -= 1) this.winners[place] = this.winners[2 * place] ?? 0;
  }

  get first(): number {
    return this.winners[1] ?? 0;
  }

  due(who: number): number {
    return at(this.times, who);
  }

  set(who: number, time: number): void {
    const { times, winners } = this;
    times[who] = time;
    for (let place = (this.leaves + who) >> 1; place >= 1; place >>= 1) {
      const left = winners[2 * place] ?? 0;
      const right = winners[2 * place + 1] ?? 0;
      winners[place] = at(times, right) < at(times, left) ? right : left;
    }
  }
}
