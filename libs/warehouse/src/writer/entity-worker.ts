import type { LoggedEvent } from '@cockpit/contracts';
import type { FoldEvent } from '@cockpit/domain';
import type { Sift } from '@cockpit/platform';
import type { Mark } from './redo';
import type { Versions } from './versions';

const KEYS_A_WRITE = 2_000;

/** Rows to insert into one table; removed ones are included, marked as deleted. */
export type Rows = readonly (readonly unknown[])[];

/** Something described by a few events together, with one table row (bookings, point counts, consultations). */
export interface EntityKind {
  /** name in the redo set */
  readonly name: string;
  /**
   * `SCOPE|ID` of the event's subject, null when it is not of this kind; the scope (hall or source) decides the
   * partition
   */
  keyOf(event: LoggedEvent): string | null;
  dayOf(event: LoggedEvent): string;
  /** all events of these keys, withdrawn ones too, unordered */
  load(keys: readonly string[]): Promise<LoggedEvent[]>;
  /**
   * @param events all events of one entity
   * @param valid those not withdrawn
   */
  fold(key: string, events: readonly FoldEvent[], valid: readonly FoldEvent[], version: number): Rows;
  insert(rows: Rows): Promise<void>;
}

/**
 * Keeps one table up to date: reads all events of dirty entities and rewrites their rows. It keeps no state between
 * writes, so order, repetition and other writers do not matter.
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

  /** @param identities withdrawn events; the set grows */
  leaveOut(identities: ReadonlySet<string>): void {
    this.withdrawn = identities;
  }

  /** Recomputes dirty entities. On failure everything stays dirty. */
  async flush(stillOurs: () => boolean): Promise<void> {
    const dirtyKeys = [...this.dirty];
    this.dirty = new Set();
    try {
      for (let from = 0; from < dirtyKeys.length; from += KEYS_A_WRITE)
        await this.sift(dirtyKeys.slice(from, from + KEYS_A_WRITE), {
          nameOf: (key) => key,
          work: (keys) => this.write(keys, stillOurs),
        });
    } catch (error) {
      for (const key of dirtyKeys) this.dirty.add(key);
      throw error;
    }
  }

  private async write(keys: readonly string[], stillOurs: () => boolean): Promise<void> {
    // taken before reading: a stopped writer must not overwrite the rows of its successor
    const version = await this.versions.next();
    const events = new Map(keys.map((key): [string, LoggedEvent[]] => [key, []]));
    for (const event of await this.kind.load(keys)) events.get(this.kind.keyOf(event) ?? '')?.push(event);
    if (!stillOurs()) throw new Error(`the lease was lost while a ${this.kind.name} was recomputed`);
    const rows = [...events].flatMap(([key, items]) =>
      this.kind.fold(
        key,
        items,
        items.filter(({ identity }) => !this.withdrawn.has(identity)),
        version,
      ),
    );
    if (rows.length > 0) await this.kind.insert(rows);
  }
}

/** Scopes contain no bar; ids may. */
export function partsOf(key: string): [scope: string, id: string] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1)];
}

/** Redo marks of an event for each kind that it describes. */
export const entityMarks = (event: LoggedEvent, kinds: readonly Pick<EntityKind, 'name' | 'keyOf'>[]): Mark[] =>
  kinds.flatMap((kind) => {
    const key = kind.keyOf(event);
    if (key === null) return [];
    const [scope, id] = partsOf(key);
    return [{ what: kind.name, scope, id }];
  });
