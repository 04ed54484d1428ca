import type { Cause, CauseCode } from '@cockpit/contracts';
import type { Fault } from '@cockpit/platform';

/** Collects all faults of a document. */
export class Faults {
  private readonly found: Fault[] = [];

  /** `message` is for files and programs; screens translate the code. */
  add(path: string, message: string, code: CauseCode, params: Cause['params'] = {}): void {
    this.found.push({ path, message, code, params });
  }

  /** Checks that `value` is in `known`; `what` names its kind in the message. */
  known(path: string, what: string, value: string, known: ReadonlySet<string>): boolean {
    if (known.has(value)) return true;
    this.add(path, `unknown ${what} "${value}"`, 'no-such', { value });
    return false;
  }

  /** Reports each repeated key at the repetition. */
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
