import { z } from 'zod';
import { EscalationPolicy } from './duty';
import { CASE_CHANNELS } from './events/kinds';
import { HallSummary } from './live';
import { DrawingId } from './drawings';
import { PhoneLineDoc } from './phone-lines';
import { Code, Day, Id, Instant, Label, TimeOfDay } from './primitives';
import { freeText } from './privacy';

/** Of a hall that does not say, and of a hall that the organisation has no more. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

// Every object is strict: a misspelt field is a fault to be told, not a wish silently dropped.
const Weekdays = z.array(z.int().min(1).max(7)).min(1).max(7);
const minutes = z.number().min(0).max(1440);
const coordinates = { x: z.number().optional(), y: z.number().optional() };

export const Hours = z.strictObject({ /** 1 = Monday … 7 = Sunday */ days: Weekdays, from: TimeOfDay, to: TimeOfDay });
/** A day of a hall that is not as every week: closed where it has no hours. */
export const SpecialDayDoc = z.strictObject({
  day: Day,
  hours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).max(12),
  /** what visitors and staff are told */
  reason: freeText(100).min(1),
});
export type SpecialDayDoc = z.infer<typeof SpecialDayDoc>;
/** What a zone of a floor plan is for besides its windows: people wait in it, or come in through it. */
export const ZONE_KINDS = ['waiting', 'entrance'] as const;
export const Zone = z.strictObject({
  x: z.number(),
  y: z.number(),
  w: z.number().positive(),
  h: z.number().positive(),
  code: Code,
  name: Label,
  /** what pages in English call it; absent = by its name */
  nameEn: Label.optional(),
  kind: z.enum(ZONE_KINDS).optional(),
});

export const QueueDoc = z.strictObject({
  code: Code,
  name: Label,
  /** what pages in English call it; absent = by its name */
  nameEn: Label.optional(),
  branch: Code,
  letter: z.string().min(1).max(4).optional(),
  waitTargetMin: z.number().positive().max(480).optional(),
  /** items handled under it, where a branch has several queues in one hall; absent = every item of its branch */
  items: z.array(Code).optional(),
});
export const WindowDoc = z.strictObject({
  id: Id,
  number: z.string().min(1).max(8),
  /** what tiles and sentences call it: `12` where its sign says `12号窗`; absent = made from its number */
  label: z.string().trim().min(1).max(8).optional(),
  kind: z.enum(['specialised', 'comprehensive', 'reserve']).default('specialised'),
  /** what it serves when nothing else was said, home first */
  queues: z.array(Code).min(1),
  zone: Code.optional(),
  ...coordinates,
  /** minutes to change the business system */
  switchMin: minutes.default(2),
});
export const TerminalDoc = z.strictObject({
  id: Id,
  name: Label,
  items: z.array(Code).default([]),
  allDay: z.boolean().default(false),
  zone: Code.optional(),
  ...coordinates,
});
/** What a window is called wherever words for "window" may stand beside it. */
export const windowLabel = ({ number, label }: Pick<WindowDoc, 'number' | 'label'>): string =>
  label ?? (number.replace(/^(?:window|窗口)\s*|\s*(?:号?窗口?|号)$/giu, '') || number);
/** A number segment (号段) that can be booked: slots of `slotMin` minutes from `from` to `to`, `capacity` places in each, shared by its queues. */
export const BookingSlotDoc = z.strictObject({
  code: Code,
  name: Label.optional(),
  queues: z.array(Code).min(1),
  days: Weekdays,
  from: TimeOfDay,
  to: TimeOfDay,
  slotMin: z.int().min(5).max(1440),
  capacity: z.int().min(1).max(10_000),
});

