import type { HallEvent } from '@cockpit/contracts';
import type { HallNames } from './bench-hall';
import type { SimDay } from './day';
import { has, type QueueSet } from '../queue-set';
import type { SimStep, StepObserver } from './steps';

/**
 * Speaks of a simulated day in the events of the outside contract, exactly as a ticketing system would. Attach `onStep` to
 * the simulator; `open` first, when the doors open. Event ids are unique within the hall and the same in every run.
 */
export class SimFeed {
  private count = 0;

  constructor(
    private readonly day: SimDay,
    private readonly names: HallNames,
    private readonly emit: (event: HallEvent) => void,
  ) {}

  /** The windows report what they serve at opening. @param mask queues of each regular window */
  open(mask: (window: number) => QueueSet): void {
    for (const officer of this.day.officers) {
      if (!officer.reserve)
        this.emitEvent('hall.window.opened', 0, {
          ...this.at(officer.window),
          queues: this.queues(mask(officer.window), officer.home),
        });
    }
  }

  readonly onStep: StepObserver = (step) => {
    switch (step.kind) {
      case 'issued':
      case 'rejoined':
        this.emitEvent('hall.ticket.issued', step.min, {
          ...this.ticket(step),
          number: `${String.fromCharCode(65 + step.ticket.branch)}${String(step.ticket.id).padStart(4, '0')}`,
          queue: this.names.queue(step.ticket.branch),
          item: this.names.item(step.ticket.branch, step.ticket.item),
          channel: 'walk-in',
        });
        return;
      case 'called':
        this.emitEvent('hall.ticket.called', step.min, { ...this.ticket(step), ...this.at(step.window) });
        return;
      case 'started':
        this.emitEvent('hall.ticket.started', step.min, { ...this.ticket(step), ...this.at(step.window) });
        return;
      case 'finished':
        this.emitEvent('hall.ticket.finished', step.min, {
          ...this.ticket(step),
          ...this.at(step.window),
          result: 'done',
        });
        return;
      case 'no-show':
        this.emitEvent('hall.ticket.no-show', step.min, {
          ...this.ticket(step),
          windowId: this.names.window(step.window),
        });
        return;
      case 'guided':
        this.emitEvent('hall.ticket.cancelled', step.min, {
          ...this.ticket(step),
          reason: step.terminal === null ? 'guided-mobile' : 'guided-self-service',
        });
        return;
      case 'terminal-used':
        this.emitEvent('hall.terminal.used', step.min, {
          hallId: this.names.hall,
          terminalId: this.names.terminal(step.terminal),
          item: this.names.item(step.ticket.branch, step.ticket.item),
          seconds: Math.round(step.minutes * 60),
          outcome: step.failed ? 'failed' : 'done',
        });
        return;
      case 'paused':
        this.emitEvent('hall.window.paused', step.min, { ...this.at(step.window), reason: step.reason });
        return;
      case 'resumed':
        this.emitEvent('hall.window.resumed', step.min, this.at(step.window));
        return;
      case 'closed':
        this.emitEvent('hall.window.closed', step.min, this.at(step.window));
        return;
      case 'opened':
      case 'assigned': {
        const home = this.day.officers[step.window]?.home ?? -1;
        const data = {
          ...this.at(step.window),
          queues: this.queues(step.mask, home),
          ...(step.promptId === undefined ? {} : { promptId: step.promptId }),
        };
        this.emitEvent(step.kind === 'opened' ? 'hall.window.opened' : 'hall.window.assigned', step.min, data);
        return;
      }
    }
  };

  private emitEvent<T extends HallEvent['type']>(
    type: T,
    min: number,
    data: Extract<HallEvent, { type: T }>['data'],
  ): void {
    this.count += 1;
    const event = {
      id: `${String(this.day.day)}-${String(this.count)}`,
      type,
      time: this.names.opening + Math.floor(min * 60_000 + 1e-6),
      data,
    };
    // One generic constructor for a union whose members differ only in the pair (type, data), which `say` keeps together.
    this.emit(event as unknown as HallEvent);
  }

  private ticket(step: Extract<SimStep, { ticket: unknown }>): { hallId: string; ticketId: string } {
    return { hallId: this.names.hall, ticketId: this.names.ticket(step.ticket.id) };
  }

  private at(window: number): { hallId: string; windowId: string; officerId: string } {
    return { hallId: this.names.hall, windowId: this.names.window(window), officerId: this.names.officer(window) };
  }

  /** Queue codes of a mask, home first. */
  private queues(mask: QueueSet, home: number): string[] {
    const others = this.day.scenario.branches.flatMap((_, b) =>
      b !== home && has(mask, b) ? [this.names.queue(b)] : [],
    );
    return home >= 0 && has(mask, home) ? [this.names.queue(home), ...others] : others;
  }
}
