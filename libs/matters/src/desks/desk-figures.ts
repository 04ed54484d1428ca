import type { ClickHouseClient } from '@clickhouse/client';
import {
  DESK_FIGURES,
  DESK_FIGURE_KEYS,
  deskFigureKeys,
  type Caller,
  type DeskFigure,
  type DeskReport,
  type DeskSplit,
  type MatterDeskName,
  type MatterTrait,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallsMeant } from '@cockpit/organisation';
import { CLICKHOUSE_READER, selectRows } from '@cockpit/platform';
import { z } from 'zod';
import { nameIn } from '../api/matter-counter';
import { conditionsOf, scopeOf } from '../api/matter-rows';
import { STATES, TRAITS, ratedParams } from '../api/states';
import { todayOf } from '../api/today';
import { endOf, startOf, zoneAsked } from '../api/when';
import type { Grounds } from '../grounds/grounds';
import { GroundsLoader } from '../grounds/grounds-loader';

const COLUMN: Readonly<Record<DeskSplit, string>> = {
  hall: 'hall',
  unit: 'unit',
  kind: 'toString(kind)',
  item: 'item',
};
const RECEIVED =
  'first_at >= fromUnixTimestamp64Milli({receivedFrom:Int64}) AND first_at < fromUnixTimestamp64Milli({receivedTo:Int64})';
/** Bounds of a period without dates; epoch ms. */
const [EVER, NEVER] = [0, Date.UTC(2299, 11, 31)];

/** The aliases differ from the column names used in their expressions. */
const alias = (key: string): string => `n_${key.replaceAll('-', '_')}`;
const aliasOf = (key: string): string => `of_${key.replaceAll('-', '_')}`;
const traitCondition = (trait: MatterTrait | 'all' | null): string =>
  trait === null || trait === 'all' ? '1' : `(${TRAITS[trait]})`;
const COUNTS = DESK_FIGURE_KEYS.flatMap((key) => {
  const { trait, of, now } = DESK_FIGURES[key];
  const among = now ? STATES.open : RECEIVED;
  return [
    `countIf(${among} AND ${traitCondition(trait)}) AS ${alias(key)}`,
    ...(of === null ? [] : [`countIf(${among} AND ${traitCondition(of)}) AS ${aliasOf(key)}`]),
  ];
}).join(',\n');
const Counted = z.record(z.string(), z.union([z.string(), z.number()]).nullable());
type Counted = z.infer<typeof Counted>;

export interface DeskQuestion {
  hall?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by: DeskSplit;
}

/** Figures of a desk, counted with the same SQL conditions as the list. */
@Injectable()
export class DeskFigures {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly grounds: GroundsLoader,
  ) {}

  async report(desk: MatterDeskName, { by, from, to, hall }: DeskQuestion, caller: Caller): Promise<DeskReport> {
    const grounds = await this.grounds.load();
    const zone = zoneAsked(grounds.parts.organisation?.halls, hall);
    const params: Record<string, unknown> = { ...ratedParams(grounds), zone };
    const period = { receivedFrom: startOf(from, zone) ?? EVER, receivedTo: endOf(to, zone) ?? NEVER };
    const where = [...scopeOf(caller, params), ...conditionsOf({ desk, hall, state: 'all' }, grounds, params)];
    const [rows, today] = await Promise.all([
      selectRows(this.clickhouse, {
        label: 'matters.desk-figures',
        params: { ...params, ...period },
        row: Counted,
        sql: `SELECT ${COLUMN[by]} AS part, ${COUNTS} FROM matter FINAL
        WHERE ${where.join(' AND ')} AND (${STATES.open} OR ${RECEIVED}) GROUP BY part ORDER BY n_received DESC, n_open DESC, part`,
      }),
      this.today(hall, caller, grounds),
    ]);
    const keys = deskFigureKeys(desk);
    const parts = rows.map((row) => {
      const key = row['part'] === null || row['part'] === undefined ? null : String(row['part']);
      return { key, name: nameIn(by, key, grounds), figures: keys.map((figure) => figureOf(figure, [row])) };
    });
    const figures = keys.map((key) => figureOf(key, rows));
    return { desk, from: from ?? null, to: to ?? null, today, by, figures, parts };
  }

  /** Without a hall, today follows the visible halls, because replayed halls live on another day. */
  private async today(hall: string | undefined, caller: Caller, { parts }: Grounds): Promise<string> {
    if (hall !== undefined) return todayOf(parts, hallsMeant(parts.organisation?.halls ?? [], hall));
    const params: Record<string, unknown> = {};
    const seen = await selectRows(this.clickhouse, {
      label: 'matters.halls-of-desk',
      params,
      row: z.object({ place: z.string() }),
      sql: `SELECT DISTINCT assumeNotNull(hall) AS place FROM matter WHERE ${['hall IS NOT NULL', ...scopeOf(caller, params)].join(' AND ')}`,
    });
    return todayOf(
      parts,
      seen.map(({ place }) => place),
    );
  }
}

function figureOf(key: DeskFigure['key'], rows: readonly Counted[]): DeskFigure {
  const sum = (name: string): number => rows.reduce((all, row) => all + Number(row[name] ?? 0), 0);
  return { key, count: sum(alias(key)), of: DESK_FIGURES[key].of === null ? null : sum(aliasOf(key)) };
}
