import {
  CARDS,
  DESK_KINDS,
  MATTER_KINDS,
  MATTER_NATURES,
  type Caller,
  type MATTER_STATES,
  type MatterDeskName,
  type MatterKind,
  type MatterOrder,
  type MatterSummary,
  type MatterTrait,
} from '@cockpit/contracts';
import type { ClockTimes } from '@cockpit/domain';
import { hallsMeant } from '@cockpit/organisation';
import { z } from 'zod';
import { currentStage, type Assessed, type Grounds } from '../grounds/grounds';
import { sightOf } from './scope';
import { STATES, TRAITS, nowParams, ratedParams } from './states';
import { isSpared, type UpheldCard } from './upheld';
import { endOf, startOf, zoneAsked } from './when';

export interface MatterFilter {
  hall?: string | undefined;
  /** for this and the following text filters: an empty text selects matters without a value */
  unit?: string | undefined;
  officer?: string | undefined;
  kind?: MatterKind | undefined;
  /** the kinds of a desk, without excluded ratings */
  desk?: MatterDeskName | undefined;
  trait?: MatterTrait | undefined;
  enterprise?: string | undefined;
  stage?: string | undefined;
  item?: string | undefined;
  package?: string | undefined;
  source?: string | undefined;
  /** an inspection round */
  round?: string | undefined;
  state: (typeof MATTER_STATES)[number];
  /** accepted from `from` through the day `to` or before the instant `to`; days in the zone of the filtered hall */
  from?: string | undefined;
  to?: string | undefined;
}

export interface MatterListFilter extends MatterFilter {
  order?: MatterOrder | undefined;
  reversed?: boolean | undefined;
}

export const Row = z.object({
  id: z.string(),
  register: z.string(),
  caseId: z.string(),
  source: z.string(),
  title: z.string().nullable(),
  kind: z.enum(MATTER_KINDS),
  item: z.string().nullable(),
  hall: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
  stage: z.string().nullable(),
  firstAt: z.string(),
  acceptedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  yellowAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  unattendedAt: z.string().nullable(),
  elapsedDays: z.number().nullable(),
  remainingDays: z.number().nullable(),
  card: z.enum(CARDS),
  overdue: z.coerce.number(),
  provisional: z.coerce.number(),
  paused: z.coerce.number(),
  runsOn: z.coerce.number(),
  faultKinds: z.array(z.string()),
  times: z.string(),
  stageYellowAt: z.string().nullable(),
  stageDueAt: z.string().nullable(),
  computedAt: z.string(),
  packageId: z.string().nullable(),
  parentId: z.string().nullable(),
  ticketId: z.string().nullable(),
  stars: z.number().nullable(),
  tags: z.array(z.string()),
  comment: z.string().nullable(),
  windowId: z.string().nullable(),
  excluded: z.coerce.number(),
  nature: z.enum(MATTER_NATURES).nullable(),
});
export type Row = z.infer<typeof Row>;
export const SELECT = `id, register, case_id AS caseId, source, title, kind, item, hall, unit, officer_id AS officerId, stage, first_at AS firstAt, accepted_at AS acceptedAt, due_at AS dueAt, yellow_at AS yellowAt, closed_at AS closedAt,
  unattended_at AS unattendedAt, elapsed_days AS elapsedDays, remaining_days AS remainingDays, card, overdue, provisional, paused, runs_on AS runsOn, fault_kinds AS faultKinds, times,
  stage_yellow_at AS stageYellowAt, stage_due_at AS stageDueAt, computed_at AS computedAt, package_id AS packageId, parent_id AS parentId,
  ticket_id AS ticketId, stars, tags, comment, window_id AS windowId, excluded, nature`;

export const iso = (time: number): string => new Date(Math.round(time)).toISOString();
export const isoOrNull = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : iso(time);

