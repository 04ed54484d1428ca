import { z } from 'zod';
import { CASE_CHANNELS } from './events/kinds';
import { PartDifference } from './hall-setup';
import { APPROVALS, ItemDoc, MaterialDoc, OrganisationReplaceQuery } from './organisation';
import { Code, Day, Label } from './primitives';
import { freeText } from './privacy';

const LimitUnit = ItemDoc.shape.limitUnit;

/** An item's limits for days `from` ≤ day < `to`. A matter keeps the version of its acceptance day. */
export const ItemVersion = z.object({
  from: Day,
  to: Day.nullable(),
  limitUnit: LimitUnit,
  statutory: z.number().nullable(),
  promised: z.number().nullable(),
});
export type ItemVersion = z.infer<typeof ItemVersion>;

/** The whole item for days `from` ≤ day < `to`, so that versions can be compared. */
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
  /** 1 − promised ÷ statutory; null unless both are set */
  compression: z.number().nullable(),
  channels: z.array(z.enum(CASE_CHANNELS)),
  selfService: z.boolean(),
  mobile: z.boolean(),
  /** page for doing it by phone; absent if unknown */ mobileUrl: z.string().optional(),
  /** branches of which an officer needs one as skill */
  skills: z.array(Code),
  /** officers with one of these skills, and those with an authorisation on that day */ qualifiedOfficers: z.int(),
  authorisedOfficers: z.int(),
  halls: z.array(Code),
  terminals: z.int(),
  packages: z.array(Code),
  stages: z.array(z.object({ code: z.string(), name: z.string(), allowedDays: z.number().nullable() })),
  versions: z.array(ItemVersion),
  approval: z.enum(APPROVALS).nullable(),
  materials: z.array(MaterialDoc),
  /** excluded from shares; counted at points */ highVolume: z.boolean(),
  /** handled at the enterprise desk */ enterpriseDesk: z.boolean().optional(),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

const Rate = z.object({
  /** 1 − numerator ÷ denominator; null without any */ value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
});
/** 压缩时限 of matters closed in the period whose item has a statutory limit. Units are those of the limit, so sums are per item only. */
export const ItemCompression = z.object({
  item: Code,
  name: z.string(),
  branch: Code,
  limitUnit: LimitUnit,
  statutory: z.number().nullable(),
  promisedLimit: z.number().nullable(),
  matters: z.int(),
  /** numerator: promised; denominator: statutory. Summed over the matters, or from the catalogue without matters */
  promised: Rate,
  /** numerator: actual time without pauses; denominator: statutory */
  actual: Rate,
});
export type ItemCompression = z.infer<typeof ItemCompression>;
export const CompressionReport = z.object({
  from: Day.nullable(),
  to: Day.nullable(),
  /** mean of ratios weighted by matters: sums of shares and of matters, so that days and hours can be combined */
  total: z.object({ matters: z.int(), promised: Rate, actual: Rate }),
  items: z.array(ItemCompression),
});
export type CompressionReport = z.infer<typeof CompressionReport>;

const Effort = z.object({ steps: z.int(), trips: z.int() });
/** A package of the catalogue with its results in a period. */
export const PackageSummary = z.object({
  code: z.string(),
  name: z.string().nullable(),
  items: z.array(Code),
  separately: Effort.nullable(),
  together: Effort.nullable(),
  /** savings per case */ saved: Effort.nullable(),
  open: z.int(),
  handled: z.int(),
  onTime: z.int(),
  onTimeShare: z.number().nullable(),
  incomplete: z.int(),
  /** savings of all cases handled in the period */
  savedTotal: Effort.nullable(),
});
export type PackageSummary = z.infer<typeof PackageSummary>;
/** A package's results in one hall; the halls sum to the package. */
export const PackagePlace = PackageSummary.pick({ open: true, handled: true, onTime: true, incomplete: true }).extend({
  package: z.string(),
  /** null for cases without a hall */ hall: Code.nullable(),
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

/** `PUT /v1/items`: the new state of the items; other items stay unchanged. */
export const ItemsChange = z.strictObject({
  reason: freeText(500).min(1),
  /** each is validated separately, so that every error names its item */
  items: z.array(z.unknown()).min(1).max(10_000),
});
export type ItemsChange = z.infer<typeof ItemsChange>;
export const ItemsChangeQuery = OrganisationReplaceQuery.pick({ from: true, check: true });
export const ItemsChanged = z.object({
  /** version of the organisation in force afterwards */ version: z.int(),
  validFrom: Day,
  /** the actual changes; with `check=true`, the changes it would make */ changes: z.array(PartDifference),
});
export type ItemsChanged = z.infer<typeof ItemsChanged>;
