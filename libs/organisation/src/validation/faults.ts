import type { Cause, CauseCode } from '@cockpit/contracts';
import type { Fault } from '@cockpit/platform';

/** Collects what is wrong; a document is told all its faults at once. */
export class Faults {
  private readonly found: Fault[] = [];

  /** `message` is for files and programs; screens have words for the code. */
  add(path: string, message: string, code: CauseCode, params: Cause['params'] = {}): void {
    this.found.push({ path, message, code, params });
  }

  /** `value` must be one of `known`; `what` names the kind of thing for people. */
  known(path: string, what: string, value: string, known: ReadonlySet<string>): boolean {
    if (known.has(value)) return true;
    this.add(path, `unknown ${what} "${value}"`, 'no-such', { value });
    return false;
  }

  /** Reports every repetition of a key at the place of the repetition. */
  unique(entries: Iterable<{ path: string; key: string }>, what: string): void {
    const first = new Map<string, string>();
    for (const { path, key } of entries) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, path);
      else this.add(path, `duplicate ${what} "${key}", already at ${earlier}`, 'twice', { value: key });
    }
  }

  get list(): readonly Fault[] {
    return this.found;
  }
}
