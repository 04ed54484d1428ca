import { z } from 'zod';
import { CONSULT_TIERS } from './events/kinds';
import { Day, Instant } from './primitives';

/** One booking of a hall day, and what came of it. */
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
  /** `missed`: the slot is over on the hall's clock and nobody took a ticket with it */
  state: z.enum(['booked', 'cancelled', 'attended', 'missed']),
  ticketId: z.string().nullable(),
  /** why it counts in no slot: not-created · slot-unknown · slot-backwards · created-after-slot · outside-hours · no-such-slot · over-capacity */
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
  /** booked beyond the capacity */
  over: z.int(),
});
export type BookedSlot = z.infer<typeof BookedSlot>;

/** Bookings of a hall, of today and the next days: how full each slot is, and how many are expected to come. `GET /v1/bookings/outlook?hall=`. */
export const BookingOutlook = z.object({
  today: Day,
  timeZone: z.string(),
  /** past days the show rates are learnt from */
  pastDays: z.int(),
  /** by how long before the day they are made: from so many whole days on, to fewer than the next begins with */
  leads: z.array(
    z.object({
      fromDays: z.int(),
      /** of past days, and how many of these came */
      booked: z.int(),
      came: z.int(),
      /** 0–1: what was seen, leaning on what is usual where that is little */
      showRate: z.number(),
    }),
  ),
  days: z.array(
    z.object({
      day: Day,
      /** places on offer, places taken, and bookings beyond the capacity of their slot */
      offered: z.int(),
      booked: z.int(),
      over: z.int(),
      /** bookings that stand, in whatever slot, and how many of these are expected to come */
      standing: z.int(),
      expected: z.number(),
      slots: z.array(BookedSlot),
    }),
  ),
});
export type BookingOutlook = z.infer<typeof BookingOutlook>;

/** A terminal as it stands on the hall's clock. */
export const Terminal = z.object({
  terminalId: z.string(),
  /** null: not in the organisation */ name: z.string().nullable(),
  /** `unknown`: nothing heard of it today or yesterday */
  state: z.enum(['up', 'fault', 'silent', 'unknown']),
  since: Instant.nullable(),
  faultCode: z.string().nullable(),
  lastHeartbeatAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  usesToday: z.int(),
  usedSecToday: z.number(),
  faultsToday: z.int(),
  /** not heard of for so long it counts as silent */
  silentAfterSec: z.number(),
});
export type Terminal = z.infer<typeof Terminal>;

/** How a terminal of any hall is; `since` is null for one that is up, of which nobody asks. `GET /v1/terminal-states?hall=`. */
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
/** How terminals served over whole days, a 24-hour one against the whole day and another against its hall's opening hours. */
export const TerminalFigures = z.object({
  terminals: z.int(),
  /** 24-hour ones among them */
  allDay: z.int(),
  /** up ÷ (up + down + unknown); null: none was to serve */
  uptime: Share,
  upSec: z.number(),
  /** out of order or silent */
  downSec: z.number(),
  /** nobody told anything of them */
  unknownSec: z.number(),
  /** the uptime of 24-hour ones alone */
  allDayUptime: Share,
  /** of day and night, the share in which one 24-hour terminal at least was up */
  coverage: Share,
});
export type TerminalFigures = z.infer<typeof TerminalFigures>;

/** `GET /v1/terminal-areas`: the terminals of the places directly under another one; `code` null: under the bureau. */
export const TerminalArea = TerminalFigures.extend({
  code: z.string().nullable(),
  name: z.string(),
  /** whole hall days before today that are counted */
  days: z.int(),
  places: z.array(TerminalFigures.extend({ code: z.string(), name: z.string() })),
});
export type TerminalArea = z.infer<typeof TerminalArea>;

export const ConsultTierName = z.enum(CONSULT_TIERS);
export const Consultation = z.object({
  /** hall day it was asked on */
  day: z.string(),
  consultId: z.string(),
  source: z.string(),
  hall: z.string().nullable(),
  channel: z.string().nullable(),
  /** the phone line it came in by, `PLACE/CODE` */
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
  /** not-asked: its question never came · answered-before-asked */
  problem: z.string().nullable(),
  legs: z.array(
    z.object({
      tier: ConsultTierName,
      line: z.string().nullable(),
      /** false: handed on to here, and nobody here has taken it up */
      taken: z.boolean(),
      askedAt: Instant.nullable(),
      answeredAt: Instant.nullable(),
      escalatedAt: Instant.nullable(),
      abandonedAt: Instant.nullable(),
    }),
  ),
});
export type Consultation = z.infer<typeof Consultation>;

/** What one tier did with the consultations that reached it. */
export const ConsultTierFigures = z.object({
  tier: ConsultTierName,
  asked: z.int(),
  answered: z.int(),
  escalated: z.int(),
  abandoned: z.int(),
  open: z.int(),
  /** asked here → answered here */
  meanAnswerSec: z.number().nullable(),
  medianAnswerSec: z.number().nullable(),
});
export type ConsultTierFigures = z.infer<typeof ConsultTierFigures>;

/** What came of the questions that came in by one phone line: answered, handed on, given up and waiting add up to the calls. */
export const LineFigures = z.object({
  /** `PLACE/CODE` */
  line: z.string(),
  /** null: the organisation knows no such line (any more) */
  name: z.string().nullable(),
  number: z.string().nullable(),
  placeName: z.string().nullable(),
  tier: ConsultTierName.nullable(),
  calls: z.int(),
  answered: z.int(),
  handedOn: z.int(),
  abandoned: z.int(),
  waiting: z.int(),
  /** asked here → answered here */
  meanAnswerSec: z.number().nullable(),
  medianAnswerSec: z.number().nullable(),
});
export type LineFigures = z.infer<typeof LineFigures>;

/** `GET /v1/consultations/between`: a question that one tier has handed on and nobody has taken up. It is open all the same. */
export const BetweenTiers = z.object({
  day: z.string(),
  consultId: z.string(),
  source: z.string(),
  hall: z.string().nullable(),
  channel: z.string().nullable(),
  from: ConsultTierName,
  /** the tier that has it now */
  tier: ConsultTierName,
  /** the line of that tier whose it is; null: the organisation names none */
  owner: z.object({ line: z.string(), placeName: z.string(), name: z.string(), number: z.string() }).nullable(),
  since: Instant,
  /** until when somebody there should have taken it up */
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

/** A report of a point that does not count: `replaced` by a later one, `overlapped` by a later one of other bounds, `backwards`, `no-such-time`. */
export const PointReportProblem = PointCount.omit({ day: true, from: true, to: true }).extend({
  from: z.string(),
  to: z.string(),
  reportedAt: Instant,
  problem: z.string(),
});
export type PointReportProblem = z.infer<typeof PointReportProblem>;
