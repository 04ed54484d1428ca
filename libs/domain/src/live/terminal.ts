import { placeIn, removeKey } from './place';

/** A self-service terminal as the fold of its messages. */
export interface TerminalUse {
  at: number;
  key: string;
  item: string;
  seconds: number;
  outcome: string;
}

export interface TerminalFact {
  at: number;
  key: string;
  fault: boolean;
  code: string | null;
}

export class TerminalLive {
  heartbeatAt: number | null = null;
  /** uses in the order they were reported */
  readonly uses: TerminalUse[] = [];
  /** faults and their ends in the order they were reported: where the last one is withdrawn, the one before it holds */
  readonly reports: TerminalFact[] = [];

  constructor(readonly terminalId: string) {}

  get faultSince(): number | null {
    return this.lastFault?.fault === true ? this.lastFault.at : null;
  }
  get faultCode(): string | null {
    return this.lastFault?.fault === true ? this.lastFault.code : null;
  }
  get lastFault(): TerminalFact | null {
    return this.reports.at(-1) ?? null;
  }

  /** its last word, of whatever kind */
  get heardAt(): number | null {
    const told = [this.heartbeatAt, this.lastFault?.at, this.uses.at(-1)?.at].flatMap((at) => at ?? []);
    return told.length === 0 ? null : Math.max(...told);
  }

  beat(at: number): void {
    if (this.heartbeatAt === null || at > this.heartbeatAt) this.heartbeatAt = at;
  }

  report(fact: TerminalFact): void {
    insert(this.reports, fact);
  }

  use(use: TerminalUse): void {
    insert(this.uses, use);
  }

  remove(key: string): void {
    removeKey(this.reports, key);
    removeKey(this.uses, key);
  }

  /** nothing that stands was told of it */
  get isUnheard(): boolean {
    return this.heartbeatAt === null && this.reports.length === 0 && this.uses.length === 0;
  }
}

/** One order for every arrangement of the same facts; a repeated one changes nothing. */
function insert<T extends { at: number; key: string }>(list: T[], fact: T): void {
  const at = placeIn(list, (known) => known.at > fact.at || (known.at === fact.at && known.key > fact.key));
  if (list[at - 1]?.key !== fact.key) list.splice(at, 0, fact);
}
