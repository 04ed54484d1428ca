/** The line of one queue inside a roll-out: parallel arrays that are reused from path to path, and read where they stand. */
export class Line {
  issued = new Float64Array(64);
  mean = new Float64Array(64);
  luck = new Float64Array(64);
  chance = new Float64Array(64);
  probe = new Int32Array(64);
  private place = new Float64Array(64);
  private head = 0;
  private tail = 0;

  get length(): number {
    return this.tail - this.head;
  }

  clear(): void {
    this.head = 0;
    this.tail = 0;
  }

  headIssued(): number {
    return this.issued[this.head] ?? 0;
  }

  /** @param probe index of the probe this entry is, or −1 for somebody real @param luck, chance uniform draws of this visitor */
  push(issued: number, mean: number, luck: number, chance: number, probe: number, place = issued): void {
    if (this.tail === this.issued.length) this.grow();
    this.set(this.tail, issued, mean, luck, chance, probe);
    this.place[this.tail] = place;
    this.tail += 1;
  }

  /** Somebody who goes before those whose place is behind theirs, for they have priority. */
  insert(issued: number, mean: number, luck: number, chance: number, probe: number, place: number): void {
    this.push(issued, mean, luck, chance, probe, place);
    for (let i = this.tail - 1; i > this.head && (this.place[i - 1] ?? 0) > place; i--) this.swap(i, i - 1);
  }

  /** Somebody who goes before those waiting, behind the probe-free front only: priority over everybody here. */
  pushFront(issued: number, mean: number, luck: number, chance: number): void {
    if (this.head === 0) {
      this.push(issued, mean, luck, chance, -1, -Infinity);
      for (let i = this.tail - 1; i > this.head; i--) this.swap(i, i - 1);
      return;
    }
    this.head -= 1;
    this.set(this.head, issued, mean, luck, chance, -1);
    this.place[this.head] = -Infinity;
  }

  /** Takes the head off. @returns where it stands in the columns, until somebody else is put in line */
  shift(): number {
    return this.head++;
  }

  private set(i: number, issued: number, mean: number, luck: number, chance: number, probe: number): void {
    this.issued[i] = issued;
    this.mean[i] = mean;
    this.luck[i] = luck;
    this.chance[i] = chance;
    this.probe[i] = probe;
  }

  private swap(i: number, j: number): void {
    for (const column of [this.issued, this.mean, this.luck, this.chance, this.probe, this.place]) {
      const kept = column[i] ?? 0;
      column[i] = column[j] ?? 0;
      column[j] = kept;
    }
  }

  private grow(): void {
    const longer = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    this.issued = longer(this.issued);
    this.mean = longer(this.mean);
    this.luck = longer(this.luck);
    this.chance = longer(this.chance);
    this.place = longer(this.place);
    const probe = new Int32Array(this.probe.length * 2);
    probe.set(this.probe);
    this.probe = probe;
  }
}
