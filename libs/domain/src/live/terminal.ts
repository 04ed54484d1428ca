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
  /** uses in order of their reports */
  readonly uses: TerminalUse[] = [];
  /** faults and restorations in order; if the last one is withdrawn, the one before applies */
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

  /** time of its last event of any kind */
  get heardAt(): number | null {
    const times = [this.heartbeatAt, this.lastFault?.at, this.uses.at(-1)?.at].flatMap((at) => at ?? []);
    return times.length === 0 ? null : Math.max(...times);
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

  /** without valid events */
  get isForgettable(): boolean {
    return this.heartbeatAt === null && this.reports.length === 0 && this.uses.length === 0;
  }
}

/** Inserts in canonical order; a repeated fact changes nothing. */
function insert<T extends { at: number; key: string }>(list: T[], fact: T): void {
  const at = placeIn(list, (other) => other.at > fact.at || (other.at === fact.at && other.key > fact.key));
  if (list[at - 1]?.key !== fact.key) list.splice(at, 0, fact);
}