export const TIERS = ['department', 'hall', 'station', 'extension-point'] as const;
export const HallDoc = z.strictObject({
  code: Code,
  name: Label,
  tier: z.enum(TIERS),
  parent: Code.optional(),
  timeZone: z.string().min(1).default(DEFAULT_ZONE),
  clock: z.enum(['wall', 'feed']).default('wall'),
  /** the source whose times are the hall's now on clock `feed`; without it the one that has shown the latest time of tickets, windows or queues */
  primarySource: z.string().max(64).optional(),
  simulated: z.boolean().default(false),
  twinOf: Code.optional(),
  location: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
  hours: z.array(Hours).default([]),
  /** closed, nobody says why; see `specialDays` */
  closures: z.array(Day).default([]),
  /** closed, or open at other hours than every week: comes before everything else */
  specialDays: z.array(SpecialDayDoc).max(400).optional(),
  /** on public holidays; absent = closed, and open on make-up working days */
  holidays: z.enum(['closed', 'open']).optional(),
  waitTargetMin: z.number().positive().max(480).default(15),
  /** its walls may name who has a warning; without it they say the role only, for visitors see them */
  dutyNamesOnWall: z.boolean().optional(),
  /** who is told of its warnings, in which order and how long each has to answer; absent = as the bureau says */
  escalation: EscalationPolicy.optional(),
  /** units are the plan's own (the demonstration network uses decimetres); x to the right, y down */
  floorPlan: z
    .strictObject({
      width: z.number().positive(),
      height: z.number().positive(),
      zones: z.array(Zone),
      /** what was uploaded to lie under it, edge to edge */
      drawing: DrawingId.optional(),
    })
    .optional(),
  queues: z.array(QueueDoc).default([]),
  windows: z.array(WindowDoc).default([]),
  terminals: z.array(TerminalDoc).default([]),
  /** absent = nothing can be booked */
  bookingSlots: z.array(BookingSlotDoc).optional(),
  /** numbers that people ring, and who answers them */
  phoneLines: z.array(PhoneLineDoc).max(200).optional(),
  /** items handled here; absent = every item of the branches of its queues */
  items: z.array(Code).optional(),
});
export const BranchDoc = z.strictObject({ code: Code, name: Label, shortName: z.string().max(8).optional() });
export const CategoryDoc = z.strictObject({ code: Code, name: Label, branch: Code });
/** How an item is decided: at the desk (直接), at the desk for the unit (授权), by the unit itself (流转). */
export const APPROVALS = ['direct', 'delegated', 'transferred'] as const;
/** Whether a material is handed in: always, never because the office has it (免提交), or within the limit when it is lacking (容缺). */
export const SUBMISSIONS = ['required', 'exempt', 'later'] as const;
export const MaterialDoc = z.strictObject({ name: Label, submission: z.enum(SUBMISSIONS).default('required') });
export type MaterialDoc = z.infer<typeof MaterialDoc>;
export const ItemDoc = z.strictObject({
  code: Code,
  name: Label,
  branch: Code,
  category: Code,
  mode: z.enum(['on-the-spot', 'promised']).default('on-the-spot'),
  limitUnit: z.enum(['working-days', 'working-hours', 'calendar-days', 'hours']).default('working-days'),
  statutory: z.number().positive().optional(),
  promised: z.number().positive().optional(),
  /** usual order of its stages; `allowedDays`: working days a stage may take, pauses not counted (环节时限) */
  stages: z
    .array(z.strictObject({ code: Id, name: Label.optional(), allowedDays: z.number().positive().optional() }))
    .max(40)
    .optional(),
  meanServiceMin: z.number().positive().max(480).optional(),
  /** minutes within which somebody with this item should be called; absent = what the queue, else the hall, promises */
  waitTargetMin: z.number().positive().max(480).optional(),
  /** share of its queue's tickets, when known beforehand */
  share: z.number().min(0).max(1).optional(),
  channels: z.array(z.enum(CASE_CHANNELS)).default(['window']),
  /** where people do it on their own phones; guides show it as a code to scan */
  mobileUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  /** absent = not known */ approval: z.enum(APPROVALS).optional(),
  materials: z.array(MaterialDoc).max(60).optional(),
  /** comes in such numbers that it would decide every share it is in, so it is in none of them: counted at points (docs/metrics.md) */
  highVolume: z.boolean().optional(),
  /** handled for enterprises at their desk (助企专区) */
  enterpriseDesk: z.boolean().optional(),
});
const Effort = z.strictObject({
  /** things to do or hand in */ steps: z.int().min(1).max(500),
  /** ways to a counter */ trips: z.int().min(0).max(500),
});
/** Items people usually need together, handled as one (一件事); what that saves is what the catalogue says of both ways. */
export const PackageDoc = z.strictObject({
  code: Code,
  name: Label,
  items: z.array(Code).min(2).max(40),
  separately: Effort,
  together: Effort,
});
export const SkillDoc = z.strictObject({
  branch: Code,
  from: Day,
  /** last day on which it holds */ to: Day.optional(),
});
export const OfficerDoc = z.strictObject({
  id: Id,
  name: Label,
  hall: Code,
  kind: z.enum(['police', 'auxiliary']).default('police'),
  homeBranch: Code.optional(),
  skills: z.array(SkillDoc).default([]),
  /** items an officer may sign although not everyone of the branch may */
  authorisations: z.array(z.strictObject({ item: Code, from: Day, to: Day.optional() })).default([]),
});
export const RosterDoc = z.strictObject({
  hall: Code,
  officer: Id,
  window: Id,
  days: Weekdays.default([1, 2, 3, 4, 5]),
  validFrom: Day,
  /** last day on which it holds */ validTo: Day.optional(),
  from: TimeOfDay,
  to: TimeOfDay,
  breaks: z
    .array(
      z.strictObject({
        kind: z.enum(['lunch', 'break']),
        from: TimeOfDay,
        minutes: z.number().positive().max(240),
        /** within which it may begin when a plan of the day moves it; both equal to `from`: it stays; absent: the usual hours of its kind */
        earliest: TimeOfDay.optional(),
        latest: TimeOfDay.optional(),
      }),
    )
    .default([]),
  /** of those of one counter at most one is away at a time */
  counter: Code.optional(),
});
export const TravelTimeDoc = z.strictObject({ from: Code, to: Code, minutes });
export const BureauDoc = z.strictObject({
  code: Code,
  name: Label,
  /** of all halls that say nothing else; absent = supervisor 5 min, director 15, bureau; quiet 20:00–07:00 */
  escalation: EscalationPolicy.optional(),
});

