import { z } from 'zod';
import { AccountName } from './access';
import { CASE_CHANNELS, EXCLUSION_REASONS, MATTER_KINDS, MATTER_NATURES } from './events/kinds';
import { EnterpriseRef } from './enterprises';
import { FILES_AT_ONCE, NewMatterFile } from './matter-files';
import { freeText } from './privacy';
import { Code, Day, Id, Instant } from './primitives';
import { FindingOfRound } from './rounds';

/** Acts on a matter. Each is stored as an event; the matter's state is the fold of its events. */
export const MATTER_ACTS = [
  'contact',
  'assign',
  'hand-over',
  'urge',
  'supplement',
  'resume',
  'reply',
  'close',
  'verify',
  'strike-off',
  'exclude',
  'reopen',
  'comment',
] as const;
export const MatterActKind = z.enum(MATTER_ACTS);
export type MatterActKind = z.infer<typeof MatterActKind>;

/** Steps of a matter in its handling. */
export const MATTER_STEPS = ['open', 'waiting', 'answered', 'closed', 'verified', 'struck-off', 'excluded'] as const;
export type MatterStep = (typeof MATTER_STEPS)[number];

/** Acts that need a text: a reason or a finding. */
const NEEDS_TEXT: readonly MatterActKind[] = ['supplement', 'reply', 'close', 'exclude', 'reopen', 'comment'];
export const needsText = (act: MatterActKind): boolean => NEEDS_TEXT.includes(act);
/** Acts that set the person or unit responsible. */
export const namesWho = (act: MatterActKind): boolean => act === 'assign' || act === 'hand-over';

const Acting = {
  /** idempotency key made by the client: repeating it does not repeat the act */
  key: z.string().regex(/^[A-Za-z0-9._:-]{8,100}$/, '8 to 100 letters, digits, dots, dashes, underscores and colons'),
  act: MatterActKind,
  text: freeText(2000).optional(),
  /** unit responsible from now on */
  unit: Id.optional(),
  officerId: Id.optional(),
  hall: Code.optional(),
  /** outcome of the matter */
  result: freeText(100).min(1).optional(),
  /** why a rating does not count */
  reason: z.enum(EXCLUSION_REASONS).optional(),
  /** account names of the readers of a comment */
  mentions: z.array(AccountName).max(20).optional(),
};
interface Acted {
  act: MatterActKind;
  text?: string | undefined;
  unit?: string | undefined;
  officerId?: string | undefined;
  hall?: string | undefined;
  result?: string | undefined;
  reason?: string | undefined;
}

function complete({ act, text, unit, officerId, hall, result, reason }: Acted, context: z.core.$RefinementCtx): void {
  const say = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  if (needsText(act) && (text ?? '') === '') say('text', `${act} needs a text`);
  const isNamed = unit !== undefined || officerId !== undefined || hall !== undefined;
  if (namesWho(act) && !isNamed) say('unit', `${act} needs a unit, an officer or a hall`);
  if (!namesWho(act) && isNamed) say('unit', `${act} names nobody`);
  if (act === 'close' && result === undefined) say('result', 'close needs a result');
  if (act === 'exclude' && reason === undefined) say('reason', 'exclude needs a reason');
  if (act !== 'exclude' && reason !== undefined) say('reason', `${act} has no reason`);
  if (act !== 'close' && result !== undefined) say('result', `${act} has no result`);
}

const SingleAct = z.strictObject({
  ...Acting,
  /** uploaded to the matter before */
  files: z
    .array(z.string().regex(/^[0-9a-f]{32}$/, 'an id of a file'))
    .max(FILES_AT_ONCE)
    .optional(),
  revision: z
    .string()
    .regex(/^[0-9a-f]{16}$/, 'a revision as a matter has it')
    .optional(),
});

/** `POST /v1/matters/{id}/acts`. `revision` is the matter's revision that the caller saw; only comments need none. */
export const ActOnMatter = SingleAct.superRefine((body, context) => {
  complete(body, context);
  if (body.act !== 'comment' && body.revision === undefined)
    context.addIssue({ code: 'custom', path: ['revision'], message: 'name the revision of the matter you saw' });
});
export type ActOnMatter = z.infer<typeof ActOnMatter>;

