import type { ServerResponse } from 'node:http';
import { json } from './http';

/** Faults of a message receiver. */
export type Misbehaviour =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the message, then closes the connection without an answer. */
  | { kind: 'drop' }
  /** Takes the message and never answers. */
  | { kind: 'hang' };

/** Faults queued for the next requests, one each. Without a queued fault the receiver works. */
export class Misbehaviours {
  private readonly next: Misbehaviour[] = [];

  tell(...faults: Misbehaviour[]): void {
    this.next.push(...faults);
  }

  forget(): void {
    this.next.length = 0;
  }

  /** Applies the next fault. @returns the fault; undefined if the receiver should work */
  done(response: ServerResponse): Misbehaviour | undefined {
    const fault = this.next.shift();
    if (fault?.kind === 'status') json(response, fault.status, fault.body ?? {}, fault.headers);
    if (fault?.kind === 'drop') response.destroy();
    return fault;
  }
}
