import { z } from 'zod';
import { Cause } from '../causes';
import { Id, Instant } from '../primitives';
import { EVENT_DATA, type EventData, type EventType } from './data';

/** The CloudEvents 1.0 attributes we read. Identity is (the key's source name, `source`, `id`), for ever. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  source: z.string().min(1).max(300),
  type: z.string().min(1).max(100),
  time: Instant,
  subject: z.string().max(300).optional(),
  /** CloudEvents' sequence extension, as a whole number: lets gaps in a feed be seen; anything else in its place says nothing */
  sequence: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
  datacontenttype: z.literal('application/json').or(z.string().startsWith('application/json')).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** A contract event with its time read: what folds, bench and simulator exchange. */
export type HallEvent = {
  [T in EventType]: { id: string; type: T; /** epoch ms */ time: number; data: EventData[T] };
}[EventType];

/** An event as it lies in the log and in ClickHouse: validated, masked, and named by its identity. */
export type LoggedEvent = HallEvent & {
  /** 32 hex characters: hash of (source name, CloudEvents source, id) */
  identity: string;
  /** 16 hex characters: hash of the canonical body; the first durable body stands */
  bodyHash: string;
  /** name of the key's source */
  sourceName: string;
  /** CloudEvents `source` */
  ceSource: string;
  /** epoch ms at the door */
  receivedAt: number;
};

export const REJECTIONS = [
  'malformed',
  'unknown-type',
  'invalid',
  'unknown-hall',
  'out-of-scope',
  'future-time',
  'older-than-retention',
  'id-reused',
  'too-large',
  'too-deep',
] as const;
/** Why one event was not taken; every rejected event lies in quarantine with one of these. */
export const RejectionReason = z.enum(REJECTIONS);
export type RejectionReason = z.infer<typeof RejectionReason>;

export const IngestAnswer = z.object({
  accepted: z.int().min(0),
  rejected: z.array(
    z.object({
      index: z.int().min(0),
      id: z.string().nullable(),
      reason: RejectionReason,
      path: z.string(),
      /** for people who read English */
      message: z.string(),
      /** the same for machines, and for screens in any language */
      causes: z.array(Cause).default([]),
    }),
  ),
});
export type IngestAnswer = z.infer<typeof IngestAnswer>;

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENT_DATA, type);
}

/** The hall an event belongs to, or null for matters, consultations and notices that name none. */
export function hallOf(event: HallEvent): string | null {
  const data: { hallId?: string | undefined; acceptingHallId?: string | undefined } = event.data;
  return data.hallId ?? data.acceptingHallId ?? null;
}
