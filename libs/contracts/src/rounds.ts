import { z } from 'zod';
import { freeText } from './privacy';
import { Code, Day, Instant } from './primitives';

/** What an inspector says of a line of the check list in one hall. A finding is entered as a matter, which answers its line. */
export const ROUND_ANSWERS = ['ok', 'not-applicable', 'finding'] as const;
export type RoundAnswerKind = (typeof ROUND_ANSWERS)[number];
export const ROUND_STATES = ['open', 'ended'] as const;
export const RoundState = z.enum(ROUND_STATES);
export type RoundState = z.infer<typeof RoundState>;
/** made by the client, once per entry: sent again it is the same entry */
const Key = z.string().regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores, colons');

/** One question of the check list. Its id stays what it is, so that answers and findings keep their line. */
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
  /** in the order in which they are gone through */
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

/** `POST /v1/rounds`: sent again with the same content it is the same round. */
export const NewRound = z.strictObject({ id: Code, ...Plan }).superRefine(inOrder);
export type NewRound = z.infer<typeof NewRound>;
/** `PUT /v1/rounds/{id}`: the whole round anew. `revision` is that of the round it was made from. */
export const RoundChange = z
  .strictObject({ revision: z.int().min(1), state: RoundState, ...Plan })
  .superRefine(inOrder);
export type RoundChange = z.infer<typeof RoundChange>;

/** A round of inspections (督导检查), with those of its halls that the caller sees. */
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

/** How far it has come in the halls that the caller sees. `lines`: those of the list, once for each hall. */
export const RoundSummary = Round.omit({ lines: true }).extend({
  lines: z.int(),
  checked: z.int(),
  findings: z.int(),
  rectified: z.int(),
});
export type RoundSummary = z.infer<typeof RoundSummary>;

/** `POST /v1/rounds/{id}/halls/{hall}/answers`. `at`: when it was entered, by the clock of whoever entered it. */
export const NewRoundAnswer = z.strictObject({
  key: Key,
  line: Code,
  answer: z.enum(ROUND_ANSWERS).exclude(['finding']),
  note: freeText(500).optional(),
  at: Instant,
});
export type NewRoundAnswer = z.infer<typeof NewRoundAnswer>;

/** Which line of a round a finding answers, as `POST /v1/matters` takes it. */
export const FindingOfRound = z.strictObject({ id: Code, line: Code, at: Instant });
export type FindingOfRound = z.infer<typeof FindingOfRound>;

export const RoundAnswer = z.object({
  key: z.string(),
  line: z.string(),
  answer: z.enum(ROUND_ANSWERS),
  note: z.string().nullable(),
  by: z.string(),
  /** when it was entered, never later than it arrived: of several answers the last one stands */
  at: Instant,
  receivedAt: Instant,
});
export type RoundAnswer = z.infer<typeof RoundAnswer>;
export const RoundAnswered = RoundAnswer.extend({
  /** this very entry had arrived before */
  repeated: z.boolean(),
});
export type RoundAnswered = z.infer<typeof RoundAnswered>;

/** `GET /v1/rounds/{id}/halls/{hall}`: the check list as it stands in one hall. */
export const RoundInspection = z.object({
  round: Round.pick({ id: true, name: true, from: true, to: true, state: true, revision: true }),
  hall: z.object({ code: z.string(), name: z.string() }),
  lines: z.array(
    RoundLine.extend({
      /** the latest ones, the last to be entered first: that one stands */
      answers: z.array(RoundAnswer),
    }),
  ),
});
export type RoundInspection = z.infer<typeof RoundInspection>;

/** `checked` of `lines`, and of the findings: how many were rectified, how many of these in time, what became of them. */
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

/** Each list sums to `total`. A finding that other systems told of may name no hall, or a line that the list does not have. */
export const RoundFiguresAnswer = z.object({
  round: Code,
  total: RoundFigures,
  halls: z.array(RoundFigures.extend({ hall: z.string().nullable(), name: z.string().nullable() })),
  areas: z.array(RoundFigures.extend({ area: z.string().nullable() })),
  cells: z.array(RoundFigures.extend({ hall: z.string().nullable(), area: z.string().nullable() })),
});
export type RoundFiguresAnswer = z.infer<typeof RoundFiguresAnswer>;
