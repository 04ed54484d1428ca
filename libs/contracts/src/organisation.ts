import { z } from 'zod';
import { EscalationPolicy } from './duty';
import { CASE_CHANNELS } from './events/kinds';
import { HallSummary } from './live';
import { DrawingId } from './drawings';
import { PhoneLineDoc } from './phone-lines';
import { Code, Day, Id, Instant, Label, TimeOfDay } from './primitives';
import { freeText } from './privacy';

/** Zone of halls without one, and of removed halls. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

// All objects are strict, so that a misspelt field is reported instead of dropped.
const Weekdays = z.array(z.int().min(1).max(7)).min(1).max(7);
const minutes = z.number().min(0).max(1440);
const coordinates = { x: z.number().optional(), y: z.number().optional() };

export const Hours = z.strictObject({ /** 1 = Monday … 7 = Sunday */ days: Weekdays, from: TimeOfDay, to: TimeOfDay });
/** A day with other hours than the weekly ones; without hours the hall is closed. */
export const SpecialDayDoc = z.strictObject({
  day: Day,
  hours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).max(12),
  /** reason shown to visitors and staff */
  reason: freeText(100).min(1),
});
export type SpecialDayDoc = z.infer<typeof SpecialDayDoc>;
/** Purpose of a zone of a floor plan besides windows: people wait there, or enter there. */
export const ZONE_KINDS = ['waiting', 'entrance'] as const;
export const Zone = z.strictObject({
  x: z.number(),
  y: z.number(),
  w: z.number().positive(),
  h: z.number().positive(),
  code: Code,
  name: Label,
  /** English name; by default the name */
  nameEn: Label.optional(),
  kind: z.enum(ZONE_KINDS).optional(),
});

export const QueueDoc = z.strictObject({
  code: Code,
  name: Label,
  /** English name; by default the name */
  nameEn: Label.optional(),
  branch: Code,
  letter: z.string().min(1).max(4).optional(),
  waitTargetMin: z.number().positive().max(480).optional(),
  /** items of the queue, if a branch has several queues in one hall; absent means all items of its branch */
  items: z.array(Code).optional(),
});
export const WindowDoc = z.strictObject({
  id: Id,
  number: z.string().min(1).max(8),
  /** short name for tiles and sentences: `12` for the sign `12号窗`; absent means derived from its number */
  label: z.string().trim().min(1).max(8).optional(),
  kind: z.enum(['specialised', 'comprehensive', 'reserve']).default('specialised'),
  /** queues served by default, home first */
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
/** Name of a window that can follow or precede the word "window". */
export const windowLabel = ({ number, label }: Pick<WindowDoc, 'number' | 'label'>): string =>
  label ?? (number.replace(/^(?:window|窗口)\s*|\s*(?:号?窗口?|号)$/giu, '') || number);
/** A bookable number segment (号段): slots of `slotMin` minutes from `from` to `to`, with `capacity` places each, shared by its queues. */
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
  /** the source that sets the hall's time on clock `feed`; without it, the source with the latest tickets, windows or queues */
  primarySource: z.string().max(64).optional(),
  simulated: z.boolean().default(false),
  twinOf: Code.optional(),
  location: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
  hours: z.array(Hours).default([]),
  /** closed days without a reason; see `specialDays` */
  closures: z.array(Day).default([]),
  /** closed days, or days with other hours; they override everything else */
  specialDays: z.array(SpecialDayDoc).max(400).optional(),
  /** behaviour on public holidays; absent means closed, and open on make-up working days */
  holidays: z.enum(['closed', 'open']).optional(),
  waitTargetMin: z.number().positive().max(480).default(15),
  /** walls may show the names of those who have a warning; otherwise only the role, because visitors see them */
  dutyNamesOnWall: z.boolean().optional(),
  /** escalation of its warnings; absent means that of the bureau */
  escalation: EscalationPolicy.optional(),
  /** units are the plan's own (decimetres in the demonstration); x to the right, y down */
  floorPlan: z
    .strictObject({
      width: z.number().positive(),
      height: z.number().positive(),
      zones: z.array(Zone),
      /** uploaded background drawing with the plan's bounds */
      drawing: DrawingId.optional(),
    })
    .optional(),
  queues: z.array(QueueDoc).default([]),
  windows: z.array(WindowDoc).default([]),
  terminals: z.array(TerminalDoc).default([]),
  /** absent means that nothing can be booked */
  bookingSlots: z.array(BookingSlotDoc).optional(),
  /** public phone numbers, and who answers them */
  phoneLines: z.array(PhoneLineDoc).max(200).optional(),
  /** items handled here; absent means all items of the branches of its queues */
  items: z.array(Code).optional(),
});
export const BranchDoc = z.strictObject({ code: Code, name: Label, shortName: z.string().max(8).optional() });
export const CategoryDoc = z.strictObject({ code: Code, name: Label, branch: Code });
/** How an item is decided: at the desk (直接), at the desk on behalf of the unit (授权), by the unit itself (流转). */
export const APPROVALS = ['direct', 'delegated', 'transferred'] as const;
/** Whether a material must be handed in: always, never because the office has it (免提交), or within the limit if it is missing (容缺). */
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
  /** usual order of its stages; `allowedDays`: working days of a stage without pauses (环节时限) */
  stages: z
    .array(z.strictObject({ code: Id, name: Label.optional(), allowedDays: z.number().positive().optional() }))
    .max(40)
    .optional(),
  meanServiceMin: z.number().positive().max(480).optional(),
  /** maximum minutes until the call; absent means the target of the queue, else of the hall */
  waitTargetMin: z.number().positive().max(480).optional(),
  /** share of its queue's tickets, if known beforehand */
  share: z.number().min(0).max(1).optional(),
  channels: z.array(z.enum(CASE_CHANNELS)).default(['window']),
  /** page for doing it by phone, shown by guides as a QR code */
  mobileUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  /** absent if unknown */ approval: z.enum(APPROVALS).optional(),
  materials: z.array(MaterialDoc).max(60).optional(),
  /** so frequent that it would dominate every share, so it is in none of them: counted at points (docs/metrics.md) */
  highVolume: z.boolean().optional(),
  /** handled for enterprises at their desk (助企专区) */
  enterpriseDesk: z.boolean().optional(),
});
const Effort = z.strictObject({
  /** things to do or hand in */ steps: z.int().min(1).max(500),
  /** trips to a counter */ trips: z.int().min(0).max(500),
});
/** Items usually needed together and handled as one (一件事), with the effort of both ways by the catalogue. */
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
  /** last day in force */ to: Day.optional(),
});
export const OfficerDoc = z.strictObject({
  id: Id,
  name: Label,
  hall: Code,
  kind: z.enum(['police', 'auxiliary']).default('police'),
  homeBranch: Code.optional(),
  skills: z.array(SkillDoc).default([]),
  /** items that the officer may sign although not all officers of the branch may */
  authorisations: z.array(z.strictObject({ item: Code, from: Day, to: Day.optional() })).default([]),
});
export const RosterDoc = z.strictObject({
  hall: Code,
  officer: Id,
  window: Id,
  days: Weekdays.default([1, 2, 3, 4, 5]),
  validFrom: Day,
  /** last day in force */ validTo: Day.optional(),
  from: TimeOfDay,
  to: TimeOfDay,
  breaks: z
    .array(
      z.strictObject({
        kind: z.enum(['lunch', 'break']),
        from: TimeOfDay,
        minutes: z.number().positive().max(240),
        /** times between which a day's plan may move its start; both equal to `from`: fixed; absent: the usual times of its kind */
        earliest: TimeOfDay.optional(),
        latest: TimeOfDay.optional(),
      }),
    )
    .default([]),
  /** at most one officer of a counter is absent at a time */
  counter: Code.optional(),
});
export const TravelTimeDoc = z.strictObject({ from: Code, to: Code, minutes });
export const BureauDoc = z.strictObject({
  code: Code,
  name: Label,
  /** for halls without their own; absent: supervisor 5 min, director 15, bureau; quiet 20:00–07:00 */
  escalation: EscalationPolicy.optional(),
});

