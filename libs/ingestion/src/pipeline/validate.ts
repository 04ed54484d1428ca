import {
  Cause,
  EVENT_DATA,
  Envelope,
  UNREADABLE_ROW,
  cause,
  causeOf,
  isEventType,
  type HallEvent,
} from '@cockpit/contracts';
import { isDeeper, unwritableIn } from '@cockpit/platform';
import { z } from 'zod';
import { readQuickly, type ReadEvent } from './read-quickly';
import { dropped, type Candidate, type Drop, type Step } from './candidate';

const MAX_DEPTH = 64;
/** printable ASCII, as most ids are */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
/** a person correcting an event cannot use more at once */
const MOST_CAUSES = 5;

/** Parses the CloudEvents envelope and the data of its type. */
export const validate: Step = {
  name: 'validate',
  run(candidate) {
    const { raw } = candidate;
    if (candidate.unreadable !== undefined) return dropped('malformed', '', 'line-not-json', 'the line is not JSON');
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      return isDeeper(raw, MAX_DEPTH) ? tooDeep() : dropped('malformed', '', 'no-object', 'an event is a JSON object');
    }
    if (isDeeper(raw, MAX_DEPTH)) return tooDeep();
    const read = readQuickly(raw) ?? readWhole(raw);
    if ('reason' in read) return read;
    const { id, source, sequence, time, type, data } = read;
    // JSON escapes NUL and unpaired surrogates, so text without such escapes has none
    const dataText = JSON.stringify(data);
    const isSuspect = dataText.includes('\\u') || !isPlain(id) || !isPlain(source);
    const unwritable = isSuspect ? unwritableIn({ id, source, data }) : null;
    if (unwritable !== null)
      return dropped('invalid', unwritable, 'unwritable', 'a NUL or half a character: no store keeps it');
    candidate.ceSource = source;
    candidate.sequence = sequence;
    candidate.event = { id, type, time, data } as HallEvent;
    candidate.dataText = dataText;
    return null;
  },
};

/** Parses with the contract's schemas. */
export function readWhole(raw: object): ReadEvent | Drop {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return fault(envelope.error, '', raw);
  const { type, time, data, id, source, sequence } = envelope.data;
  if (!isEventType(type)) return unknownType(raw);
  const parsed = EVENT_DATA[type].safeParse(data);
  if (!parsed.success) return fault(parsed.error, 'data', data);
  return { id, source, sequence, type, time: Date.parse(time), data: parsed.data };
}

export function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'string' ? raw.id.slice(0, 256) : null;
}

const tooDeep = (): Drop =>
  dropped('too-deep', '', 'too-deep', `nested deeper than ${String(MAX_DEPTH)} levels`, { levels: MAX_DEPTH });

/** Rejects an unknown type. A poller uses one for a row that gives no event, with a message from its mapping. */
function unknownType(raw: object): Drop {
  const drop = dropped('unknown-type', 'type', 'unknown-type', 'no event of the contract has this type');
  if (!('type' in raw) || raw.type !== UNREADABLE_ROW) return drop;
  const details = z
    .array(Cause)
    .max(MOST_CAUSES)
    .safeParse('causes' in raw ? raw.causes : undefined);
  return { ...drop, causes: [cause('unreadable-row', 'type'), ...(details.data ?? [])] };
}

/** All faults in one message with the first fault's path, so that a person can fix all at once. */
function fault(error: z.ZodError, under: string, input: unknown): Drop {
  const issues = error.issues.slice(0, MOST_CAUSES);
  const [first] = issues;
  const pathOf = (path: readonly PropertyKey[]): string =>
    [under, ...path.map(String)].filter((part) => part !== '').join('.');
  const message = issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}`).join('; ');
  const causes = issues.map((issue) => ({ ...causeOf(issue, input), path: pathOf(issue.path) }));
  return { reason: 'invalid', path: pathOf(first?.path ?? []), message: message.slice(0, 1000), causes };
}

/** The parsed event; an earlier step has set it. */
export function eventOf(candidate: Candidate): HallEvent {
  if (candidate.event === undefined) throw new Error(`event ${String(candidate.index)} was not validated`);
  return candidate.event;
}
