import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { Envelope, EVENT_DATA, hallOf, isEventType, type HallEvent } from '@cockpit/contracts';

/** A recorded event with the text of its time, which quotes are given back under. */
export interface RecordedEvent {
  readonly event: HallEvent;
  readonly at: string;
  /** minutes east of UTC as written */ readonly offsetMin: number;
}

export interface Recording {
  /** by hall, in order of time; same time in the order of the file */
  readonly halls: ReadonlyMap<string, RecordedEvent[]>;
  readonly events: number;
  /** lines that are no event of the contract, the first of them told */
  readonly rejected: number;
  readonly faults: readonly string[];
}

const FAULTS_TOLD = 5;

/** Reads CloudEvents as NDJSON (gzip by name), one event or one batch a line. Events of no hall are left aside. */
export async function readRecording(file: string): Promise<Recording> {
  const halls = new Map<string, RecordedEvent[]>();
  const seen = new Set<string>();
  const faults: string[] = [];
  let events = 0;
  let rejected = 0;
  let lineNumber = 0;
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    for (const result of readLine(line)) {
      if ('fault' in result) {
        rejected += 1;
        if (faults.length < FAULTS_TOLD) faults.push(`line ${String(lineNumber)}: ${result.fault}`);
        continue;
      }
      const hall = hallOf(result.recorded.event);
      if (hall === null || seen.has(result.identity)) continue;
      seen.add(result.identity);
      events += 1;
      const list = halls.get(hall) ?? [];
      list.push(result.recorded);
      halls.set(hall, list);
    }
  }
  for (const list of halls.values()) list.sort((a, b) => a.event.time - b.event.time);
  return { halls, events, rejected, faults };
}

type LineResult = { readonly fault: string } | { readonly recorded: RecordedEvent; readonly identity: string };

function readLine(line: string): LineResult[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [{ fault: 'not JSON' }];
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).map(readEvent);
}

function readEvent(document: unknown): LineResult {
  const envelope = Envelope.safeParse(document);
  if (!envelope.success) return { fault: describe(envelope.error.issues[0]) };
  const { id, source, type, time, data } = envelope.data;
  if (!isEventType(type)) return { fault: `type: ${type} is not an event of the contract` };
  const body = EVENT_DATA[type].safeParse(data);
  if (!body.success) return { fault: `data.${describe(body.error.issues[0])}` };
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(time);
  const offsetMin = offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  // zod has just checked that type and data belong together, which the union cannot follow.
  const event = { id: `${source}\n${id}`, type, time: Date.parse(time), data: body.data } as HallEvent;
  return { recorded: { event, at: time, offsetMin }, identity: event.id };
}

function describe(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return issue === undefined ? 'invalid' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
