import { z } from 'zod';
import { MATTER_KINDS } from './events/kinds';
import { Day } from './primitives';

type Kind = (typeof MATTER_KINDS)[number];

/** Places where matters of certain kinds are seen to together. */
export const MATTER_DESKS = ['difficult', 'enterprise', 'hotline', 'complaints', 'enterprise-items'] as const;
export const MatterDeskName = z.enum(MATTER_DESKS);
export type MatterDeskName = z.infer<typeof MatterDeskName>;

/**
 * What each of them sees to: 一号窗口, 助企专区, 12345 and the mailbox, everything somebody complains of (接诉即办; so no praise), and
 * cases of the items that the catalogue gives to the enterprise desk.
 */
export const DESK_KINDS: Readonly<Record<MatterDeskName, readonly [Kind, ...Kind[]]>> = {
  difficult: ['difficult-matter'],
  enterprise: ['enterprise-need'],
  hotline: ['order', 'letter'],
  complaints: ['order', 'letter', 'bad-rating'],
  'enterprise-items': ['case'],
};

/** What can hold of a matter besides its state, as a list may ask for it and the figures of a desk count it. */
export const MATTER_TRAITS = [
  'due-today',
  'due-tomorrow',
  /** first contact, answer, closing: happened, or its time is past */
  'contact-judged',
  'contact-in-time',
  'answer-judged',
  'answer-in-time',
  'closing-judged',
  'closing-in-time',
  /** another unit's than it was at first */
  'diverted',
  'closed',
  'ended-once',
  'reopened',
  /** by whoever it was for; the last rating counts */
  'rated',
  'satisfied',
  /** somebody wrote or called to praise (表扬) */
  'praise',
] as const;
export const MatterTrait = z.enum(MATTER_TRAITS);
export type MatterTrait = z.infer<typeof MatterTrait>;

interface FigureRule {
  trait: MatterTrait | null;
  of: MatterTrait | 'all' | null;
  now: boolean;
  at?: readonly MatterDeskName[];
}
/**
 * The figures of a desk. `trait`: of which matters; none: all of them. `of`: the matters it is a share of. `now`: of what is open
 * whenever it came; else of what was received in the period. `at`: of these desks; none: of all.
 */
export const DESK_FIGURES = {
  received: { trait: null, of: null, now: false },
  closed: { trait: 'closed', of: null, now: false },
  open: { trait: null, of: null, now: true },
  'due-today': { trait: 'due-today', of: null, now: true },
  'due-tomorrow': { trait: 'due-tomorrow', of: null, now: true },
  'contact-in-time': { trait: 'contact-in-time', of: 'contact-judged', now: false },
  'answer-in-time': { trait: 'answer-in-time', of: 'answer-judged', now: false },
  'closing-in-time': { trait: 'closing-in-time', of: 'closing-judged', now: false },
  diverted: { trait: 'diverted', of: 'all', now: false },
  reopened: { trait: 'reopened', of: 'ended-once', now: false },
  satisfied: { trait: 'satisfied', of: 'rated', now: false },
  praise: { trait: 'praise', of: null, now: false, at: ['hotline'] },
} as const satisfies Record<string, FigureRule>;
export type DeskFigureKey = keyof typeof DESK_FIGURES;
export const DESK_FIGURE_KEYS = Object.keys(DESK_FIGURES) as [DeskFigureKey, ...DeskFigureKey[]];
export const deskFigureKeys = (desk: MatterDeskName): DeskFigureKey[] =>
  DESK_FIGURE_KEYS.filter((key) => {
    const { at }: FigureRule = DESK_FIGURES[key];
    return at === undefined || at.includes(desk);
  });

export const DeskFigure = z.object({
  key: z.enum(DESK_FIGURE_KEYS),
  count: z.int(),
  /** null: it is a count and no share */
  of: z.int().nullable(),
});
export type DeskFigure = z.infer<typeof DeskFigure>;
export const DESK_SPLITS = ['hall', 'unit', 'kind', 'item'] as const;
export type DeskSplit = (typeof DESK_SPLITS)[number];
/** `GET /v1/desks/{desk}`: its figures as a whole and by hall, unit, kind or item. */
export const DeskReport = z.object({
  desk: MatterDeskName,
  from: Day.nullable(),
  to: Day.nullable(),
  /** the day that most of the halls asked about are on, or of the halls of what the caller sees */
  today: Day,
  by: z.enum(DESK_SPLITS),
  figures: z.array(DeskFigure),
  /** `key` null: they have none */
  parts: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable(), figures: z.array(DeskFigure) })),
});
export type DeskReport = z.infer<typeof DeskReport>;
