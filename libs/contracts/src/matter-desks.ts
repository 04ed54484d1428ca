import { z } from 'zod';
import { MATTER_KINDS } from './events/kinds';
import { Day } from './primitives';

type Kind = (typeof MATTER_KINDS)[number];

/** Desks that handle matters of certain kinds together. */
export const MATTER_DESKS = ['difficult', 'enterprise', 'hotline', 'complaints', 'enterprise-items'] as const;
export const MatterDeskName = z.enum(MATTER_DESKS);
export type MatterDeskName = z.infer<typeof MatterDeskName>;

/**
 * Kinds of each desk: 一号窗口, 助企专区, 12345 and the mailbox, all complaints (接诉即办; without praise), and cases whose item belongs to the
 * enterprise desk.
 */
export const DESK_KINDS: Readonly<Record<MatterDeskName, readonly [Kind, ...Kind[]]>> = {
  difficult: ['difficult-matter'],
  enterprise: ['enterprise-need'],
  hotline: ['order', 'letter'],
  complaints: ['order', 'letter', 'bad-rating'],
  'enterprise-items': ['case'],
};

/** Properties of a matter beside its state, for filters and desk figures. */
export const MATTER_TRAITS = [
  'due-today',
  'due-tomorrow',
  /** first contact, answer, closing: done, or overdue */
  'contact-judged',
  'contact-in-time',
  'answer-judged',
  'answer-in-time',
  'closing-judged',
  'closing-in-time',
  /** handed to a unit other than the first */
  'diverted',
  'closed',
  'ended-once',
  'reopened',
  /** by the person concerned; the last rating counts */
  'rated',
  'satisfied',
  /** praise (表扬) */
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
 * Figures of a desk. `trait`: only matters with it. `of`: denominator of a share. `now`: open matters, whenever received; otherwise those
 * received in the period. `at`: only at these desks.
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
  /** null for a count */
  of: z.int().nullable(),
});
export type DeskFigure = z.infer<typeof DeskFigure>;
export const DESK_SPLITS = ['hall', 'unit', 'kind', 'item'] as const;
export type DeskSplit = (typeof DESK_SPLITS)[number];
/** `GET /v1/desks/{desk}`: its figures in total and by hall, unit, kind or item. */
export const DeskReport = z.object({
  desk: MatterDeskName,
  from: Day.nullable(),
  to: Day.nullable(),
  /** most common day of the selected halls, or of the caller's halls */
  today: Day,
  by: z.enum(DESK_SPLITS),
  figures: z.array(DeskFigure),
  /** `key` null for matters without one */
  parts: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable(), figures: z.array(DeskFigure) })),
});
export type DeskReport = z.infer<typeof DeskReport>;