const WordList = z.record(z.string().min(1).max(200), Label);
/** The organisation's names for the codes or words of its sources: items, reasons, results, faults. */
export const WordsDoc = z.strictObject({
  items: WordList.optional(),
  reasons: WordList.optional(),
  results: WordList.optional(),
  sources: WordList.optional(),
  faults: WordList.optional(),
});
export type WordsDoc = z.infer<typeof WordsDoc>;

/** The organisation's name for a source's code; null without one. */
export function ownWord(words: WordsDoc | undefined, list: keyof WordsDoc, sent: string): string | null {
  const names = words?.[list];
  return names !== undefined && Object.hasOwn(names, sent) ? (names[sent] ?? null) : null;
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
  /** version in force; null before the first */
  version: z.int(),
  /** false if the document equals the present version, so none was made */
  changed: z.boolean(),
  /** first hall day of the changes */
  validFrom: Day,
  recordedAt: Instant,
  total: PartCounts,
  byKind: z.record(z.string(), PartCounts),
  /** parts that the document omits but that continue, because removal was not requested; the halls among them */
  kept: z.int(),
  keptHalls: z.array(z.string()),
});
export type OrganisationImport = z.infer<typeof OrganisationImport>;

/** Answer of `PUT /v1/organisation?check=true` and `organisation import --check`: nothing is written. */
export const OrganisationPreview = OrganisationImport.omit({ version: true, changed: true, recordedAt: true }).extend({
  changes: z.array(z.object({ kind: z.string(), key: z.string(), change: z.enum(['added', 'changed', 'removed']) })),
});
export type OrganisationPreview = z.infer<typeof OrganisationPreview>;

/** `?at=` / `?day=`: a hall day; by default the present organisation. */
export const OrganisationQuery = z.object({ at: Day.optional() });
export const OrganisationReplaceQuery = z.object({
  /** first hall day of the changes; by default the earliest present hall day of all halls */
  from: Day.optional(),
  /** also end everything that the document omits: whole halls, items, officers */
  remove: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  /** only report the changes */
  check: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

/** `GET /v1/halls/{hall}`: the hall for the map, with its officers. */
export const HallDetail = HallSummary.omit({ windows: true, queues: true }).extend({
  /** twin hall that is simulated beside it without prompts; null without one */
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