const WordList = z.record(z.string().min(1).max(200), Label);
/** What the organisation calls its sources, and what they send as codes or in words of their own: items, reasons, results, faults. */
export const WordsDoc = z.strictObject({
  items: WordList.optional(),
  reasons: WordList.optional(),
  results: WordList.optional(),
  sources: WordList.optional(),
  faults: WordList.optional(),
});
export type WordsDoc = z.infer<typeof WordsDoc>;

/** What the organisation calls what a source sent; null where it has no word for it. */
export function ownWord(words: WordsDoc | undefined, list: keyof WordsDoc, sent: string): string | null {
  const known = words?.[list];
  return known !== undefined && Object.hasOwn(known, sent) ? (known[sent] ?? null) : null;
}

export const OrganisationDoc = z.strictObject({
  format: z.literal('organisation/1'),
  bureau: BureauDoc,
  branches: z.array(BranchDoc).default([]),
  categories: z.array(CategoryDoc).default([]),
  items: z.array(ItemDoc).default([]),
  packages: z.array(PackageDoc).default([]),
  halls: z.array(HallDoc).min(1),
  officers: z.array(OfficerDoc).default([]),
  rosters: z.array(RosterDoc).default([]),
  travelTimes: z.array(TravelTimeDoc).default([]),
  words: WordsDoc.optional(),
});
export type OrganisationDoc = z.infer<typeof OrganisationDoc>;
export type HallDoc = z.infer<typeof HallDoc>;
export type QueueDoc = z.infer<typeof QueueDoc>;
export type WindowDoc = z.infer<typeof WindowDoc>;
export type TerminalDoc = z.infer<typeof TerminalDoc>;
export type BookingSlotDoc = z.infer<typeof BookingSlotDoc>;
export type BranchDoc = z.infer<typeof BranchDoc>;
export type CategoryDoc = z.infer<typeof CategoryDoc>;
export type ItemDoc = z.infer<typeof ItemDoc>;
export type PackageDoc = z.infer<typeof PackageDoc>;
export type OfficerDoc = z.infer<typeof OfficerDoc>;
export type RosterDoc = z.infer<typeof RosterDoc>;
export type TravelTimeDoc = z.infer<typeof TravelTimeDoc>;
export type BureauDoc = z.infer<typeof BureauDoc>;

