import { placeIn } from './place';

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
  private lastFact: TerminalFact | null = null;

  constructor(readonly terminalId: string) {}

  get faultSince(): number | null {
    return this.lastFact?.fault === true ? this.lastFact.at : null;
  }
  get faultCode(): string | null {
    return this.lastFact?.fault === true ? this.lastFact.code : null;
  }
  get lastFault(): TerminalFact | null {
    return this.lastFact;
  }

  beat(at: number): void {
    if (this.heartbeatAt === null || at > this.heartbeatAt) this.heartbeatAt = at;
  }

  report(fact: TerminalFact): void {
    const known = this.lastFact;
    if (known === null || fact.at > known.at || (fact.at === known.at && fact.key > known.key)) this.lastFact = fact;
  }

  use(use: TerminalUse): void {
    const at = placeIn(this.uses, (known) => known.at > use.at || (known.at === use.at && known.key > use.key));
    if (this.uses[at - 1]?.key !== use.key) this.uses.splice(at, 0, use);
  }
}
