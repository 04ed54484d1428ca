import { EVENT_DATA, Envelope, isEventType, type HallEvent } from '@cockpit/contracts';
import { isDeeper, unwritableIn } from '@cockpit/platform';
import type { z } from 'zod';
import type { Candidate, Drop, Step } from './candidate';

const MAX_DEPTH = 64;

/** Reads the CloudEvents envelope and the data of its type. */
export const validate: Step = {
  name: 'validate',
  run(candidate) {
    const { raw } = candidate;
    if (candidate.unreadable !== undefined) return { reason: 'malformed', path: '', message: 'the line is not JSON' };
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      return isDeeper(raw, MAX_DEPTH) ? tooDeep() : { reason: 'malformed', path: '', message: 'an event is a JSON object' };
    }
    if (isDeeper(raw, MAX_DEPTH)) return tooDeep();
    const envelope = Envelope.safeParse(raw);
    if (!envelope.success) return fault(envelope.error, '');
    const { type, time, data, id, source, sequence } = envelope.data;
    if (!isEventType(type)) return { reason: 'unknown-type', path: 'type', message: 'no event of the contract has this type' };
    const parsed = EVENT_DATA[type].safeParse(data);
    if (!parsed.success) return fault(parsed.error, 'data');
    const unwritable = unwritableIn({ id, source, data: parsed.data });
    if (unwritable !== null) return { reason: 'invalid', path: unwritable, message: 'a NUL or half a character: no store keeps it' };
    const at = Date.parse(time);
    if (Number.isNaN(at)) return { reason: 'invalid', path: 'time', message: 'no such instant' };
    candidate.ceSource = source;
    candidate.sequence = sequence;
    candidate.event = { id, type, time: at, data: parsed.data } as HallEvent;
    return null;
  },
};

export function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null;
  return typeof raw.id === 'string' ? raw.id.slice(0, 256) : null;
}

const tooDeep = (): Drop => ({ reason: 'too-deep', path: '', message: `nested deeper than ${String(MAX_DEPTH)} levels` });

/** All faults in one message, the first one's path: who repairs an event wants to see everything at once. */
function fault(error: z.ZodError, under: string): Drop {
  const [first] = error.issues;
  const pathOf = (path: readonly PropertyKey[]): string => [under, ...path.map(String)].filter((part) => part !== '').join('.');
  const message = error.issues.slice(0, 5).map((issue) => `${pathOf(issue.path)}: ${issue.message}`).join('; ');
  return { reason: 'invalid', path: pathOf(first?.path ?? []), message: message.slice(0, 1000) };
}

/** The event a later step works on; steps run in order, so it is there. */
export function eventOf(candidate: Candidate): HallEvent {
  if (candidate.event === undefined) throw new Error(`event ${String(candidate.index)} was not validated`);
  return candidate.event;
}
