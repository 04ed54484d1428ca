import { DEFAULT_ZONE, Code, type HallDoc, type OrganisationDoc } from '@cockpit/contracts';
import type { Actor } from '@cockpit/access';
import type { OrganisationService } from '@cockpit/organisation';
import { fieldReader } from './fields';
import type { OutgoingEvent } from './map-row';
import type { Field, Mapping } from './mapping';
import type { Row } from './rows/row';

interface FoundHall {
  code: string;
  name: string;
  queues: Map<string, { name: string; letter: string | undefined }>;
  windows: Map<string, Set<string>>;
}
export interface Merged {
  doc: OrganisationDoc;
  halls: string[];
  queues: string[];
  windows: string[];
  unfit: string[];
  /** windows that an existing hall does not have */
  strange: string[];
}

const ENDS = new Set(['hall.ticket.finished', 'hall.ticket.cancelled']);

/** Adds new halls, queues and windows of a file to the organisation. */
export async function addFound(
  organisation: Pick<OrganisationService, 'latest' | 'replace'>,
  found: FoundOrganisation,
  source: string,
  actor: Actor,
): Promise<Merged> {
  const merged = found.mergeInto(await organisation.latest(), source);
  if (merged.halls.length + merged.queues.length > 0) await organisation.replace(merged.doc, actor);
  return merged;
}

/**
 * Collects halls, queues and windows from a file's events and merges them into an organisation without changing
 * existing entries.
 */
export class FoundOrganisation {
  private readonly halls = new Map<string, FoundHall>();
  private readonly queueOfTicket = new Map<string, string>();
  private readonly hallName: ((row: Row) => string | undefined) | undefined;
  private readonly queueName: ((row: Row) => string | undefined) | undefined;
  private readonly queueLetter: ((row: Row) => string | undefined) | undefined;

  constructor(private readonly mapping?: Mapping) {
    const reader = (field: Field | undefined) => {
      if (!field || !mapping) return undefined;
      const read = fieldReader(field, mapping);
      return (row: Row) => {
        const text = String(read(row) ?? '');
        return text === '' ? undefined : text;
      };
    };
    this.hallName = reader(mapping?.organisation.hallName);
    this.queueName = reader(mapping?.organisation.queueName);
    this.queueLetter = reader(mapping?.organisation.queueLetter);
  }

  /** codes of found halls that are valid as our codes */
  get codes(): string[] {
    return [...this.halls.keys()].filter((code) => Code.safeParse(code).success);
  }

  add(event: OutgoingEvent, row: Row): void {
    const { hallId, queue, ticketId, windowId, queues, toQueue } = event.data;
    if (typeof hallId !== 'string') return;
    const hall = this.hall(hallId, row);
    if (typeof queue === 'string') this.queue(hall, queue, row);
    if (typeof toQueue === 'string' && !hall.queues.has(toQueue))
      hall.queues.set(toQueue, { name: toQueue, letter: undefined });
    const served =
      typeof ticketId === 'string' ? this.servedQueue(event.type, `${hallId} ${ticketId}`, queue) : undefined;
    if (typeof windowId !== 'string') return;
    const serves = hall.windows.get(windowId) ?? new Set<string>();
    hall.windows.set(windowId, serves);
    if (Array.isArray(queues)) for (const code of queues) if (typeof code === 'string') serves.add(code);
    if (served !== undefined) serves.add(served);
  }

  /**
   * Adds what is missing: halls on a feed clock led by `source`, with queues and windows. An existing hall only gets
   * missing queues. Codes that are invalid in URLs are listed in `unfit`.
   */
  mergeInto(existing: OrganisationDoc | null, source: string): Merged {
    const branch = this.mapping?.organisation.branch ?? { code: 'imported', name: '导入' };
    const doc: OrganisationDoc = existing
      ? structuredClone(existing)
      : {
          format: 'organisation/1',
          bureau: { code: 'bureau', name: '公安局' },
          branches: [],
          categories: [],
          items: [],
          packages: [],
          halls: [],
          officers: [],
          rosters: [],
          travelTimes: [],
        };
    const merged: Merged = { doc, halls: [], queues: [], windows: [], unfit: [], strange: [] };
    for (const found of this.halls.values()) {
      if (!Code.safeParse(found.code).success) {
        merged.unfit.push(found.code);
        continue;
      }
      const existing = doc.halls.find(({ code }) => code === found.code);
      const hall = existing ?? newHall(found, source, this.mapping?.timeZone ?? DEFAULT_ZONE);
      addQueues(hall, found, branch.code, merged);
      if (existing) merged.strange.push(...strangeWindows(existing, found));
      else {
        addWindows(hall, found, merged);
        doc.halls.push(hall);
        merged.halls.push(hall.code);
      }
    }
    if (merged.queues.length > 0 && !doc.branches.some(({ code }) => code === branch.code))
      doc.branches.push({ code: branch.code, name: branch.name });
    return merged;
  }

  private hall(code: string, row: Row): FoundHall {
    const existing = this.halls.get(code);
    if (existing) return existing;
    const hall: FoundHall = { code, name: this.hallName?.(row) ?? code, queues: new Map(), windows: new Map() };
    this.halls.set(code, hall);
    return hall;
  }

  private queue(hall: FoundHall, code: string, row: Row): void {
    if (hall.queues.has(code)) return;
    const letter = this.queueLetter?.(row);
    hall.queues.set(code, { name: this.queueName?.(row) ?? code, letter });
  }

  /** A window serves the queues of the tickets that it calls; ended tickets are dropped to keep the map small. */
  private servedQueue(type: string, key: string, queue: unknown): string | undefined {
    if (typeof queue === 'string') this.queueOfTicket.set(key, queue);
    const served = this.queueOfTicket.get(key);
    if (ENDS.has(type)) this.queueOfTicket.delete(key);
    return served;
  }
}

function newHall(found: FoundHall, source: string, timeZone: string): HallDoc {
  return {
    code: found.code,
    name: found.name,
    tier: 'hall',
    timeZone,
    clock: 'feed',
    primarySource: source,
    simulated: false,
    hours: [],
    closures: [],
    waitTargetMin: 15,
    queues: [],
    windows: [],
    terminals: [],
  };
}

function addQueues(hall: HallDoc, found: FoundHall, branch: string, merged: Merged): void {
  for (const [code, { name, letter }] of found.queues) {
    if (hall.queues.some((queue) => queue.code === code)) continue;
    if (!Code.safeParse(code).success) merged.unfit.push(`${hall.code}/${code}`);
    else {
      hall.queues.push({ code, name, branch, ...(letter === undefined ? {} : { letter: letter.slice(0, 4) }) });
      merged.queues.push(`${hall.code}/${code}`);
    }
  }
}

/** A hall without windows is known by its queues alone, so no window counts as unknown. */
function strangeWindows({ code, windows }: HallDoc, found: FoundHall): string[] {
  if (windows.length === 0) return [];
  return [...found.windows.keys()]
    .filter((id) => !windows.some((window) => window.id === id))
    .map((id) => `${code}/${id}`);
}

function addWindows(hall: HallDoc, found: FoundHall, merged: Merged): void {
  for (const [id, serves] of found.windows) {
    const queues = [...serves].filter((code) => hall.queues.some((queue) => queue.code === code));
    if (queues.length === 0) continue;
    hall.windows.push({
      id,
      number: id.slice(-8),
      kind: queues.length > 1 ? 'comprehensive' : 'specialised',
      queues,
      switchMin: 2,
    });
    merged.windows.push(`${hall.code}/${id}`);
  }
}
