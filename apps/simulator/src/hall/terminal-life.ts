import type { HallEvent } from '@cockpit/contracts';
import { Draw } from '../network/random';
import type { HallPlan } from './plan';

/** Report interval of all terminals but the first, which keeps the feed clock going. */
const REPORT_EVERY_MIN = 5;
const FAULT_SHARE = 0.14;
const MUTE_SHARE = 0.06;
/** `FAULT_NAMES` has their display names. */
const CODES = ['PAPER', 'CARD-READER', 'PRINTER', 'NETWORK'] as const;

interface Trouble {
  readonly kind: 'fault' | 'mute';
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/**
 * A day of a hall's terminals beyond the benchmark: heartbeats, faults and repairs, silence, and uses without a ticket.
 * All of it happens on whole minutes and follows from the plan alone.
 */
export class TerminalLife {
  private readonly troubles = new Map<number, Trouble>();
  /** Uses by minute. */
  private readonly uses = new Map<number, HallEvent[]>();
  private readonly tag: string;
  private readonly count: number;

  constructor(private readonly plan: HallPlan) {
    this.tag = plan.date.replaceAll('-', '');
    this.count = Math.max(1, plan.day.scenario.selfService.terminals);
    const items = plan.terminalItems ?? [];
    if (items.length === 0) return;
    for (let t = 0; t < this.count; t++) {
      const draw = new Draw(Number(this.tag) + plan.day.day * 31 + t * 7919);
      this.drawTrouble(t, draw);
      this.drawUses(t, items, draw);
    }
  }

  /** @param reports which of the working terminals report in this minute */
  at(minute: number, reports: 'none' | 'some' | 'all'): HallEvent[] {
    const events: HallEvent[] = [];
    for (let t = 0; t < this.count; t++) {
      const trouble = this.troubles.get(t);
      if (trouble?.kind === 'fault' && trouble.from === minute)
        events.push({
          ...this.event(t, minute, 'fault'),
          type: 'hall.terminal.fault',
          data: { ...this.data(t), code: trouble.code },
        });
      if (trouble?.kind === 'fault' && trouble.to === minute)
        events.push({ ...this.event(t, minute, 'restored'), type: 'hall.terminal.restored', data: this.data(t) });
      if ((reports === 'all' || (reports === 'some' && isTurn(t, minute))) && !this.isMute(t, minute))
        events.push({ ...this.event(t, minute, 'hb'), type: 'hall.terminal.heartbeat', data: this.data(t) });
    }
    return [...events, ...(this.uses.get(minute) ?? [])];
  }

  private drawTrouble(t: number, draw: Draw): void {
    const [luck, from, length, code] = [draw.next(), 40 + draw.below(380), 20 + draw.below(80), draw.pick(CODES)];
    // The first terminal keeps the feed clock going.
    if (t > 0 && luck < FAULT_SHARE + MUTE_SHARE)
      this.troubles.set(t, { kind: luck < FAULT_SHARE ? 'fault' : 'mute', from, to: from + length, code });
  }

  private drawUses(t: number, items: readonly string[], draw: Draw): void {
    for (let minute = 4 + draw.below(20); minute < this.plan.leaveMin; minute += 12 + draw.below(25)) {
      const [item, seconds, luck] = [draw.pick(items), 50 + draw.below(240), draw.next()];
      const trouble = this.troubles.get(t);
      if (trouble !== undefined && minute >= trouble.from && minute <= trouble.to) continue;
      const use: HallEvent = {
        ...this.event(t, minute, 'tu'),
        type: 'hall.terminal.used',
        data: { ...this.data(t), item, seconds, outcome: luck < 0.9 ? 'done' : luck < 0.96 ? 'failed' : 'given-up' },
      };
      this.uses.set(minute, [...(this.uses.get(minute) ?? []), use]);
    }
  }

  private isMute(t: number, minute: number): boolean {
    const trouble = this.troubles.get(t);
    return trouble?.kind === 'mute' && minute >= trouble.from && minute < trouble.to;
  }

  private event(t: number, minute: number, what: string): { id: string; time: number } {
    return {
      id: `${this.tag}/${what}/${String(minute)}/${String(t)}`,
      time: this.plan.names.opening + minute * 60_000,
    };
  }

  private data(t: number): { hallId: string; terminalId: string } {
    return { hallId: this.plan.names.hall, terminalId: this.plan.names.terminal(t) };
  }
}

/** The first terminal reports every minute, the others in turn. */
const isTurn = (t: number, minute: number): boolean => t === 0 || (minute + t) % REPORT_EVERY_MIN === 0;
