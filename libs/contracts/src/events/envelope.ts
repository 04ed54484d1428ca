import { z } from 'zod';
import { Cause } from '../causes';
import { Id, Instant } from '../primitives';
import { EVENT_DATA, type EventData, type EventType } from './data';

/** The CloudEvents 1.0 attributes that we read. The permanent identity is (the key's source name, `source`, `id`). */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  source: z.string().min(1).max(300),
  type: z.string().min(1).max(100),
  time: Instant,
  subject: z.string().max(300).optional(),
  /** CloudEvents' sequence extension as a whole number, which reveals gaps in a feed; other values are ignored */
  sequence: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
  datacontenttype: z.literal('application/json').or(z.string().startsWith('application/json')).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** A contract event with its parsed time, as folds, benchmark and simulator exchange it. */
export type HallEvent = {
  [T in EventType]: { id: string; type: T; /** epoch ms */ time: number; data: EventData[T] };
}[EventType];

/** An event in the log and in ClickHouse: validated, masked, and with its identity. */
export type LoggedEvent = HallEvent & {
  /** 32 hex characters: hash of (source name, CloudEvents source, id) */
  identity: string;
  /** 16 hex characters: hash of the canonical body; the first stored body wins */
  bodyHash: string;
  /** source name of the key */
  sourceName: string;
  /** CloudEvents `source` */
  ceSource: string;
  /** epoch ms of receipt */
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
/** Why an event was rejected; rejected events are quarantined with one of these. */
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
      /** for readers of English */
      message: z.string(),
      /** the same for programs, and for screens in any language */
      causes: z.array(Cause).default([]),
    }),
  ),
});
export type IngestAnswer = z.infer<typeof IngestAnswer>;

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(EVENT_DATA, type);
}

/** The hall of an event; null for matters, consultations and notices without one. */
export function hallOf(event: HallEvent): string | null {
  const data: { hallId?: string | undefined; acceptingHallId?: string | undefined } = event.data;
  return data.hallId ?? data.acceptingHallId ?? null;
}
