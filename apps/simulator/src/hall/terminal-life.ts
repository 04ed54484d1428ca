import type { HallEvent } from '@cockpit/contracts';
import { Draw } from '../network/random';
import type { HallPlan } from './plan';

/** Terminals but the first, which keeps the feed's clock going, report every so many minutes. */
const REPORT_EVERY_MIN = 5;
const FAULTY = 0.14;
const MUTE = 0.06;
/** `FAULT_NAMES` says what people call them. */
const CODES = ['PAPER', 'CARD-READER', 'PRINTER', 'NETWORK'] as const;

interface Trouble {
  readonly kind: 'fault' | 'mute';
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/**
 * A day of a hall's terminals beside what the benchmark knows of them: they report, break and are mended, fall silent, and
 * are used by people who never take a number. All of it happens on whole minutes and follows from the plan alone.
 */
export class TerminalLife {
  private readonly troubles = new Map<number, Trouble>();
  /** uses by minute */
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

  /** @param reports which terminals report in this minute, those that can */
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
    // the first terminal keeps the clock
    if (t > 0 && luck < FAULTY + MUTE)
      this.troubles.set(t, { kind: luck < FAULTY ? 'fault' : 'mute', from, to: from + length, code });
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