/** Acts with their own address, `POST /v1/matters/{id}/{act}`, for other systems that have not read the matter before. */
export const ADDRESSED_ACTS = ['assign', 'urge', 'reply', 'close', 'verify', 'reopen'] as const;
/** Without `key`, every request is a new act; without `revision`, the current state of the matter decides. */
export const AddressedActBody = SingleAct.omit({ act: true, reason: true, mentions: true }).partial({ key: true });
export type AddressedActBody = z.infer<typeof AddressedActBody>;
export const AddressedAct = AddressedActBody.extend({ act: z.enum(ADDRESSED_ACTS) }).superRefine(complete);
export type AddressedAct = z.infer<typeof AddressedAct>;

/** Maximum number of matters in one request. */
export const ACTED_ON_MOST = 200;

/** `POST /v1/matters/acts`: the same act on each matter, with one result each. */
export const ActOnMatters = z
  .strictObject({ ...Acting, ids: z.array(Id).min(1).max(ACTED_ON_MOST) })
  .superRefine((body, context) => {
    complete(body, context);
  });
export type ActOnMatters = z.infer<typeof ActOnMatters>;

export const ActAnswer = z.object({
  id: Id,
  act: MatterActKind,
  /** id of its event */
  eventId: z.string(),
  at: Instant,
  by: z.string(),
  step: z.enum(MATTER_STEPS),
  revision: z.string(),
  /** this key was already used, so nothing was done again */
  repeated: z.boolean(),
});
export type ActAnswer = z.infer<typeof ActAnswer>;
/** One result for each id of the request, in that order. */
export const ActAnswers = z.object({
  done: z.int(),
  refused: z.int(),
  items: z.array(
    z.object({
      id: Id,
      answer: ActAnswer.nullable(),
      problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
    }),
  ),
});
export type ActAnswers = z.infer<typeof ActAnswers>;

/** `POST /v1/matters/candidates`: possible assignees of each matter. */
export const CandidatesAsked = z.strictObject({ ids: z.array(Id).min(1).max(200) });
export type CandidatesAsked = z.infer<typeof CandidatesAsked>;
export const Candidate = z.object({
  officerId: z.string(),
  name: z.string(),
  /** their open matters of all units */
  open: z.int(),
});
export type Candidate = z.infer<typeof Candidate>;
/** For each visible matter that can be assigned now; best candidates first, at most three. */
export const MatterCandidates = z.object({
  items: z.array(z.object({ id: Id, candidates: z.array(Candidate).max(3) })),
});
export type MatterCandidates = z.infer<typeof MatterCandidates>;

/** `POST /v1/matters`: a matter entered in this product. Without a due time, the table of default clocks applies. */
export const NewMatter = z
  .strictObject({
    /** idempotency key made by the client: repeating it does not create another matter */
    key: Acting.key,
    kind: z.enum(MATTER_KINDS),
    nature: z.enum(MATTER_NATURES).optional(),
    title: freeText(200).min(1),
    text: freeText(4000).optional(),
    /** area of the hall, or part of the work */
    area: freeText(200).optional(),
    /** photos and papers; together limited by the size of a request */
    files: z.array(NewMatterFile).min(1).max(FILES_AT_ONCE).optional(),
    channel: z.enum(CASE_CHANNELS).default('online'),
    hall: Code.optional(),
    /** unit responsible; without one, the hall, else the bureau */
    unit: Id.optional(),
    item: Id.optional(),
    enterpriseRef: EnterpriseRef.optional(),
    dueAt: Instant.optional(),
    /** due when its hall's office closes on this day, or on the last working day before it */
    dueOn: Day.optional(),
    /** line of an inspection round that the matter answers in its hall */
    round: FindingOfRound.optional(),
  })
  .refine(({ dueAt, dueOn }) => dueAt === undefined || dueOn === undefined, {
    path: ['dueOn'],
    message: 'either dueAt or dueOn',
  })
  .refine(({ round, kind, hall }) => round === undefined || (kind === 'finding' && hall !== undefined), {
    path: ['round'],
    message: 'what is found in a round is a finding, and names its hall',
  });
export type NewMatter = z.infer<typeof NewMatter>;
export const CreatedMatter = z.object({
  id: Id,
  caseId: z.string(),
  at: Instant,
  /** this key was already used, so no matter was created */
  repeated: z.boolean(),
});
export type CreatedMatter = z.infer<typeof CreatedMatter>;
