import type { Fault } from '@cockpit/platform';

/** Collects what is wrong; a document is told all its faults at once. */
export class Faults {
  private readonly found: Fault[] = [];

  add(path: string, message: string): void {
    this.found.push({ path, message });
  }

  /** `value` must be one of `known`; `what` names the kind of thing for people. */
  known(path: string, what: string, value: string, known: ReadonlySet<string>): boolean {
    if (known.has(value)) return true;
    this.add(path, `unknown ${what} "${value}"`);
    return false;
  }

  /** Reports every repetition of a key at the place of the repetition. */
  unique(entries: Iterable<{ path: string; key: string }>, what: string): void {
    const first = new Map<string, string>();
    for (const { path, key } of entries) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, path);
      else this.add(path, `duplicate ${what} "${key}", already at ${earlier}`);
    }
  }

  get list(): readonly Fault[] {
    return this.found;
  }
}
