import { Injectable } from '@nestjs/common';
import { Handling, type Warning } from '@cockpit/contracts';
import { DataSource, In } from 'typeorm';
import { WATCHDOG } from './rules/pulse-rules';
import { WarningRow, WarningTransitionRow, toWarning } from './warning.entity';

/** A warning with everything that happened to it. */
export interface WarningPast {
  readonly warning: Warning;
  /** hall times, epoch ms, in order */
  readonly moves: readonly { readonly at: number; readonly to: string }[];
}

/** Warnings as they were: what a replay shows. */
@Injectable()
export class WarningHistory {
  constructor(private readonly postgres: DataSource) {}

  /** Those that held at any time within the span, epoch ms. */
  async within(hall: string, from: number, to: number): Promise<WarningPast[]> {
    const rows = await this.postgres
      .createQueryBuilder(WarningRow, 'w')
      .where(
        'w.hall = :hall AND w.since < :to AND (w.clearedAt IS NULL OR w.clearedAt > :from) AND w.firedAt IS NOT NULL AND w.rule <> :watchdog',
        { hall, from: new Date(from), to: new Date(to), watchdog: WATCHDOG },
      )
      .orderBy('w.since', 'DESC')
      .getMany();
    const moves = await this.postgres.manager.find(WarningTransitionRow, {
      where: { warningId: In(rows.map(({ id }) => id)) },
      order: { at: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => ({
      warning: toWarning(row),
      moves: moves
        .filter(({ warningId }) => warningId === row.id)
        .map(({ at, toState }) => ({ at: at.getTime(), to: toState })),
    }));
  }
}

/** The warnings that stood at a moment, as they stood then. */
export function warningsAt(past: readonly WarningPast[], at: number): Warning[] {
  return past.flatMap(({ warning, moves }) => {
    const fired = warning.firedAt === null ? Infinity : Date.parse(warning.firedAt);
    const cleared = warning.clearedAt === null ? Infinity : Date.parse(warning.clearedAt);
    if (at < fired || at >= cleared) return [];
    const { acknowledgedBy: _, timeline: __, ...rest } = warning;
    const handled = moves.filter((move) => move.at <= at && Handling.safeParse(move.to).success).at(-1);
    const acknowledged =
      handled?.to === 'acknowledged' && warning.acknowledgedBy !== undefined
        ? { acknowledgedBy: warning.acknowledgedBy }
        : {};
    return [
      {
        ...rest,
        ...acknowledged,
        condition: 'firing' as const,
        clearedAt: null,
        handling: Handling.catch('new').parse(handled?.to),
      },
    ];
  });
}