export const PART_KINDS = [
  'bureau',
  'branch',
  'category',
  'item',
  'package',
  'hall',
  'queue',
  'window',
  'terminal',
  'officer',
  'roster',
  'travel-time',
  'words',
] as const;
export type PartKind = (typeof PART_KINDS)[number];

export const PartCounts = z.object({ added: z.int(), changed: z.int(), removed: z.int(), unchanged: z.int() });
export type PartCounts = z.infer<typeof PartCounts>;

/** Answer of `PUT /v1/organisation` and `organisation import`. */
export const OrganisationImport = z.object({
  /** version now in force; null while there has never been one */
  version: z.int(),
  /** false when the document said nothing new: no version was made */
  changed: z.boolean(),
  /** first hall day on which the changes hold */
  validFrom: Day,
  recordedAt: Instant,
  total: PartCounts,
  byKind: z.record(z.string(), PartCounts),
  /** parts that the document does not name and that go on, because it was not told to remove them; the halls among them */
  kept: z.int(),
  keptHalls: z.array(z.string()),
});
export type OrganisationImport = z.infer<typeof OrganisationImport>;

/** Answer of `PUT /v1/organisation?check=true` and `organisation import --check`: nothing is written. */
export const OrganisationPreview = OrganisationImport.omit({ version: true, changed: true, recordedAt: true }).extend({
  changes: z.array(z.object({ kind: z.string(), key: z.string(), change: z.enum(['added', 'changed', 'removed']) })),
});
export type OrganisationPreview = z.infer<typeof OrganisationPreview>;

/** `?at=` / `?day=`: a hall day; absent = as the organisation is now. */
export const OrganisationQuery = z.object({ at: Day.optional() });
export const OrganisationReplaceQuery = z.object({
  /** first hall day on which changes hold; absent = the earliest hall day any hall is on now */
  from: Day.optional(),
  /** also end what the document does not name: whole halls, items, officers */
  remove: z
    .enum(['true', 'false'])
    .default('false')
    .transform((said) => said === 'true'),
  /** only tell what would change */
  check: z
    .enum(['true', 'false'])
    .default('false')
    .transform((said) => said === 'true'),
});

/** `GET /v1/halls/{hall}`: the hall as the map draws it, and who works there. */
export const HallDetail = HallSummary.omit({ windows: true, queues: true }).extend({
  /** the hall that is played beside it without prompts; null: none */
  twin: Code.nullable(),
  day: Day,
  doc: HallDoc,
  officers: z.array(
    z.object({
      id: Id,
      name: Label,
      kind: OfficerDoc.shape.kind,
      homeBranch: Code.nullable(),
      branches: z.array(Code),
    }),
  ),
  items: z.array(
    z.object({
      code: Code,
      name: Label,
      branch: Code,
      category: Code,
      queue: Code.nullable(),
      channels: ItemDoc.shape.channels,
    }),
  ),
  branches: z.array(BranchDoc),
});
export type HallDetail = z.infer<typeof HallDetail>;
