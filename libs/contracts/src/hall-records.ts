import { z } from 'zod';
import { CONSULT_TIERS } from './events/kinds';
import { Day, Instant } from './primitives';

/** A booking of a hall day with its outcome. */
export const Booking = z.object({
  bookingId: z.string(),
  queue: z.string(),
  item: z.string().nullable(),
  createdAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  slotStart: Instant.nullable(),
  slotEnd: Instant.nullable(),
  /** slot start − created, in days */
  leadDays: z.number().nullable(),
  /** `missed`: the slot has passed on the hall's clock without a ticket */
  state: z.enum(['booked', 'cancelled', 'attended', 'missed']),
  ticketId: z.string().nullable(),
  /** why no slot counts it: not-created · slot-unknown · slot-backwards · created-after-slot · outside-hours · no-such-slot · over-capacity */
  problem: z.string().nullable(),
});
export type Booking = z.infer<typeof Booking>;

/** A slot of a number segment, shared by its queues. */
export const BookedSlot = z.object({
  segment: z.string(),
  queues: z.array(z.string()),
  from: Instant,
  to: Instant,
  capacity: z.int(),
  booked: z.int(),
  /** bookings beyond the capacity */
  over: z.int(),
});
export type BookedSlot = z.infer<typeof BookedSlot>;

/** Bookings of a hall for today and the next days, with the fill level of slots and expected arrivals. `GET /v1/bookings/outlook?hall=`. */
export const BookingOutlook = z.object({
  today: Day,
  timeZone: z.string(),
  /** number of past days for the show rates */
  pastDays: z.int(),
  /** by lead time: from this number of whole days to just before the next one */
  leads: z.array(
    z.object({
      fromDays: z.int(),
      /** of past days, and how many of them came */
      booked: z.int(),
      came: z.int(),
      /** 0–1: observed, smoothed by the usual rate */
      showRate: z.number(),
    }),
  ),
  days: z.array(
    z.object({
      day: Day,
      /** places offered, places taken, and bookings beyond their slot's capacity */
      offered: z.int(),
      booked: z.int(),
      over: z.int(),
      /** valid bookings of all slots, and how many are expected to come */
      standing: z.int(),
      expected: z.number(),
      slots: z.array(BookedSlot),
    }),
  ),
});
export type BookingOutlook = z.infer<typeof BookingOutlook>;

/** A terminal with its state on the hall's clock. */
export const Terminal = z.object({
  terminalId: z.string(),
  /** null if it is not in the organisation */ name: z.string().nullable(),
  /** `unknown`: no event today or yesterday */
  state: z.enum(['up', 'fault', 'silent', 'unknown']),
  since: Instant.nullable(),
  faultCode: z.string().nullable(),
  lastHeartbeatAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  usesToday: z.int(),
  usedSecToday: z.number(),
  faultsToday: z.int(),
  /** seconds without events after which it counts as silent */
  silentAfterSec: z.number(),
});
export type Terminal = z.infer<typeof Terminal>;

/** State of a terminal of any hall; `since` is null for one that is up. `GET /v1/terminal-states?hall=`. */
export const TerminalStanding = Terminal.pick({
  terminalId: true,
  name: true,
  state: true,
  since: true,
  faultCode: true,
  lastHeartbeatAt: true,
}).extend({ hall: z.string() });
export type TerminalStanding = z.infer<typeof TerminalStanding>;

const Share = z.number().nullable();
/** Availability of terminals over whole days: of 24-hour terminals all day, of others during their hall's hours. */
export const TerminalFigures = z.object({
  terminals: z.int(),
  /** number of 24-hour terminals */
  allDay: z.int(),
  /** up ÷ (up + down + unknown); null without any scheduled time */
  uptime: Share,
  upSec: z.number(),
  /** faulty or silent */
  downSec: z.number(),
  /** without any report */
  unknownSec: z.number(),
  /** uptime of the 24-hour terminals */
  allDayUptime: Share,
  /** share of the whole day with at least one 24-hour terminal up */
  coverage: Share,
});
export type TerminalFigures = z.infer<typeof TerminalFigures>;

