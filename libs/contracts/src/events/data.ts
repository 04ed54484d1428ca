import { z } from 'zod';
import { Id, Instant, LineName } from '../primitives';
import { CASE_CHANNELS, CONSULT_TIERS, EXCLUSION_REASONS, MATTER_KINDS, MATTER_NATURES } from './kinds';

const hallId = Id;
const count = z.int().min(0).max(1_000_000);
const seconds = z
  .number()
  .min(0)
  .max(7 * 86_400);
const text = z.string().max(500);
const tags = z.array(z.string().min(1).max(100)).max(50);
/** text of a rating */
const comment = z.string().max(2000);
/** a window may serve all queues of the largest hall */
const ids = z.array(Id).max(256);

const ticket = z.object({ hallId, ticketId: Id });
const atWindow = ticket.extend({ windowId: Id, officerId: Id.optional() });
const handled = atWindow.extend({ items: ids.optional() });
const window = z.object({ hallId, windowId: Id });
const windowStep = window.extend({ officerId: Id.optional(), queues: ids.optional(), promptId: Id.optional() });
const windowDevice = windowStep.extend({ device: Id, code: z.string().max(100) });
/** an uploaded file; `label` is its name */
const file = z.object({ id: Id, label: z.string().min(1).max(200), mime: z.string().max(100), bytes: count });
/** Actor and text of acts on our own pages. It is beside the data, so that no field of a source changes its meaning. */
const act = z.object({
  by: z.string().min(1).max(100),
  text: z.string().max(2000).optional(),
  mentions: z.array(z.string().min(1).max(100)).max(20).optional(),
  files: z.array(file).max(10).optional(),
});
const about = z.object({
  title: z.string().min(1).max(200),
  text: z.string().max(4000).optional(),
  area: z.string().max(200).optional(),
  /** inspection round and check list line of a finding */
  round: z.object({ id: Id, line: Id }).optional(),
});
/** A rating of a service, with its author as far as known. */
const rating = z.object({
  stars: z.int().min(1).max(5),
  tags,
  comment: comment.optional(),
  windowId: Id.optional(),
  officerId: Id.optional(),
  item: Id.optional(),
});
const matter = z.object({ hallId: hallId.optional(), caseId: Id, act: act.optional() });
const terminal = z.object({ hallId, terminalId: Id });
const consult = z.object({
  hallId: hallId.optional(),
  consultId: Id,
  tier: z.enum(CONSULT_TIERS),
  channel: z.string().min(1).max(64),
  /** phone line of the call at this tier */
  line: LineName.optional(),
});
const withdrawal = z.object({ hallId: hallId.optional(), ofId: Id, ofSource: z.string().min(1).max(300) });

