import { Injectable } from '@nestjs/common';
import type { LiveHall } from '@cockpit/contracts';
import type { HallPast, HallState } from '@cockpit/domain';
import type { EntityManager } from 'typeorm';

export interface DecisionContext {
  hall: string;
  /** the hall minute decided on, epoch ms; `state.now` is this minute or a moment after it */
  minute: number;
  state: HallState;
  /** what earlier days taught of this hall; null while nothing was learned */
  past: HallPast | null;
  /** the hall as the wall would show it at that minute, without prompts and warnings */
  snapshot: LiveHall;
  /** the transaction that holds the hall's decision clock */
  manager: EntityManager;
}

/** A part of deciding a hall minute. It writes through `manager` only, so that all parts are kept or none. */
export type DecisionStep = (context: DecisionContext) => Promise<void>;

/** Modules that decide something add their part when they start. */
@Injectable()
export class DecisionSteps {
  private readonly steps = new Map<string, DecisionStep>();

  /** @throws {Error} when the name is taken */
  add(name: string, step: DecisionStep): void {
    if (this.steps.has(name)) throw new Error(`decision step ${name} exists twice`);
    this.steps.set(name, step);
  }

  async run(context: DecisionContext): Promise<void> {
    for (const step of this.steps.values()) await step(context);
  }
}
