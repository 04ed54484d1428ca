import { z } from 'zod';
import { CASE_CHANNELS } from './events/data';
import { ItemDoc } from './organisation';
import { Code, Day, Label } from './primitives';

const LimitUnit = ItemDoc.shape.limitUnit;

/** An item's limits as they held on days `from` ≤ day < `to`. A matter keeps the version of the day on which it was accepted. */
export const ItemVersion = z.object({
  from: Day,
  to: Day.nullable(),
  limitUnit: LimitUnit,
  statutory: z.number().nullable(),
  promised: z.number().nullable(),
});
export type ItemVersion = z.infer<typeof ItemVersion>;

/** One line of the catalogue of items (事项清单). */
export const CatalogueItem = z.object({
  code: Code,
  name: Label,
  branch: Code,
  branchName: z.string(),
  category: Code,
  categoryName: z.string(),
  mode: ItemDoc.shape.mode,
  limitUnit: LimitUnit,
  statutory: z.number().nullable(),
  promised: z.number().nullable(),
  /** 1 − promised ÷ statutory; null unless both are known */
  compression: z.number().nullable(),
  channels: z.array(z.enum(CASE_CHANNELS)),
  selfService: z.boolean(),
  mobile: z.boolean(),
  /** branches of which an officer needs one's skill */
  skills: z.array(Code),
  /** officers who hold it, and those who may sign it besides, on that day */ qualifiedOfficers: z.int(),
  authorisedOfficers: z.int(),
  halls: z.array(Code),
  terminals: z.int(),
  packages: z.array(Code),
  stages: z.array(z.object({ code: z.string(), name: z.string(), allowedDays: z.number().nullable() })),
  versions: z.array(ItemVersion),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

const Rate = z.object({
  /** 1 − numerator ÷ denominator; null without any */ value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
});
/** 压缩时限: of matters closed in the period whose item has a statutory limit; units of that limit, so sums are per item only. */
export const ItemCompression = z.object({
  item: Code,
  name: z.string(),
  branch: Code,
  limitUnit: LimitUnit,
  statutory: z.number().nullable(),
  promisedLimit: z.number().nullable(),
  matters: z.int(),
  /** numerator: promised; denominator: statutory – summed over the matters, else of the catalogue where there was none */
  promised: Rate,
  /** numerator: time really taken, pauses out; denominator: statutory */
  actual: Rate,
});
export type ItemCompression = z.infer<typeof ItemCompression>;
export const CompressionReport = z.object({
  from: Day.nullable(),
  to: Day.nullable(),
  /** mean of ratios weighted by matters: numerator and denominator are sums of shares and matters, so that days and hours may meet */
  total: z.object({ matters: z.int(), promised: Rate, actual: Rate }),
  items: z.array(ItemCompression),
});
export type CompressionReport = z.infer<typeof CompressionReport>;

const Effort = z.object({ steps: z.int(), trips: z.int() });
/** A package of the catalogue, and how it went in a period. */
export const PackageSummary = z.object({
  code: z.string(),
  name: z.string().nullable(),
  items: z.array(Code),
  separately: Effort.nullable(),
  together: Effort.nullable(),
  /** by one case */ saved: Effort.nullable(),
  open: z.int(),
  handled: z.int(),
  onTime: z.int(),
  onTimeShare: z.number().nullable(),
  incomplete: z.int(),
  /** by all cases handled in the period */
  savedTotal: Effort.nullable(),
});
export type PackageSummary = z.infer<typeof PackageSummary>;
export const PackageReport = z.object({
  from: Day.nullable(),
  to: Day.nullable(),
  items: z.array(PackageSummary),
  total: z.object({
    packages: z.int(),
    open: z.int(),
    handled: z.int(),
    onTime: z.int(),
    onTimeShare: z.number().nullable(),
    savedSteps: z.int(),
    savedTrips: z.int(),
    stepsShare: z.number().nullable(),
    tripsShare: z.number().nullable(),
  }),
  next: z.null(),
});
export type PackageReport = z.infer<typeof PackageReport>;
