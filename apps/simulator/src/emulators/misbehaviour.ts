import type { ServerResponse } from 'node:http';
import { json } from './http';

/** What a receiver can do besides taking a message. */
export type Misbehaviour =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** takes it, then breaks off without an answer */
  | { kind: 'drop' }
  /** takes it and never answers */
  | { kind: 'hang' };

/** What was told beforehand, one for each request; then it behaves. */
export class Misbehaviours {
  private readonly next: Misbehaviour[] = [];

  tell(...what: Misbehaviour[]): void {
    this.next.push(...what);
  }

  forget(): void {
    this.next.length = 0;
  }

  /** @returns what was done instead of behaving; undefined: behave */
  done(response: ServerResponse): Misbehaviour | undefined {
    const what = this.next.shift();
    if (what?.kind === 'status') json(response, what.status, what.body ?? {}, what.headers);
    if (what?.kind === 'drop') response.destroy();
    return what;
  }
}
