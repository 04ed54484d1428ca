import type { LoggedEvent } from '@cockpit/contracts';
import type { FoldEvent } from '@cockpit/domain';
import type { Sift } from '@cockpit/platform';
import type { Mark } from './redo';
import type { Versions } from './versions';

const KEYS_A_WRITE = 2_000;

/** Rows of one table, as they are to be inserted; what is no more is among them, marked as deleted. */
export type Rows = readonly (readonly unknown[])[];

/** Something that a few events tell together and a table holds a row of (bookings, counts of points, consultations). */
export interface EntityKind {
  /** what it is called in the redo set */
  readonly name: string;
  /** `SCOPE|ID` of what an event is about, null when it is about nothing of this kind; the scope (a hall, a source) decides whose partition keeps it */
  keyOf(event: LoggedEvent): string | null;
  /** the hall day under which an event asks to be shown */
  dayOf(event: LoggedEvent): string;
  /** all events of these, withdrawn ones too, in any order */
  load(keys: readonly string[]): Promise<LoggedEvent[]>;
  /** @param all every event of one entity; @param valid those that nobody has withdrawn */
  fold(key: string, all: readonly FoldEvent[], valid: readonly FoldEvent[], version: number): Rows;
  insert(rows: Rows): Promise<void>;
}

/**
 * Keeps one table in step with the events: reads all events of what is dirty and writes its rows anew. Nothing is remembered
 * between two writes, so neither order nor repetition, nor what another writer did in between, can matter.
 */
export class EntityWorker {
  private dirty = new Set<string>();
  private withdrawn: ReadonlySet<string> = new Set();

  constructor(
    private readonly kind: EntityKind,
    private readonly versions: Versions,
    private readonly sift: Sift,
  ) {}

  get name(): string {
    return this.kind.name;
  }

  get size(): number {
    return this.dirty.size;
  }

  keyOf(event: LoggedEvent): string | null {
    return this.kind.keyOf(event);
  }

  redo(key: string): void {
    this.dirty.add(key);
  }

  /** @param identities what is withdrawn; it grows */
  leaveOut(identities: ReadonlySet<string>): void {
    this.withdrawn = identities;
  }

  /** Recomputes what is dirty. On failure everything stays dirty. */
  async flush(stillOurs: () => boolean): Promise<void> {
    const taken = [...this.dirty];
    this.dirty = new Set();
    try {
      for (let from = 0; from < taken.length; from += KEYS_A_WRITE)
        await this.sift(taken.slice(from, from + KEYS_A_WRITE), {
          nameOf: (key) => key,
          work: (keys) => this.write(keys, stillOurs),
        });
    } catch (error) {
      for (const key of taken) this.dirty.add(key);
      throw error;
    }
  }

  private async write(keys: readonly string[], stillOurs: () => boolean): Promise<void> {
    // taken before anything is read: a writer that was stopped on the way must not win over the one that took over
    const version = await this.versions.next();
    const events = new Map(keys.map((key): [string, LoggedEvent[]] => [key, []]));
    for (const event of await this.kind.load(keys)) events.get(this.kind.keyOf(event) ?? '')?.push(event);
    if (!stillOurs()) throw new Error(`the lease was lost while a ${this.kind.name} was recomputed`);
    const rows = [...events].flatMap(([key, all]) =>
      this.kind.fold(
        key,
        all,
        all.filter(({ identity }) => !this.withdrawn.has(identity)),
        version,
      ),
    );
    if (rows.length > 0) await this.kind.insert(rows);
  }
}

/** The scope of a key holds no bar; ids may hold anything. */
export function partsOf(key: string): [scope: string, id: string] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1)];
}

/** What an event asks to have computed anew, of each kind that it tells of. */
export const entityMarks = (event: LoggedEvent, kinds: readonly Pick<EntityKind, 'name' | 'keyOf'>[]): Mark[] =>
  kinds.flatMap((kind) => {
    const key = kind.keyOf(event);
    if (key === null) return [];
    const [scope, id] = partsOf(key);
    return [{ what: kind.name, scope, id }];
  });
