import { z } from 'zod';
import { freeText } from './privacy';
import { Code, Day, Instant } from './primitives';

/** Answers to a check list line in a hall. A finding is entered as a matter, which answers its line. */
export const ROUND_ANSWERS = ['ok', 'not-applicable', 'finding'] as const;
export type RoundAnswerKind = (typeof ROUND_ANSWERS)[number];
export const ROUND_STATES = ['open', 'ended'] as const;
export const RoundState = z.enum(ROUND_STATES);
export type RoundState = z.infer<typeof RoundState>;
/** idempotency key made by the client: repeating it does not repeat the entry */
const Key = z.string().regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores, colons');

/** A question of the check list. Its id never changes, so that answers and findings keep their line. */
export const RoundLine = z.strictObject({
  id: Code,
  area: freeText(100).min(1),
  question: freeText(300).min(1),
});
export type RoundLine = z.infer<typeof RoundLine>;

const Plan = {
  name: freeText(200).min(1),
  halls: z.array(Code).min(1).max(2000),
  from: Day,
  to: Day,
  /** in order of the inspection */
  lines: z.array(RoundLine).min(1).max(300),
};
interface Planned {
  halls: readonly string[];
  from: string;
  to: string;
  lines: readonly RoundLine[];
}

function inOrder({ halls, from, to, lines }: Planned, context: z.core.$RefinementCtx): void {
  const say = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (to < from) say(['to'], 'a round ends on the day it begins, or later');
  halls.forEach((hall, at) => {
    if (halls.indexOf(hall) < at) say(['halls', at], `the hall "${hall}" is named twice`);
  });
  const ids = lines.map(({ id }) => id);
  ids.forEach((id, at) => {
    if (ids.indexOf(id) < at) say(['lines', at, 'id'], `there is a line "${id}" already`);
  });
}

/** `POST /v1/rounds`: repeating it with the same content has no effect. */
export const NewRound = z.strictObject({ id: Code, ...Plan }).superRefine(inOrder);
export type NewRound = z.infer<typeof NewRound>;
/** `PUT /v1/rounds/{id}`: replaces the whole round. `revision` is the revision that was edited. */
export const RoundChange = z
  .strictObject({ revision: z.int().min(1), state: RoundState, ...Plan })
  .superRefine(inOrder);
export type RoundChange = z.infer<typeof RoundChange>;

/** A round of inspections (督导检查), with the halls visible to the caller. */
export const Round = z.object({
  id: Code,
  name: z.string(),
  halls: z.array(z.object({ code: z.string(), name: z.string() })),
  from: Day,
  to: Day,
  lines: z.array(RoundLine),
  state: RoundState,
  revision: z.int(),
  madeBy: z.string(),
  madeAt: Instant,
  changedBy: z.string(),
  changedAt: Instant,
});
export type Round = z.infer<typeof Round>;

/** Progress in the halls visible to the caller. `lines`: lines of the list times halls. */
export const RoundSummary = Round.omit({ lines: true }).extend({
  lines: z.int(),
  checked: z.int(),
  findings: z.int(),
  rectified: z.int(),
});
export type RoundSummary = z.infer<typeof RoundSummary>;

/** `POST /v1/rounds/{id}/halls/{hall}/answers`. `at`: time of the entry on the client's clock. */
export const NewRoundAnswer = z.strictObject({
  key: Key,
  line: Code,
  answer: z.enum(ROUND_ANSWERS).exclude(['finding']),
  note: freeText(500).optional(),
  at: Instant,
});
export type NewRoundAnswer = z.infer<typeof NewRoundAnswer>;

/** Round and line that a finding answers, in `POST /v1/matters`. */
export const FindingOfRound = z.strictObject({ id: Code, line: Code, at: Instant });
export type FindingOfRound = z.infer<typeof FindingOfRound>;

export const RoundAnswer = z.object({
  key: z.string(),
  line: z.string(),
  answer: z.enum(ROUND_ANSWERS),
  note: z.string().nullable(),
  by: z.string(),
  /** time of the entry, at most its arrival; the last answer counts */
  at: Instant,
  receivedAt: Instant,
});
export type RoundAnswer = z.infer<typeof RoundAnswer>;
export const RoundAnswered = RoundAnswer.extend({
  /** this entry had already arrived */
  repeated: z.boolean(),
});
export type RoundAnswered = z.infer<typeof RoundAnswered>;

/** `GET /v1/rounds/{id}/halls/{hall}`: the check list of one hall. */
export const RoundInspection = z.object({
  round: Round.pick({ id: true, name: true, from: true, to: true, state: true, revision: true }),
  hall: z.object({ code: z.string(), name: z.string() }),
  lines: z.array(
    RoundLine.extend({
      /** the latest answers, last entry first; the first one counts */
      answers: z.array(RoundAnswer),
    }),
  ),
});
export type RoundInspection = z.infer<typeof RoundInspection>;

/** `checked` of `lines`, and the findings: rectified, rectified in time, and outcomes. */
export const RoundFigures = z.object({
  lines: z.int(),
  checked: z.int(),
  findings: z.int(),
  rectified: z.int(),
  onTime: z.int(),
  verified: z.int(),
  struckOff: z.int(),
  /** past their due time, open or rectified */
  overdue: z.int(),
});
export type RoundFigures = z.infer<typeof RoundFigures>;

/** Each list sums to `total`. A finding from another system may have no hall, or a line outside the list. */
export const RoundFiguresAnswer = z.object({
  round: Code,
  total: RoundFigures,
  halls: z.array(RoundFigures.extend({ hall: z.string().nullable(), name: z.string().nullable() })),
  areas: z.array(RoundFigures.extend({ area: z.string().nullable() })),
  cells: z.array(RoundFigures.extend({ hall: z.string().nullable(), area: z.string().nullable() })),
});
export type RoundFiguresAnswer = z.infer<typeof RoundFiguresAnswer>;
