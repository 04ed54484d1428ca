import { z } from 'zod';
import { freeText } from '../privacy';
import { Code, Day, Instant, TimeOfDay } from '../primitives';
import { BulletinDocument, BulletinFigure, BulletinPeriod } from './document';

/** `draft`: a manager edits it · `approved`: final · `sent`: sent through the channels */
export const BULLETIN_STATES = ['draft', 'approved', 'sent'] as const;
export const BulletinState = z.enum(BULLETIN_STATES);
export type BulletinState = z.infer<typeof BulletinState>;

/** An edit that replaces a generated paragraph. */
export const BulletinEdit = z.object({
  text: z.string(),
  /** the generated Chinese sentence at the time of the edit; if it changes, the edit must be checked again */
  from: z.string(),
  by: z.string(),
  at: Instant,
});
export type BulletinEdit = z.infer<typeof BulletinEdit>;

export const BulletinSummary = z.object({
  id: z.uuid(),
  /** serial number, with which the codes of its figures begin */
  no: z.int(),
  place: Code.nullable(),
  placeName: z.string().nullable(),
  period: BulletinPeriod,
  from: Day,
  to: Day,
  state: BulletinState,
  /** increases with every change; each change names the revision that its author saw */
  revision: z.int(),
  changedBy: z.string(),
  changedAt: Instant,
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  sentAt: Instant.nullable(),
});
export type BulletinSummary = z.infer<typeof BulletinSummary>;

/** `GET /v1/bulletins/{id}`: the generated document, and separately the edits by paragraph key. */
export const Bulletin = BulletinSummary.extend({
  document: BulletinDocument,
  edits: z.record(z.string(), BulletinEdit),
});
export type Bulletin = z.infer<typeof Bulletin>;

/** `POST /v1/bulletins`: `day` is any day of the week or month; by default the last completed period. */
export const NewBulletin = z.strictObject({
  period: BulletinPeriod,
  hall: Code.optional(),
  day: Day.optional(),
});
export type NewBulletin = z.infer<typeof NewBulletin>;

/** Day of the week (1 = Monday) or of the month, and time, at which a bulletin is made after its period. */
export const BulletinDue = z.strictObject({ day: z.int().min(1).max(28), time: TimeOfDay });
export type BulletinDue = z.infer<typeof BulletinDue>;
const OfSchedule = {
  /** null is the bureau */
  place: Code.nullable(),
  period: BulletinPeriod,
};
export const BulletinSchedule = z.object({
  ...OfSchedule,
  placeName: z.string().nullable(),
  due: BulletinDue,
  /** `schedule` for the default */
  changedBy: z.string(),
  changedAt: Instant,
});
export type BulletinSchedule = z.infer<typeof BulletinSchedule>;
/** `PUT /v1/bulletin-schedules`; `due` null stops the schedule. */
export const NewBulletinSchedule = z
  .strictObject({ ...OfSchedule, due: BulletinDue.nullable() })
  .refine(({ period, due }) => period === 'month' || due === null || due.day <= 7, {
    message: 'a week has seven days',
    path: ['due', 'day'],
  });
export type NewBulletinSchedule = z.infer<typeof NewBulletinSchedule>;

const Seen = { revision: z.int().min(1).max(2_000_000_000) };
export const BulletinStep = z.strictObject(Seen);
export type BulletinStep = z.infer<typeof BulletinStep>;
/** `PUT /v1/bulletins/{id}/edits`: null removes an edit. */
export const BulletinEdits = z.strictObject({
  ...Seen,
  edits: z.record(z.string().max(64), freeText(2000).nullable()).refine((all) => Object.keys(all).length <= 200),
});
export type BulletinEdits = z.infer<typeof BulletinEdits>;

export const BULLETIN_FORMATS = ['pdf', 'docx', 'xlsx'] as const;
export const BulletinFormat = z.enum(BULLETIN_FORMATS);
export type BulletinFormat = z.infer<typeof BulletinFormat>;

/** `GET /v1/figures/{code}`: a printed figure, and the present answer to its question. */
export const FigureAnswer = z.object({
  figure: BulletinFigure,
  bulletin: BulletinSummary,
  /** the question as an API query */
  query: z.string(),
  now: BulletinFigure.pick({ value: true, numerator: true, denominator: true, text: true, data: true }),
  /** whether its digits would be different now */
  differs: z.boolean(),
  /** whether the metric's definition has changed since */
  redefined: z.boolean(),
  /** date of that change; null if the dictionary has none */
  redefinedSince: Day.nullable(),
});
export type FigureAnswer = z.infer<typeof FigureAnswer>;
