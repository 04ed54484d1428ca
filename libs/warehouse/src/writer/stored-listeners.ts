import type { LoggedEvent } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';

export type StoredListener = (standing: readonly LoggedEvent[]) => Promise<void>;

/**
 * Modules that must know what stands in the event table. They are told, or noted as untold, before the writer's position is saved, so
 * after a crash they are told again: what they do must bear repetition and any order.
 */
@Injectable()
export class StoredListeners {
  private readonly listeners: StoredListener[] = [];

  add(listener: StoredListener): void {
    this.listeners.push(listener);
  }

  async tell(standing: readonly LoggedEvent[]): Promise<void> {
    for (const listener of this.listeners) await listener(standing);
  }
}
