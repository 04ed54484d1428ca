import type { ClickHouseClient } from '@clickhouse/client';
import type { Caller, MatterCandidates } from '@cockpit/contracts';
import { candidatesFor, hallDay, type InHand } from '@cockpit/domain';
import { qualifiedOn } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { scopeOf } from '../api/matter-rows';
import type { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';

const MAX_CANDIDATES = 3;
/** An officer with a matter of the unit within this time counts as working for it. */
const RECENT_MS = 90 * 86_400_000;
const MATTERS = `SELECT id, hall, item, unit, officer_id AS officerId FROM matter FINAL
  WHERE id IN {ids:Array(String)} AND closed_at IS NULL`;
const LOADS = `SELECT officer_id AS officer, countIf(closed_at IS NULL) AS open, groupUniqArrayIf(unit, has({units:Array(String)}, ifNull(unit, ''))) AS units
  FROM matter FINAL WHERE officer_id IS NOT NULL AND (closed_at IS NULL OR first_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC'))
  GROUP BY officer`;

const OpenMatter = z.object({
  id: z.string(),
  hall: z.string().nullable(),
  item: z.string().nullable(),
  unit: z.string().nullable(),
  officerId: z.string().nullable(),
});
type OpenMatter = z.infer<typeof OpenMatter>;
const Load = z.object({ officer: z.string(), open: z.coerce.number(), units: z.array(z.string()) });

/** Officers who could take open matters, by item, hall, unit and current load. */
@Injectable()
export class Candidates {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly loader: GroundsLoader,
  ) {}

  async find(ids: readonly string[], caller: Caller): Promise<MatterCandidates> {
    const params: Record<string, unknown> = { ids: [...ids] };
    const [grounds, matters] = await Promise.all([
      this.loader.load(),
      selectRows(this.clickhouse, {
        label: 'matters.to-assign',
        params,
        row: OpenMatter,
        sql: [MATTERS, ...scopeOf(caller, params)].join(' AND '),
      }),
    ]);
    if (matters.length === 0) return { items: [] };
    const inHand = await this.inHand(matters, grounds.parts.wallNow);
    const candidatesOf = candidateFinder(grounds, inHand);
    return { items: matters.map((matter) => ({ id: matter.id, candidates: candidatesOf(matter) })) };
  }

  private async inHand(matters: readonly OpenMatter[], now: number): Promise<ReadonlyMap<string, InHand>> {
    const units = [...new Set(matters.flatMap(({ unit }) => unit ?? []))];
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.in-hand',
      params: { units, since: Math.trunc(now - RECENT_MS) },
      row: Load,
      sql: LOADS,
    });
    return new Map(rows.map(({ officer, ...load }) => [officer, load]));
  }
}

function candidateFinder(grounds: Grounds, inHand: ReadonlyMap<string, InHand>) {
  const { organisation } = grounds.parts;
  const branches = new Map((organisation?.items ?? []).map(({ code, branch }) => [code, branch]));
  return (matter: OpenMatter): MatterCandidates['items'][number]['candidates'] => {
    const day = hallDay(grounds.nowOf(matter.hall), grounds.officeOf(matter.hall).timeZone);
    const officers = (organisation?.officers ?? [])
      .filter(({ hall }) => hall === matter.hall)
      .map((officer) => ({ id: officer.id, hall: officer.hall, ...qualifiedOn(officer, day) }));
    const branch = matter.item === null ? null : (branches.get(matter.item) ?? null);
    return candidatesFor({ ...matter, branch }, officers, inHand, MAX_CANDIDATES).map((officerId) => ({
      officerId,
      name: grounds.officerName(officerId) ?? officerId,
      open: inHand.get(officerId)?.open ?? 0,
    }));
  };
}
