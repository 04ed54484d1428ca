import type { LoggedEvent } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';

export type StoredListener = (standing: readonly LoggedEvent[]) => Promise<void>;

/**
 * Modules that process stored events. They are notified, or their notification is noted, before the writer's position
 * is saved; after a crash they are notified again, so they must accept repetition and any order.
 */
@Injectable()
export class StoredListeners {
  private readonly listeners: StoredListener[] = [];

  add(listener: StoredListener): void {
    this.listeners.push(listener);
  }

  async notify(standing: readonly LoggedEvent[]): Promise<void> {
    for (const listener of this.listeners) await listener(standing);
  }
}