/** `GET /v1/terminal-areas`: terminals of the places directly below another one; `code` null is the bureau. */
export const TerminalArea = TerminalFigures.extend({
  code: z.string().nullable(),
  name: z.string(),
  /** number of whole hall days before today */
  days: z.int(),
  places: z.array(TerminalFigures.extend({ code: z.string(), name: z.string() })),
});
export type TerminalArea = z.infer<typeof TerminalArea>;

export const ConsultTierName = z.enum(CONSULT_TIERS);
export const Consultation = z.object({
  /** hall day of the question */
  day: z.string(),
  consultId: z.string(),
  source: z.string(),
  hall: z.string().nullable(),
  channel: z.string().nullable(),
  /** phone line of the call, `PLACE/CODE` */
  line: z.string().nullable(),
  tier: ConsultTierName,
  lastTier: ConsultTierName,
  state: z.enum(['open', 'answered', 'abandoned']),
  askedAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  answeredTier: ConsultTierName.nullable(),
  escalatedAt: Instant.nullable(),
  escalations: z.int(),
  abandonedAt: Instant.nullable(),
  answerSec: z.number().nullable(),
  /** not-asked: its question is missing · answered-before-asked */
  problem: z.string().nullable(),
  legs: z.array(
    z.object({
      tier: ConsultTierName,
      line: z.string().nullable(),
      /** false: handed on to this tier, and not taken up */
      taken: z.boolean(),
      askedAt: Instant.nullable(),
      answeredAt: Instant.nullable(),
      escalatedAt: Instant.nullable(),
      abandonedAt: Instant.nullable(),
    }),
  ),
});
export type Consultation = z.infer<typeof Consultation>;

/** Figures of one tier. */
export const ConsultTierFigures = z.object({
  tier: ConsultTierName,
  asked: z.int(),
  answered: z.int(),
  escalated: z.int(),
  abandoned: z.int(),
  open: z.int(),
  /** from question to answer at this tier */
  meanAnswerSec: z.number().nullable(),
  medianAnswerSec: z.number().nullable(),
});
export type ConsultTierFigures = z.infer<typeof ConsultTierFigures>;

/** Calls of one phone line; answered, handed on, abandoned and waiting sum to the calls. */
export const LineFigures = z.object({
  /** `PLACE/CODE` */
  line: z.string(),
  /** null if the organisation does not have this line */
  name: z.string().nullable(),
  number: z.string().nullable(),
  placeName: z.string().nullable(),
  tier: ConsultTierName.nullable(),
  calls: z.int(),
  answered: z.int(),
  handedOn: z.int(),
  abandoned: z.int(),
  waiting: z.int(),
  /** from question to answer at this tier */
  meanAnswerSec: z.number().nullable(),
  medianAnswerSec: z.number().nullable(),
});
export type LineFigures = z.infer<typeof LineFigures>;

/** `GET /v1/consultations/between`: an open question that was handed on but not taken up. */
export const BetweenTiers = z.object({
  day: z.string(),
  consultId: z.string(),
  source: z.string(),
  hall: z.string().nullable(),
  channel: z.string().nullable(),
  from: ConsultTierName,
  /** the receiving tier */
  tier: ConsultTierName,
  /** responsible line of that tier; null if the organisation has none */
  owner: z.object({ line: z.string(), placeName: z.string(), name: z.string(), number: z.string() }).nullable(),
  since: Instant,
  /** time by which it should be taken up */
  dueAt: Instant,
  overdue: z.boolean(),
});
export type BetweenTiers = z.infer<typeof BetweenTiers>;

export const PointCount = z.object({
  day: z.string(),
  pointId: z.string(),
  item: z.string(),
  channel: z.string(),
  from: Instant,
  to: Instant,
  count: z.int(),
});
export type PointCount = z.infer<typeof PointCount>;

/** A report of a point that does not count: `replaced` by a later one, `overlapped` by one with other bounds, `backwards`, `no-such-time`. */
export const PointReportProblem = PointCount.omit({ day: true, from: true, to: true }).extend({
  from: z.string(),
  to: z.string(),
  reportedAt: Instant,
  problem: z.string(),
});
export type PointReportProblem = z.infer<typeof PointReportProblem>;