export function scopeOf(caller: Caller, params: Record<string, unknown>): string[] {
  const sight = sightOf(caller);
  if (sight === null) return [];
  Object.assign(params, {
    seenHalls: sight.halls ?? [],
    seenUnits: sight.units ?? [],
    seenOfficer: sight.officer ?? '',
  });
  return [
    [
      ...(sight.halls === undefined ? [] : ['hasAny(halls, {seenHalls:Array(String)})']),
      ...(sight.units === undefined ? [] : ["has({seenUnits:Array(String)}, ifNull(unit, ''))"]),
      ...(sight.officer === undefined ? [] : ['officer_id = {seenOfficer:String}']),
    ].join(' OR '),
  ].map((any) => `(${any})`);
}

export function conditionsOf(filter: MatterFilter, grounds: Grounds, params: Record<string, unknown>): string[] {
  const where: string[] = [];
  const equal = (column: string, name: string, value: string | undefined): void => {
    if (value === undefined) return;
    where.push(value === '' ? `${column} IS NULL` : `${column} = {${name}:String}`);
    params[name] = value;
  };
  if (filter.hall !== undefined) {
    where.push('hasAny(halls, {hallsAsked:Array(String)})');
    params['hallsAsked'] = hallsMeant(grounds.parts.organisation?.halls ?? [], filter.hall);
  }
  equal('unit', 'unit', filter.unit);
  equal('officer_id', 'officer', filter.officer);
  equal('kind', 'kind', filter.kind);
  equal('stage', 'stage', filter.stage);
  equal('item', 'item', filter.item);
  equal('package_id', 'package', filter.package);
  equal('source', 'source', filter.source);
  equal('round_id', 'round', filter.round);
  equal('enterprise_ref', 'enterprise', filter.enterprise);
  if (filter.desk !== undefined) {
    where.push('kind IN {deskKinds:Array(String)} AND excluded = 0');
    params['deskKinds'] = DESK_KINDS[filter.desk];
    if (filter.desk === 'complaints') where.push(`NOT (${TRAITS.praise})`);
    if (filter.desk === 'enterprise-items') {
      where.push("has({deskItems:Array(String)}, ifNull(item, ''))");
      params['deskItems'] = grounds.enterpriseItems();
    }
  }
  const zone = zoneAsked(grounds.parts.organisation?.halls, filter.hall);
  const [start, end] = [startOf(filter.from, zone), endOf(filter.to, zone)];
  const bounded = (name: string, column: string, than: '>=' | '<', at: number | undefined): void => {
    if (at === undefined) return;
    where.push(`${column} ${than} fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`);
    params[name] = at;
  };
  bounded('firstFrom', 'first_at', '>=', start);
  bounded('firstTo', 'first_at', '<', end);
  Object.assign(params, nowParams(grounds));
  if (filter.trait !== undefined) {
    where.push(`(${TRAITS[filter.trait]})`);
    Object.assign(params, ratedParams(grounds), { zone });
  }
  return filter.state === 'all' ? where : [...where, `(${STATES[filter.state]})`];
}

function stageCardOf(row: Row, now: number, upheld: readonly UpheldCard[]): MatterSummary['stageCard'] {
  const reached = (at: string | null): boolean =>
    at !== null && Date.parse(at) <= now && (row.paused === 0 || Date.parse(at) <= Date.parse(row.computedAt));
  if (row.closedAt !== null) return 'none';
  if (reached(row.stageDueAt) && Date.parse(row.stageDueAt ?? '') < now)
    return isSpared(upheld, 'stage-red', row.stageDueAt) ? 'none' : 'red';
  return reached(row.stageYellowAt) && !isSpared(upheld, 'stage-yellow', row.stageYellowAt) ? 'yellow' : 'none';
}

/** Data of a matter outside its row and clock. */
export interface ExtraData {
  predicted: number | null;
  upheld: readonly UpheldCard[];
}

/** The visible card; none if an appeal removed it. */
function cardOf(
  card: MatterSummary['card'],
  { dueAt, yellowAt }: { dueAt: number | string | null; yellowAt: number | string | null },
  upheld: readonly UpheldCard[],
): MatterSummary['card'] {
  return card !== 'none' && isSpared(upheld, card, card === 'red' ? dueAt : yellowAt) ? 'none' : card;
}

