import type { ClickHouseClient } from '@clickhouse/client';
import type {
  Caller,
  CompressionReport,
  ItemCompression,
  OrganisationDoc,
  PackageReport,
  PackageSummary,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallsMeant } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';
import { shortened } from './catalogue';
import { scopeOf } from './matter-rows';
import { endOf, startOf, zoneAsked } from './when';

export interface Period {
  hall?: string | undefined;
  item?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const n = z.coerce.number();
const Taken = z.object({
  code: z.string(),
  matters: n,
  promisedSum: n,
  statutorySum: n,
  elapsedSum: n,
  promisedShare: n,
  elapsedShare: n,
});
const Handled = z.object({ code: z.string(), place: z.string(), open: n, handled: n, onTime: n, incomplete: n });

/** Promises of the catalogue compared with results: shortened limits and packages. */
@Injectable()
export class CatalogueFigures {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly grounds: GroundsLoader,
  ) {}

  /** Uses the limits in force at acceptance; an extension does not change the promised limit. */
  async compression(period: Period, caller: Caller): Promise<CompressionReport> {
    const { organisation } = (await this.grounds.load()).parts;
    const params: Record<string, unknown> = {};
    const where = [
      ...scopeOf(caller, params),
      ...within('closed_at', period, organisation, params),
      'statutory > 0',
      'elapsed IS NOT NULL',
      'closed_at IS NOT NULL',
      'item IS NOT NULL',
    ];
    const rows = await selectRows(this.clickhouse, {
      label: 'catalogue.compression',
      params,
      row: Taken,
      sql: `SELECT item AS code, count() AS matters, sum(ifNull(promised, statutory)) AS promisedSum, sum(statutory) AS statutorySum, sum(elapsed) AS elapsedSum,
          sum(ifNull(promised, statutory) / statutory) AS promisedShare, sum(elapsed / statutory) AS elapsedShare
        FROM matter FINAL WHERE ${where.join(' AND ')} GROUP BY code`,
    });
    const taken = new Map(rows.map((row) => [row.code, row]));
    const items = (organisation?.items ?? [])
      .filter((item) => item.statutory !== undefined && (period.item === undefined || item.code === period.item))
      .map((item): ItemCompression => {
        const found = taken.get(item.code);
        const [promised, statutory] = found
          ? [found.promisedSum, found.statutorySum]
          : [item.promised ?? item.statutory ?? 0, item.statutory ?? 0];
        return {
          item: item.code,
          name: item.name,
          branch: item.branch,
          limitUnit: item.limitUnit,
          statutory: item.statutory ?? null,
          promisedLimit: item.promised ?? null,
          matters: found?.matters ?? 0,
          promised: { value: shortened(promised, statutory), numerator: promised, denominator: statutory },
          actual: {
            value: found ? shortened(found.elapsedSum, found.statutorySum) : null,
            numerator: found?.elapsedSum ?? 0,
            denominator: found?.statutorySum ?? 0,
          },
        };
      });
    const sum = (field: 'matters' | 'promisedShare' | 'elapsedShare'): number =>
      rows.reduce((all, row) => all + row[field], 0);
    const matters = sum('matters');
    const total = (numerator: number) => ({ value: shortened(numerator, matters), numerator, denominator: matters });
    return {
      from: period.from ?? null,
      to: period.to ?? null,
      total: { matters, promised: total(sum('promisedShare')), actual: total(sum('elapsedShare')) },
      items: items.sort((a, b) => b.matters - a.matters || (a.item < b.item ? -1 : 1)),
    };
  }

