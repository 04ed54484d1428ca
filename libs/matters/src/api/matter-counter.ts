import type { ClickHouseClient } from '@clickhouse/client';
import { MATTER_STATES, type Caller, type MatterNames, type MatterSummaryBy } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';
import { likelyLate } from './likely';
import { sparedParams } from './upheld';
import { conditionsOf, scopeOf, type MatterFilter } from './matter-rows';
import { STATES } from './states';

type By = MatterSummaryBy['by'];
const COLUMN: Record<By, string> = {
  unit: 'unit',
  officer: 'officer_id',
  stage: 'stage',
  kind: 'kind',
  item: 'item',
  hall: 'hall',
  package: 'package_id',
};
/** Dimensions whose codes have names. */
const NAMED = ['unit', 'officer', 'stage', 'item', 'hall', 'package'] as const;
const Keys = z.array(z.string());
const KeysBy = z.object({
  unit_keys: Keys,
  officer_keys: Keys,
  stage_keys: Keys,
  item_keys: Keys,
  hall_keys: Keys,
  package_keys: Keys,
});
/** `at-risk` has a count of its own, made of predictions. */
type Counted = Exclude<(typeof MATTER_STATES)[number], 'all' | 'at-risk'>;
const COUNTED = MATTER_STATES.filter((state): state is Counted => state !== 'all' && state !== 'at-risk');
/** The aliases differ from the column names used in their expressions. */
const aliasOf = (state: Counted): string => `n_${state.replace('-', '_')}`;

const n = z.coerce.number();
const Counts = z.object({
  key: z.string().nullable(),
  n_total: n,
  n_open: n,
  n_closed: n,
  n_overdue: n,
  n_yellow: n,
  n_red: n,
  n_stage_yellow: n,
  n_stage_red: n,
  n_paused: n,
  n_unattended: n,
  n_provisional: n,
  n_faulty: n,
  n_at_risk: n,
});

/** Counts matters with the same filter, scope and time as the list. */
@Injectable()
export class MatterCounter {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
  ) {}

  /** How often each tag was given in the valid bad ratings of a period. */
  async ratingTags(
    filter: Pick<MatterFilter, 'hall' | 'from' | 'to'>,
    caller: Caller,
  ): Promise<{ tag: string; count: number }[]> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = {};
    const where = [
      ...scopeOf(caller, params),
      ...conditionsOf({ ...filter, kind: 'bad-rating', state: 'all' }, grounds, params),
      'excluded = 0',
    ];
    return selectRows(this.clickhouse, {
      label: 'matters.rating-tags',
      params,
      row: z.object({ tag: z.string(), count: n }),
      sql: `SELECT tag, count() AS count FROM matter FINAL ARRAY JOIN arrayDistinct(tags) AS tag WHERE ${where.join(' AND ')} GROUP BY tag ORDER BY count DESC, tag LIMIT 200`,
    });
  }

  /** Every code in the visible matters with its name. */
  async names(caller: Caller): Promise<MatterNames> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = {};
    const where = scopeOf(caller, params);
    const keys = NAMED.map((by) => `arraySort(groupUniqArray(${COLUMN[by]})) AS ${by}_keys`).join(', ');
    const [row] = await selectRows(this.clickhouse, {
      label: 'matters.names',
      params,
      row: KeysBy,
      sql: `SELECT ${keys} FROM matter FINAL WHERE ${where.length === 0 ? '1' : where.join(' AND ')}`,
    });
    return {
      items: NAMED.flatMap((by) =>
        (row?.[`${by}_keys`] ?? []).map((key) => ({ by, key, name: nameIn(by, key, grounds) })),
      ),
    };
  }

  async count(by: By, filter: MatterFilter, caller: Caller): Promise<MatterSummaryBy> {
    const grounds = await this.grounds.load();
    const params: Record<string, unknown> = {
      likely: await likelyLate(this.postgres),
      ...(await sparedParams(this.postgres)),
    };
    const where = [...scopeOf(caller, params), ...conditionsOf(filter, grounds, params)];
    const counts = COUNTED.map((state) => `countIf(${STATES[state]}) AS ${aliasOf(state)}`).join(', ');
    const rows = await selectRows(this.clickhouse, {
      label: 'matters.summary',
      params,
      row: Counts,
      sql: `SELECT ${COLUMN[by]} AS key, count() AS n_total, ${counts}, countIf(${STATES['at-risk']}) AS n_at_risk
        FROM matter FINAL WHERE ${where.length === 0 ? '1' : where.join(' AND ')} GROUP BY key ORDER BY n_red DESC, n_open DESC, n_total DESC, key`,
    });
    const items = rows.map((row) => ({
      key: row.key,
      name: nameIn(by, row.key, grounds),
      total: row.n_total,
      open: row.n_open,
      closed: row.n_closed,
      overdue: row.n_overdue,
      yellow: row.n_yellow,
      red: row.n_red,
      stageYellow: row.n_stage_yellow,
      stageRed: row.n_stage_red,
      paused: row.n_paused,
      unattended: row.n_unattended,
      provisional: row.n_provisional,
      faulty: row.n_faulty,
      atRisk: row.n_at_risk,
    }));
    const sum = (field: Exclude<keyof (typeof items)[number], 'key' | 'name'>): number =>
      items.reduce((all, item) => all + item[field], 0);
    return {
      by,
      items,
      total: {
        total: sum('total'),
        open: sum('open'),
        closed: sum('closed'),
        overdue: sum('overdue'),
        yellow: sum('yellow'),
        red: sum('red'),
        stageYellow: sum('stageYellow'),
        stageRed: sum('stageRed'),
        paused: sum('paused'),
        unattended: sum('unattended'),
        provisional: sum('provisional'),
        faulty: sum('faulty'),
        atRisk: sum('atRisk'),
      },
    };
  }
}

export function nameIn(by: By, key: string | null, grounds: Grounds): string | null {
  const { organisation } = grounds.parts;
  if (key === null || organisation === null) return null;
  const nameWhere = <T extends { name: string }>(list: readonly T[], is: (one: T) => boolean): string | null =>
    list.find(is)?.name ?? null;
  switch (by) {
    case 'officer':
      return nameWhere(organisation.officers, (officer) => officer.id === key);
    case 'item':
      return grounds.itemName(key);
    case 'package':
      return nameWhere(organisation.packages, (bundle) => bundle.code === key);
    case 'hall':
    case 'unit':
      return nameWhere(organisation.halls, (hall) => hall.code === key);
    default:
      return null;
  }
}
