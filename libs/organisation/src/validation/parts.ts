import {
  BranchDoc,
  CategoryDoc,
  HallDoc,
  ItemDoc,
  OfficerDoc,
  OrganisationDoc,
  PackageDoc,
  QueueDoc,
  RosterDoc,
  TerminalDoc,
  TravelTimeDoc,
  WindowDoc,
} from '@cockpit/contracts';
import { causeOf } from '@cockpit/contracts';
import { z } from 'zod';
import type { Faults } from './faults';

/** A successfully parsed part and its path. */
export interface Found<T> {
  readonly path: string;
  readonly value: T;
}

const HallShell = HallDoc.omit({ queues: true, windows: true, terminals: true });
export type HallShell = z.infer<typeof HallShell>;

export interface FoundHall extends Found<HallShell> {
  readonly queues: readonly Found<QueueDoc>[];
  readonly windows: readonly Found<WindowDoc>[];
  readonly terminals: readonly Found<TerminalDoc>[];
  /** codes of all its queues, including invalid ones */
  readonly queueCodes: ReadonlySet<string>;
}

/** The valid parts of a document; invalid parts are missing and reported as faults. */
export interface FoundParts {
  readonly branches: readonly Found<BranchDoc>[];
  readonly categories: readonly Found<CategoryDoc>[];
  readonly items: readonly Found<ItemDoc>[];
  readonly packages: readonly Found<PackageDoc>[];
  readonly halls: readonly FoundHall[];
  readonly officers: readonly Found<OfficerDoc>[];
  readonly rosters: readonly Found<RosterDoc>[];
  readonly travelTimes: readonly Found<TravelTimeDoc>[];
  /** all codes, including those of invalid parts, so that one fault does not cause others */
  readonly codes: Codes;
}

export interface Codes {
  readonly branches: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly halls: ReadonlySet<string>;
  readonly officers: ReadonlySet<string>;
  /** window ids by hall */
  readonly windows: ReadonlyMap<string, ReadonlySet<string>>;
}

const Head = OrganisationDoc.pick({ format: true, bureau: true, words: true });
const Loose = z.record(z.string(), z.unknown());

/** Parses a document part by part, so that a fault in one part does not hide faults in others. */
export function readParts(raw: unknown, faults: Faults): FoundParts {
  const document = record(raw);
  if (document === null) faults.add('', 'an organisation document is a JSON object', 'not-object');
  const top = document ?? {};
  readHead(top, faults);
  const each = <T>(key: keyof OrganisationDoc, schema: z.ZodType<T>) => readEach(top[key], key, schema, faults);
  return {
    branches: each('branches', BranchDoc),
    categories: each('categories', CategoryDoc),
    items: each('items', ItemDoc),
    packages: each('packages', PackageDoc),
    halls: readHalls(top['halls'], faults),
    officers: each('officers', OfficerDoc),
    rosters: each('rosters', RosterDoc),
    travelTimes: each('travelTimes', TravelTimeDoc),
    codes: codesOf(top),
  };
}

function readHead(top: Readonly<Record<string, unknown>>, faults: Faults): void {
  const head = { format: top['format'], bureau: top['bureau'], words: top['words'] };
  report(Head.safeParse(head), head, '', faults);
  const known = new Set(Object.keys(OrganisationDoc.shape));
  for (const key of Object.keys(top))
    if (!known.has(key)) faults.add(key, `unrecognised field "${key}"`, 'unknown-fields', { fields: key });
}

function readHalls(raw: unknown, faults: Faults): FoundHall[] {
  if (!Array.isArray(raw) || raw.length === 0) {
    faults.add('halls', 'at least one hall', 'too-few', { limit: 1 });
    return [];
  }
  return raw.flatMap((entry: unknown, index) => {
    const path = `halls.${String(index)}`;
    const { queues, windows, terminals, ...shell } = record(entry) ?? {};
    const written = record(entry) === null ? entry : shell;
    const parsed = HallShell.safeParse(written);
    report(parsed, written, path, faults);
    const nested = {
      queues: readEach(queues, `${path}.queues`, QueueDoc, faults),
      windows: readEach(windows, `${path}.windows`, WindowDoc, faults),
      terminals: readEach(terminals, `${path}.terminals`, TerminalDoc, faults),
      queueCodes: writtenIn(queues, 'code'),
    };
    return parsed.success ? [{ path, value: parsed.data, ...nested }] : [];
  });
}

function readEach<T>(raw: unknown, path: string, schema: z.ZodType<T>, faults: Faults): Found<T>[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) {
    faults.add(path, 'a list', 'not-list');
    return [];
  }
  return raw.flatMap((entry: unknown, index) => {
    const at = `${path}.${String(index)}`;
    const parsed = schema.safeParse(entry);
    report(parsed, entry, at, faults);
    return parsed.success ? [{ path: at, value: parsed.data }] : [];
  });
}

function report(parsed: z.ZodSafeParseResult<unknown>, input: unknown, path: string, faults: Faults): void {
  if (parsed.success) return;
  for (const issue of parsed.error.issues) {
    const { path: within, code, params } = causeOf(issue, input);
    faults.add([path, within].filter((step) => step !== '').join('.'), issue.message, code, params);
  }
}

/** A map by key. Of duplicates the first wins; the second is reported elsewhere. */
export function firstBy<T, V>(
  entries: readonly T[],
  key: (entry: T) => string,
  value: (entry: T) => V,
): Map<string, V> {
  return new Map([...entries].reverse().map((entry) => [key(entry), value(entry)]));
}

function codesOf(top: Readonly<Record<string, unknown>>): Codes {
  const halls = list(top['halls']);
  const windows = new Map<string, ReadonlySet<string>>();
  for (const { code, windows: own } of halls) {
    if (typeof code === 'string') windows.set(code, new Set([...(windows.get(code) ?? []), ...writtenIn(own, 'id')]));
  }
  return {
    branches: writtenIn(top['branches'], 'code'),
    categories: writtenIn(top['categories'], 'code'),
    items: writtenIn(top['items'], 'code'),
    halls: writtenIn(top['halls'], 'code'),
    officers: writtenIn(top['officers'], 'id'),
    windows,
  };
}

function writtenIn(raw: unknown, key: string): Set<string> {
  return new Set(list(raw).flatMap((entry) => (typeof entry[key] === 'string' ? [entry[key]] : [])));
}

function list(raw: unknown): Record<string, unknown>[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((entry: unknown) => record(entry)).filter((entry) => entry !== null);
}

function record(raw: unknown): Record<string, unknown> | null {
  const parsed = Loose.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