  /** Packages handled in the period; a package is closed with its last part. */
  async packages(period: Period, caller: Caller): Promise<PackageReport> {
    const { organisation } = (await this.grounds.load()).parts;
    const params: Record<string, unknown> = {};
    const [scope, inPeriod] = [
      scopeOf(caller, params),
      within('closed_at', { hall: period.hall, from: period.from, to: period.to }, organisation, params),
    ];
    const where = [
      'package_id IS NOT NULL',
      'parent_id IS NULL',
      ...scope,
      ...hallCondition(period.hall, organisation, params),
    ];
    const done = ['closed_at IS NOT NULL', ...inPeriod].join(' AND ');
    const rows = await selectRows(this.clickhouse, {
      label: 'catalogue.packages',
      params,
      row: Handled,
      sql: `SELECT package_id AS code, ifNull(hall, '') AS place, countIf(closed_at IS NULL) AS open, countIf(${done}) AS handled, countIf(${done} AND overdue = 0 AND due_at IS NOT NULL) AS onTime,
          countIf(has(fault_kinds, 'part-missing')) AS incomplete FROM matter FINAL WHERE ${where.join(' AND ')} GROUP BY code, place ORDER BY code, place`,
    });
    const catalogued = organisation?.packages ?? [];
    const uncatalogued = [...new Set(rows.map(({ code }) => code))]
      .filter((code) => catalogued.every((bundle) => bundle.code !== code))
      .map((code) => ({ code, name: null, items: [], separately: null, together: null }));
    const items = [...catalogued, ...uncatalogued].map(
      ({ code, name, items: parts, separately, together }): PackageSummary => {
        const packageRows = rows.filter((row) => row.code === code);
        const sum = (field: 'open' | 'handled' | 'onTime' | 'incomplete'): number =>
          packageRows.reduce((all, row) => all + row[field], 0);
        const [open, handled, onTime, incomplete] = [sum('open'), sum('handled'), sum('onTime'), sum('incomplete')];
        const saved =
          separately === null
            ? null
            : { steps: separately.steps - together.steps, trips: separately.trips - together.trips };
        return {
          code,
          name,
          items: parts,
          separately,
          together,
          saved,
          open,
          handled,
          onTime,
          onTimeShare: share(onTime, handled),
          incomplete,
          savedTotal: saved === null ? null : { steps: saved.steps * handled, trips: saved.trips * handled },
        };
      },
    );
    const places = rows.map(({ code, place, ...counts }) => ({
      package: code,
      hall: place === '' ? null : place,
      ...counts,
    }));
    return { from: period.from ?? null, to: period.to ?? null, items, places, total: totalOf(items), next: null };
  }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
function hallCondition(
  hall: string | undefined,
  organisation: OrganisationDoc | null,
  params: Record<string, unknown>,
): string[] {
  if (hall === undefined) return [];
  params['hallsAsked'] = hallsMeant(organisation?.halls ?? [], hall);
  return ['hasAny(halls, {hallsAsked:Array(String)})'];
}

function within(
  column: string,
  { hall, item, from, to }: Period,
  organisation: OrganisationDoc | null,
  params: Record<string, unknown>,
): string[] {
  const zone = zoneAsked(organisation?.halls, hall);
  const [start, end] = [startOf(from, zone), endOf(to, zone)];
  Object.assign(params, item === undefined ? {} : { item });
  return [
    ...hallCondition(hall, organisation, params),
    ...(item === undefined ? [] : ['item = {item:String}']),
    ...(start === undefined ? [] : [`${column} >= fromUnixTimestamp64Milli(${String(start)}, 'UTC')`]),
    ...(end === undefined ? [] : [`${column} < fromUnixTimestamp64Milli(${String(end)}, 'UTC')`]),
  ];
}

function totalOf(items: readonly PackageSummary[]): PackageReport['total'] {
  const sum = (valueOf: (item: PackageSummary) => number): number =>
    items.reduce((all, item) => all + valueOf(item), 0);
  const [handled, onTime] = [sum((item) => item.handled), sum((item) => item.onTime)];
  const [savedSteps, savedTrips] = [
    sum((item) => item.savedTotal?.steps ?? 0),
    sum((item) => item.savedTotal?.trips ?? 0),
  ];
  return {
    packages: items.length,
    open: sum((item) => item.open),
    handled,
    onTime,
    onTimeShare: share(onTime, handled),
    savedSteps,
    savedTrips,
    stepsShare: share(
      savedSteps,
      sum((item) => (item.separately?.steps ?? 0) * item.handled),
    ),
    tripsShare: share(
      savedTrips,
      sum((item) => (item.separately?.trips ?? 0) * item.handled),
    ),
  };
}
