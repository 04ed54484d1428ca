import { z } from 'zod';
import { CASE_CHANNELS } from './events/data';
import { Code, Day, Id, Label, TimeOfDay } from './primitives';

const Weekdays = z.array(z.int().min(1).max(7)).min(1).max(7);
const minutes = z.number().min(0).max(1440);

export const Hours = z.object({ /** 1 = Monday … 7 = Sunday */ days: Weekdays, from: TimeOfDay, to: TimeOfDay });
export const Box = z.object({ x: z.number(), y: z.number(), w: z.number().positive(), h: z.number().positive() });

export const QueueDoc = z.object({
  code: Code, name: Label, branch: Code, letter: z.string().min(1).max(4).optional(), waitTargetMin: z.number().positive().max(480).optional(),
});
export const WindowDoc = z.object({
  id: Id, number: z.string().min(1).max(8), kind: z.enum(['specialised', 'comprehensive', 'reserve']).default('specialised'),
  /** what it serves when nothing else was said, home first */
  queues: z.array(Code).min(1),
  zone: Code.optional(), x: z.number().optional(), y: z.number().optional(),
  /** minutes to change the business system */
  switchMin: minutes.default(2),
});
export const TerminalDoc = z.object({ id: Id, name: Label, items: z.array(Code).default([]), allDay: z.boolean().default(false), x: z.number().optional(), y: z.number().optional() });

export const TIERS = ['department', 'hall', 'station', 'extension-point'] as const;
export const HallDoc = z.object({
  code: Code, name: Label, tier: z.enum(TIERS), parent: Code.optional(),
  timeZone: z.string().min(1).default('Asia/Shanghai'),
  clock: z.enum(['wall', 'feed']).default('wall'),
  /** the source whose times are the hall's now on clock `feed`; without it the first that posted */
  primarySource: z.string().max(64).optional(),
  simulated: z.boolean().default(false),
  twinOf: Code.optional(),
  location: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).optional(),
  hours: z.array(Hours).default([]),
  closures: z.array(Day).default([]),
  waitTargetMin: z.number().positive().max(480).default(15),
  floorPlan: z.object({ width: z.number().positive(), height: z.number().positive(), zones: z.array(Box.extend({ code: Code, name: Label })) }).optional(),
  queues: z.array(QueueDoc).default([]),
  windows: z.array(WindowDoc).default([]),
  terminals: z.array(TerminalDoc).default([]),
  /** items handled here; absent = every item of the branches of its queues */
  items: z.array(Code).optional(),
});
export const ItemDoc = z.object({
  code: Code, name: Label, branch: Code, category: Code, mode: z.enum(['on-the-spot', 'promised']).default('on-the-spot'),
  limitUnit: z.enum(['working-days', 'working-hours', 'calendar-days', 'hours']).default('working-days'),
  statutory: z.number().positive().optional(), promised: z.number().positive().optional(),
  meanServiceMin: z.number().positive().max(480).optional(),
  /** share of its queue's tickets, when known beforehand */
  share: z.number().min(0).max(1).optional(),
  channels: z.array(z.enum(CASE_CHANNELS)).default(['window']),
});
export const SkillDoc = z.object({ branch: Code, from: Day, /** last day on which it holds */ to: Day.optional() });
export const OfficerDoc = z.object({
  id: Id, name: Label, hall: Code, kind: z.enum(['police', 'auxiliary']).default('police'), homeBranch: Code.optional(),
  skills: z.array(SkillDoc).default([]),
  /** items an officer may sign although not everyone of the branch may */
  authorisations: z.array(z.object({ item: Code, from: Day, to: Day.optional() })).default([]),
});
export const RosterDoc = z.object({
  hall: Code, officer: Id, window: Id, days: Weekdays.default([1, 2, 3, 4, 5]), validFrom: Day, validTo: Day.optional(),
  from: TimeOfDay, to: TimeOfDay,
  breaks: z.array(z.object({ kind: z.enum(['lunch', 'break']), from: TimeOfDay, minutes: z.number().positive().max(240) })).default([]),
});
export const OrganisationDoc = z.object({
  format: z.literal('organisation/1'),
  bureau: z.object({ code: Code, name: Label }),
  branches: z.array(z.object({ code: Code, name: Label, shortName: z.string().max(8).optional() })).default([]),
  categories: z.array(z.object({ code: Code, name: Label, branch: Code })).default([]),
  items: z.array(ItemDoc).default([]),
  halls: z.array(HallDoc).min(1),
  officers: z.array(OfficerDoc).default([]),
  rosters: z.array(RosterDoc).default([]),
  travelTimes: z.array(z.object({ from: Code, to: Code, minutes })).default([]),
});
export type OrganisationDoc = z.infer<typeof OrganisationDoc>;
export type HallDoc = z.infer<typeof HallDoc>;
export type QueueDoc = z.infer<typeof QueueDoc>;
export type WindowDoc = z.infer<typeof WindowDoc>;
export type ItemDoc = z.infer<typeof ItemDoc>;
export type OfficerDoc = z.infer<typeof OfficerDoc>;
export type RosterDoc = z.infer<typeof RosterDoc>;
