import childProcesses from 'node:child_process';
import { appendFileSync, statSync } from 'node:fs';
import threads from 'node:worker_threads';

/**
 * Notes which pure test files ask the machine for its time zone. A file that never asks gives the same result in every zone, so only
 * those noted have to run a second time elsewhere. In doubt it is noted: a program started from a test may ask too.
 */
type Note = () => void;
type Any = Record<string, (...args: unknown[]) => unknown>;

const FIELDS = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds', 'Year'];
const ALWAYS_LOCAL = [
  ...FIELDS.flatMap((field) => (field === 'Day' ? [`get${field}`] : [`get${field}`, `set${field}`])),
  ...['getTimezoneOffset', 'toString', 'toDateString', 'toTimeString'],
];
const LOCAL_UNLESS_TOLD = ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'];
/** A date alone is in UTC; a date with a time says its offset or is local. */
const SAYS_ITS_ZONE = /^\s*[+-]?\d{4,6}(-\d\d){0,2}\s*$|\d:\d\d.*(z|gmt|utc|[+-]\d\d:?\d\d)\s*$/i;

const hasZone = (options: unknown): boolean =>
  (options as Intl.DateTimeFormatOptions | undefined)?.timeZone !== undefined;

const isLocal = (args: readonly unknown[]): boolean => {
  const [first] = args;
  if (args.length > 1) return true;
  if (typeof first === 'string') return !SAYS_ITS_ZONE.test(first);
  return typeof first === 'object' && first !== null && !('getTime' in first);
};

function before(owner: object, names: readonly string[], look: (args: readonly unknown[]) => void): void {
  const methods = owner as Any;
  for (const name of names) {
    const method = methods[name];
    if (method === undefined) continue;
    methods[name] = function (this: unknown, ...args: unknown[]) {
      look(args);
      return method.apply(this, args);
    };
  }
}

export function watchDates(dates: DateConstructor, note: Note): void {
  before(dates.prototype, ALWAYS_LOCAL, note);
  before(dates.prototype, LOCAL_UNLESS_TOLD, (args) => {
    if (!hasZone(args[1])) note();
  });
  before(dates, ['parse'], (args) => {
    if (isLocal(args)) note();
  });
}

/** Whatever stands as `Date`, also when false timers put theirs there. */
export function watchConstructors(realm: typeof globalThis, note: Note): void {
  const watched = new WeakSet<object>();
  const watch = (dates: DateConstructor): DateConstructor => {
    if (watched.has(dates)) return dates;
    const proxy = new Proxy(dates, {
      construct: (target, args: unknown[], newTarget) => {
        if (isLocal(args)) note();
        return Reflect.construct(target, args, newTarget) as object;
      },
      apply: (target, self, args) => {
        note();
        return Reflect.apply(target, self, args) as string;
      },
    });
    watched.add(proxy);
    return proxy;
  };
  let current = watch(realm.Date);
  Object.defineProperty(realm, 'Date', {
    configurable: true,
    get: () => current,
    set: (dates: DateConstructor) => (current = watch(dates)),
  });
  realm.Intl.DateTimeFormat = new Proxy(realm.Intl.DateTimeFormat, {
    construct: (target, args: unknown[], newTarget) => {
      if (!hasZone(args[1])) note();
      return Reflect.construct(target, args, newTarget) as object;
    },
    apply: (target, self, args: unknown[]) => {
      if (!hasZone(args[1])) note();
      return Reflect.apply(target as (...all: unknown[]) => unknown, self, args);
    },
  });
}

function watchEnvironment(note: Note): void {
  let zone = process.env['TZ'];
  Object.defineProperty(process.env, 'TZ', {
    configurable: true,
    enumerable: true,
    get: () => {
      note();
      return zone;
    },
    set: (to: string) => (zone = to),
  });
}

/** What lies outside the context of a test stays for the files after it in the same process, and so is watched once. */
function watchOutside(): { note: Note } {
  const keep = childProcesses as unknown as Record<symbol, { note: Note } | undefined>;
  const key = Symbol.for('hall-cockpit.zone-watch');
  const known = keep[key];
  if (known !== undefined) return known;
  const state: { note: Note } = { note: () => undefined };
  const note: Note = () => {
    state.note();
  };
  keep[key] = state;
  watchDates(statSync(__filename).mtime.constructor as DateConstructor, note);
  before(childProcesses.ChildProcess.prototype, ['spawn'], note);
  before(childProcesses, ['spawnSync', 'execSync', 'execFileSync'], note);
  before(threads.Worker.prototype, ['on', 'once', 'postMessage'], note);
  return state;
}

const file = process.env['ZONE_WATCH_FILE'];
if (file !== undefined) {
  let noted = false;
  const note: Note = () => {
    if (noted) return;
    noted = true;
    appendFileSync(file, `${expect.getState().testPath ?? ''}\n`);
  };
  watchOutside().note = note;
  watchDates(Date, note);
  watchConstructors(globalThis, note);
  watchEnvironment(note);
}
