import { z } from 'zod';
import { CASE_CHANNELS } from './events/kinds';
import { PartDifference } from './hall-setup';
import { APPROVALS, ItemDoc, MaterialDoc, OrganisationReplaceQuery } from './organisation';
import { Code, Day, Label } from './primitives';
import { freeText } from './privacy';

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

/** An item as it was on days `from` ≤ day < `to`, whole: so two versions can be held against each other. */
export const ItemPast = z.object({ from: Day, to: Day.nullable(), value: ItemDoc });
export type ItemPast = z.infer<typeof ItemPast>;

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
  /** where it is done on a phone; absent: not known */ mobileUrl: z.string().optional(),
  /** branches of which an officer needs one's skill */
  skills: z.array(Code),
  /** officers who hold it, and those who may sign it besides, on that day */ qualifiedOfficers: z.int(),
  authorisedOfficers: z.int(),
  halls: z.array(Code),
  terminals: z.int(),
  packages: z.array(Code),
  stages: z.array(z.object({ code: z.string(), name: z.string(), allowedDays: z.number().nullable() })),
  versions: z.array(ItemVersion),
  approval: z.enum(APPROVALS).nullable(),
  materials: z.array(MaterialDoc),
  /** in no share: counted at points */ highVolume: z.boolean(),
  /** one of the items of the enterprise desk */ enterpriseDesk: z.boolean().optional(),
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
/** Of a package what one hall handles; over the halls they add up to the package. */
export const PackagePlace = PackageSummary.pick({ open: true, handled: true, onTime: true, incomplete: true }).extend({
  package: z.string(),
  /** null: of no hall */ hall: Code.nullable(),
});
export type PackagePlace = z.infer<typeof PackagePlace>;
export const PackageReport = z.object({
  from: Day.nullable(),
  to: Day.nullable(),
  items: z.array(PackageSummary),
  places: z.array(PackagePlace),
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

/** `PUT /v1/items`: items as they are to be; those it does not name stay as they are. */
export const ItemsChange = z.strictObject({
  reason: freeText(500).min(1),
  /** each is checked on its own, so that every fault is told at its place */
  items: z.array(z.unknown()).min(1).max(10_000),
});
export type ItemsChange = z.infer<typeof ItemsChange>;
export const ItemsChangeQuery = OrganisationReplaceQuery.pick({ from: true, check: true });
export const ItemsChanged = z.object({
  /** version of the organisation now in force */ version: z.int(),
  validFrom: Day,
  /** what it changed, or with `check=true` would change */ changes: z.array(PartDifference),
});
export type ItemsChanged = z.infer<typeof ItemsChanged>;
