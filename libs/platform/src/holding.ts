import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { costs } from './costs';
import type { Presence, Session } from './presence';

/** A hold expires after this time unless renewed, and at once when its holder's Postgres session ends. */
export const HOLD_MS = 6_000;

/** The holding process and the Postgres session it depends on. */
export interface Holder {
  me: string;
  session: Session | null;
}

interface Work<T> {
  /** all items that some process must hold */
  list(): Promise<readonly T[]>;
  /** an item with a new version is started again */
  identify(item: T): { key: string; version: string };
  /** @returns whether this process holds the item now */
  hold(item: T, holder: Holder): Promise<boolean>;
  /** runs until the signal aborts; the next version waits for the returned promise */
  begin(item: T, signal: AbortSignal, holder: Pick<Holder, 'me'>): Promise<void> | undefined;
  letGo(me: string): Promise<unknown>;
  onTrouble(error: unknown): void;
}

/** Runs each item in exactly one process; another process takes over within seconds when that one dies. */
export class Holding<T> {
  private readonly me = randomUUID();
  private readonly stop = new AbortController();
  private readonly held = new Map<string, { version: string; end: AbortController; done: Promise<void> }>();
  private running: Promise<void> | null = null;
  private heldAt = 0;

  constructor(
    private readonly presence: Presence,
    private readonly lookMs: number,
    private readonly source: Work<T>,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    if (this.held.size === 0) return;
    const ending = [...this.held.values()].map(({ done }) => done);
    this.endAll();
    await Promise.all(ending);
    await this.source.letGo(this.me).catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      try {
        await costs.timed('timer:holding', () => this.look());
        this.heldAt = performance.now();
      } catch (error) {
        this.source.onTrouble(error);
        if (performance.now() - this.heldAt > HOLD_MS) this.endAll();
      }
      await sleep(this.lookMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { session } = this.presence;
    const heldKeys = new Set<string>();
    for (const item of await this.source.list()) {
      if (!(await this.source.hold(item, { me: this.me, session }))) continue;
      heldKeys.add(this.source.identify(item).key);
      this.open(item);
    }
    for (const [key, { end }] of this.held)
      if (!heldKeys.has(key)) {
        end.abort();
        this.held.delete(key);
      }
  }

  private open(item: T): void {
    const { key, version } = this.source.identify(item);
    const before = this.held.get(key);
    if (before?.version === version) return;
    before?.end.abort();
    const end = new AbortController();
    const logFault = (error: unknown): void => {
      this.source.onTrouble(error);
    };
    const begun = async (): Promise<void> => {
      await before?.done;
      if (!end.signal.aborted) await this.source.begin(item, end.signal, { me: this.me });
    };
    this.held.set(key, { version, end, done: begun().catch(logFault) });
  }

  private endAll(): void {
    for (const { end } of this.held.values()) end.abort();
    this.held.clear();
  }
}
