import { z } from 'zod';
import { Code, Day, Id, Instant, Label, TimeOfDay } from './primitives';
import { Message, part } from './words';

/** Levels that can be notified of a warning, from the counter up. */
export const DUTY_LEVELS = [
  'officer',
  'repair',
  'it',
  'supervisor',
  'guide',
  'unit',
  'liaison',
  'director',
  'bureau',
] as const;
export const DutyLevel = z.enum(DUTY_LEVELS);
export type DutyLevel = z.infer<typeof DutyLevel>;

/** Levels that people hold without a roster: repairing windows and terminals, and maintaining feeds. */
export const ROLE_LEVELS = ['repair', 'it'] as const satisfies readonly DutyLevel[];
/** Kinds of equipment with faults. */
export const FAULT_KINDS = ['window', 'terminal', 'feed'] as const;
export const FaultKind = z.enum(FAULT_KINDS);
export type FaultKind = z.infer<typeof FaultKind>;

/** A person's responsibility without a roster. */
export const StandingRole = z.strictObject({
  level: z.enum(ROLE_LEVELS),
  /** null for all halls */
  hall: Code.nullable().default(null),
  /** null for all kinds */
  fault: FaultKind.nullable().default(null),
});
export type StandingRole = z.infer<typeof StandingRole>;
export const StandingRoles = z
  .array(StandingRole)
  .max(100)
  .refine(
    (roles) =>
      new Set(roles.map(({ level, hall, fault }) => JSON.stringify([level, hall, fault]))).size === roles.length,
    'a role stands there twice',
  );

const LONGEST_SHIFT_MS = 31 * 86_400_000;

const ShiftFields = z.strictObject({
  person: Label.max(100),
  level: DutyLevel,
  /** null for all halls */
  halls: z.array(Code).min(1).max(200).nullable().default(null),
  /** unit of the shift; only at level `unit` */
  unit: Id.nullable().default(null),
  from: Instant,
  to: Instant,
});
export const NewDutyShift = ShiftFields.refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
  message: 'it ends before it begins',
  path: ['to'],
})
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= LONGEST_SHIFT_MS, {
    message: 'longer than 31 days',
    path: ['to'],
  })
  .refine(({ level, unit }) => (level === 'unit') === (unit !== null), {
    message: 'a unit belongs to the level "unit", and to no other',
    path: ['unit'],
  });
export type NewDutyShift = z.infer<typeof NewDutyShift>;

export const DutyShift = ShiftFields.extend({ id: z.uuid() });
export type DutyShift = z.infer<typeof DutyShift>;

const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, 'quiet hours that never end');

/** Order of notification, and the time that each level has to answer. */
export const EscalationPolicy = z.strictObject({
  levels: z
    .array(
      z.strictObject({
        level: DutyLevel,
        /** minutes until the next level is notified */ afterMin: z.int().min(1).max(1440),
      }),
    )
    .min(1)
    .max(DUTY_LEVELS.length)
    .refine((levels) => new Set(levels.map(({ level }) => level)).size === levels.length, 'a level stands there twice'),
  /** minutes that an acknowledgement without action is valid */
  acknowledgedMin: z.int().min(1).max(240).default(15),
  /** hall clock, may span midnight: yellow warnings wait for the end, red ones do not */
  quiet: QuietHours.nullable().default(null),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/**
 * `told`: people on duty at the level were notified · `acknowledged`: somebody has taken it · `acting`: somebody acts · `quiet`: it waits
 * for the end of the quiet hours · `nobody`: nobody is on duty who could be notified · `over`
 */
export const ESCALATION_STATES = ['told', 'acknowledged', 'acting', 'quiet', 'nobody', 'over'] as const;

/** Who has a warning, and what follows without an answer. */
export const Escalation = z.object({
  state: z.enum(ESCALATION_STATES),
  /** null before the first notification */
  level: DutyLevel.nullable(),
  /** 1 is the first level of the policy; 0 before the first notification */
  step: z.int().min(0),
  people: z.array(z.string()),
  since: Instant,
  /** time of the next automatic change; null if there is none */
  nextAt: Instant.nullable(),
  /** whether a higher level is notified then; at the highest level, the next change is the end of a shift. Absent from older answers */
  goesUp: z.boolean().optional(),
  why: Message,
});
export type Escalation = z.infer<typeof Escalation>;

/** The same for public places: the level without names. */
export function withoutPeople(held: Escalation): Escalation {
  const { why, level } = held;
  const { person: _, ...params } = why.params;
  if (!('person' in why.params)) return { ...held, people: [] };
  const role = part(level === null ? 'duty-level.somebody' : `duty-level.${level}`, {});
  return { ...held, people: [], why: { ...why, params: { ...params, person: role } } };
}

const LONGEST_SPAN_MS = 62 * 86_400_000;
const span = { from: Instant, to: Instant };
const isSpan = ({ from, to }: { from: string; to: string }): boolean =>
  Date.parse(from) < Date.parse(to) && Date.parse(to) - Date.parse(from) <= LONGEST_SPAN_MS;
const SPAN_FAULT = { message: 'not before its beginning, and at most 62 days', path: ['to'] };

/** `GET /v1/duty`: shifts that touch a span of time. */
export const DutyQuery = z.object({ hall: Code.optional(), ...span }).refine(isSpan, SPAN_FAULT);
export type DutyQuery = z.infer<typeof DutyQuery>;

/**
 * `PUT /v1/duty`: replaces the roster of a time span: all shifts that start within it, of one hall if given, else of all halls. `csv` is an
 * alternative, a table with the header person, level, halls, unit, from, to.
 */
export const DutyRosterChange = z
  .strictObject({
    hall: Code.nullable().default(null),
    ...span,
    shifts: z.array(NewDutyShift).max(5000).optional(),
    csv: z.string().min(1).max(1_000_000).optional(),
  })
  .refine(isSpan, SPAN_FAULT)
  .refine(({ shifts, csv }) => (shifts === undefined) !== (csv === undefined), 'either shifts or csv');
export type DutyRosterChange = z.infer<typeof DutyRosterChange>;

/** `POST /v1/duty/swaps`: another person takes a shift, or two people swap shifts. */
export const DutySwap = z.union([
  z.strictObject({ shift: z.uuid(), person: Label.max(100) }),
  z.strictObject({ shift: z.uuid(), with: z.uuid() }),
]);
export type DutySwap = z.infer<typeof DutySwap>;

/** Result of a change of the roster. */
export const DutyAnswer = z.object({ shifts: z.array(DutyShift), removed: z.int() });
export type DutyAnswer = z.infer<typeof DutyAnswer>;

/** `GET /v1/duty/week`: the week of a hall that contains a day, by default today. */
export const DutyWeekQuery = z.object({ hall: Code, day: Day.optional() });
export type DutyWeekQuery = z.infer<typeof DutyWeekQuery>;

const Span = z.object({ from: Instant, to: Instant });
/** Who is on duty in a hall in a week, and when nobody is although the hall is open. */
export const DutyWeek = z.object({
  hall: z.string(),
  timeZone: z.string(),
  /** the hall's current time */
  now: Instant,
  /** Monday first; `open`: when somebody must be on duty */
  days: z.array(Span.extend({ day: z.string(), open: z.array(Span) })),
  /** in order of notification */
  levels: z.array(DutyLevel),
  shifts: z.array(DutyShift),
  gaps: z.array(Span.extend({ level: DutyLevel })),
  /** people on duty who have no personal channel and no mention in a group; their messages go to the group */
  unreached: z.array(z.string()),
});
export type DutyWeek = z.infer<typeof DutyWeek>;