/** `data` of every event type. Additional fields are dropped, not stored. */
export const EVENT_DATA = {
  'hall.ticket.issued': ticket.extend({
    number: z.string().min(1).max(32),
    queue: Id,
    item: Id.optional(),
    channel: z.enum(['walk-in', 'booking', 'transfer']),
    bookingId: Id.optional(),
    priority: z.union([z.boolean(), z.int().min(0).max(9)]).optional(),
    visitorRef: z.string().min(1).max(256).optional(),
    quotedWaitSec: seconds.optional(),
  }),
  'hall.ticket.called': atWindow,
  'hall.ticket.recalled': atWindow,
  'hall.ticket.started': handled,
  'hall.ticket.finished': handled.extend({ result: z.enum(['done', 'accepted', 'supplement', 'refused']) }),
  'hall.ticket.no-show': ticket.extend({ windowId: Id.optional(), reason: text.optional() }),
  'hall.ticket.cancelled': ticket.extend({ reason: text.optional() }),
  'hall.ticket.transferred': ticket.extend({ reason: text.optional(), toQueue: Id, toWindowId: Id.optional() }),
  'hall.ticket.rated': z
    .object({
      hallId,
      ticketId: Id.optional(),
      caseId: Id.optional(),
      stars: z.int().min(1).max(5),
      tags: tags.optional(),
      comment: comment.optional(),
    })
    .refine((d) => (d.ticketId === undefined) !== (d.caseId === undefined), {
      message: 'either ticketId or caseId',
      params: { cause: 'ticket-or-case' },
    }),
  'hall.window.opened': windowStep,
  'hall.window.closed': windowStep,
  'hall.window.paused': windowStep.extend({ reason: text }),
  'hall.window.resumed': windowStep,
  'hall.window.fault': windowDevice,
  'hall.window.restored': windowStep.extend({ device: Id.optional(), code: z.string().max(100).optional() }),
  'hall.window.assigned': window.extend({ officerId: Id.optional(), queues: ids, promptId: Id.optional() }),
  'hall.queue.observed': z.object({
    hallId,
    queue: Id,
    waiting: count,
    lastCalled: z.string().max(32).optional(),
    openWindows: z.int().min(0).max(1000).optional(),
    avgServiceMin: z.number().min(0).max(1440).optional(),
  }),
  'hall.booking.created': z.object({
    hallId,
    bookingId: Id,
    queue: Id,
    item: Id.optional(),
    slotStart: Instant,
    slotEnd: Instant,
  }),
  'hall.booking.cancelled': z.object({
    hallId,
    bookingId: Id,
    queue: Id.optional(),
    item: Id.optional(),
    slotStart: Instant.optional(),
    slotEnd: Instant.optional(),
  }),
  'hall.case.accepted': matter.extend({
    kind: z.enum(MATTER_KINDS),
    nature: z.enum(MATTER_NATURES).optional(),
    item: Id.optional(),
    channel: z.enum(CASE_CHANNELS),
    acceptingHallId: Id.optional(),
    unit: Id,
    applicantType: z.enum(['person', 'enterprise']).optional(),
    applicantRef: z.string().min(1).max(256).optional(),
    enterpriseRef: z.string().min(1).max(256).optional(),
    packageId: Id.optional(),
    parentId: Id.optional(),
    ticketId: Id.optional(),
    dueAt: Instant.optional(),
    about: about.optional(),
    rating: rating.optional(),
  }),
  'hall.case.assigned': matter.extend({ unit: Id, officerId: Id.optional() }),
  'hall.case.stage-entered': matter.extend({ stage: Id, unit: Id.optional(), officerId: Id.optional() }),
  'hall.case.paused': matter.extend({ reason: z.string().min(1).max(100) }),
  'hall.case.resumed': matter.extend({ reason: z.string().min(1).max(100).optional() }),
  'hall.case.extended': matter.extend({ days: z.int().min(1).max(3650), approvedBy: Id }),
  'hall.case.closed': matter.extend({ result: z.string().min(1).max(100) }),
  'hall.case.reopened': matter,
  'hall.case.delivered': matter,
  'hall.case.urged': matter,
  'hall.case.replied': matter,
  'hall.case.commented': matter,
  'hall.case.verified': matter,
  'hall.case.struck-off': matter,
  'hall.case.excluded': matter.extend({ reason: z.enum(EXCLUSION_REASONS) }),
  'hall.terminal.heartbeat': terminal,
  'hall.terminal.fault': terminal.extend({ device: Id.optional(), code: z.string().max(100).optional() }),
  'hall.terminal.restored': terminal,
  'hall.terminal.used': terminal.extend({ item: Id, seconds, outcome: z.string().min(1).max(64) }),
  'hall.point.counted': z.object({
    hallId,
    pointId: Id,
    item: Id,
    channel: z.string().min(1).max(64),
    from: Instant,
    to: Instant,
    count,
  }),
  'hall.consult.asked': consult,
  'hall.consult.answered': consult,
  'hall.consult.escalated': consult,
  'hall.consult.abandoned': consult,
  'hall.notice.corrected': withdrawal,
  'hall.notice.voided': withdrawal,
} as const;

export type EventType = keyof typeof EVENT_DATA;
export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];
export type EventData = { [T in EventType]: z.output<(typeof EVENT_DATA)[T]> };
