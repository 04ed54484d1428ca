import { z } from 'zod';
import { Code, Day, Id, Instant, Label, TimeOfDay } from './primitives';
import { Message, part } from './words';

/** Who can be told of a warning, from the counter up. */
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

/** Levels that somebody has without a roster, for as long as it is so: who mends windows and terminals, and who looks after the feeds. */
export const ROLE_LEVELS = ['repair', 'it'] as const satisfies readonly DutyLevel[];
/** What can be out of order. */
export const FAULT_KINDS = ['window', 'terminal', 'feed'] as const;
export const FaultKind = z.enum(FAULT_KINDS);
export type FaultKind = z.infer<typeof FaultKind>;

/** What one person is called for. */
export const StandingRole = z.strictObject({
  level: z.enum(ROLE_LEVELS),
  /** null: in every hall */
  hall: Code.nullable().default(null),
  /** null: of every kind */
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
  /** null: in every hall */
  halls: z.array(Code).min(1).max(200).nullable().default(null),
  /** whose unit it is; only at level `unit` */
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

/** In which order people are told, and how long each level has to answer. */
export const EscalationPolicy = z.strictObject({
  levels: z
    .array(
      z.strictObject({
        level: DutyLevel,
        /** minutes until the next level is told */ afterMin: z.int().min(1).max(1440),
      }),
    )
    .min(1)
    .max(DUTY_LEVELS.length)
    .refine((levels) => new Set(levels.map(({ level }) => level)).size === levels.length, 'a level stands there twice'),
  /** an acknowledgement without action holds so long */
  acknowledgedMin: z.int().min(1).max(240).default(15),
  /** hall clock, may go over midnight: yellow waits for its end, red does not */
  quiet: QuietHours.nullable().default(null),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/**
 * `told`: those on duty at the level know · `acknowledged`: somebody will see to it · `acting`: somebody does · `quiet`: it waits for the end of the
 * quiet hours · `nobody`: nobody is on duty who could be told · `over`
 */
export const ESCALATION_STATES = ['told', 'acknowledged', 'acting', 'quiet', 'nobody', 'over'] as const;

/** Who has a warning, and what comes next if nothing happens. */
export const Escalation = z.object({
  state: z.enum(ESCALATION_STATES),
  /** null until somebody was told */
  level: DutyLevel.nullable(),
  /** 1 is the first level of the policy; 0 until somebody was told */
  step: z.int().min(0),
  people: z.array(z.string()),
  since: Instant,
  /** when something changes by itself; null: nothing will */
  nextAt: Instant.nullable(),
  /** whether a level above is told then; at the highest one what comes next is the end of a shift. Absent from older answers */
  goesUp: z.boolean().optional(),
  why: Message,
});
export type Escalation = z.infer<typeof Escalation>;

/** The same for a place where the public stands: the level, and nobody's name. */
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
 * `PUT /v1/duty`: the roster of a span anew. It replaces the shifts that begin within the span: with a hall those of that hall alone, without one
 * all of them. `csv` is a table with a heading line instead: person, level, halls, unit, from, to.
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

/** `POST /v1/duty/swaps`: somebody else takes a shift, or two people change shifts. */
export const DutySwap = z.union([
  z.strictObject({ shift: z.uuid(), person: Label.max(100) }),
  z.strictObject({ shift: z.uuid(), with: z.uuid() }),
]);
export type DutySwap = z.infer<typeof DutySwap>;

/** What a change made of the roster. */
export const DutyAnswer = z.object({ shifts: z.array(DutyShift), removed: z.int() });
export type DutyAnswer = z.infer<typeof DutyAnswer>;

/** `GET /v1/duty/week`: the week of a hall that a day lies in, today's without one. */
export const DutyWeekQuery = z.object({ hall: Code, day: Day.optional() });
export type DutyWeekQuery = z.infer<typeof DutyWeekQuery>;

const Span = z.object({ from: Instant, to: Instant });
/** Who is on duty in a hall in a week, and when nobody is although the hall is open. */
export const DutyWeek = z.object({
  hall: z.string(),
  timeZone: z.string(),
  /** the hall's now */
  now: Instant,
  /** Monday first; `open`: when somebody is needed */
  days: z.array(Span.extend({ day: z.string(), open: z.array(Span) })),
  /** in the order in which they are told */
  levels: z.array(DutyLevel),
  shifts: z.array(DutyShift),
  gaps: z.array(Span.extend({ level: DutyLevel })),
  /** of those on duty, whom no group calls and no message of their own reaches: what is theirs goes to the group */
  unreached: z.array(z.string()),
});
export type DutyWeek = z.infer<typeof DutyWeek>;