export function summaryOf(
  row: Row,
  grounds: Grounds,
  { predicted, upheld }: ExtraData = { predicted: null, upheld: [] },
  at?: number,
): MatterSummary {
  const now = at ?? grounds.nowOf(row.hall);
  const open = row.closedAt === null;
  const reading =
    open && row.times !== '' ? grounds.readAgain(JSON.parse(row.times) as ClockTimes, row.hall, now) : null;
  const overdue = reading?.overdue ?? row.overdue === 1;
  return {
    id: row.id,
    caseId: row.caseId,
    source: row.source,
    title: row.title,
    kind: row.kind,
    item: row.item,
    hall: row.hall,
    unit: row.unit,
    officerId: row.officerId,
    stage: row.stage,
    acceptedAt: row.acceptedAt,
    dueAt: isoOrNull(reading?.dueAt) ?? row.dueAt,
    closedAt: row.closedAt,
    elapsedDays: reading?.elapsedDays ?? row.elapsedDays,
    remainingDays: reading?.remainingDays ?? row.remainingDays,
    card: cardOf(reading?.card ?? row.card, reading ?? row, upheld),
    overdue,
    provisional: reading?.provisional ?? row.provisional === 1,
    paused: reading?.paused ?? (open && row.paused === 1),
    unattended:
      open &&
      row.unattendedAt !== null &&
      Date.parse(row.unattendedAt) <= now &&
      !isSpared(upheld, 'unattended', row.unattendedAt),
    stageCard: stageCardOf(row, now, upheld),
    stageDueAt: open ? row.stageDueAt : null,
    packageId: row.packageId,
    parentId: row.parentId,
    predictedOverdue: open && !overdue ? predicted : null,
    faults: row.faultKinds,
    itemName: row.item === null ? null : grounds.itemName(row.item),
    officerName: row.officerId === null ? null : grounds.officerName(row.officerId),
    rating: ratingOf(row, grounds),
    nature: row.nature,
    limitUnit: reading?.unit ?? null,
  };
}

function ratingOf(
  { stars, tags, comment, ticketId, windowId, excluded, hall }: Row,
  grounds: Grounds,
): MatterSummary['rating'] {
  if (stars === null) return null;
  const windowNumber = windowId === null ? null : grounds.windowNumber(hall, windowId);
  return { stars, tags, comment, ticketId, windowId, windowNumber, excluded: excluded === 1 };
}

/** The row as it would be written now. */
export function freshRow(row: Row, assessed: Assessed): Row {
  const { matter, reading, times, unattendedAt, faults, officerId, ranUntil } = assessed;
  const stage = currentStage(assessed);
  return {
    ...row,
    unit: matter.unit,
    officerId,
    stage: matter.stage?.name ?? null,
    acceptedAt: isoOrNull(matter.accepted?.at),
    dueAt: isoOrNull(reading?.dueAt),
    yellowAt: isoOrNull(reading?.yellowAt),
    closedAt: isoOrNull(matter.closedAt),
    unattendedAt: isoOrNull(unattendedAt),
    elapsedDays: reading?.elapsedDays ?? null,
    remainingDays: reading?.remainingDays ?? null,
    card: reading?.card ?? 'none',
    overdue: Number(reading?.overdue ?? false),
    provisional: Number(reading?.provisional ?? false),
    paused: Number(matter.pauses.some((pause) => pause.to === null)),
    faultKinds: [...new Set(faults.map((fault) => fault.kind))],
    times: times === null ? '' : JSON.stringify(times),
    computedAt: iso(ranUntil),
    stageYellowAt: isoOrNull(stage?.reading?.yellowAt),
    stageDueAt: isoOrNull(stage?.reading?.dueAt),
    packageId: matter.accepted?.packageId ?? null,
    parentId: matter.accepted?.parentId ?? null,
    title: matter.accepted?.about?.title ?? null,
    ticketId: matter.accepted?.ticketId ?? null,
    stars: matter.accepted?.rating?.stars ?? null,
    tags: matter.accepted?.rating?.tags ?? [],
    comment: matter.accepted?.rating?.comment ?? null,
    windowId: matter.accepted?.rating?.windowId ?? null,
    excluded: Number(matter.excluded !== null),
    nature: matter.accepted?.nature ?? null,
  };
}
