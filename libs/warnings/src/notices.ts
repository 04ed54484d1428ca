import { Injectable } from '@nestjs/common';
import { Severity, type Notice } from '@cockpit/contracts';
import { enqueue, enqueueEnd } from '@cockpit/notify';
import type { EntityManager } from 'typeorm';
import { isOver } from './life/transitions';
import type { WarningLife } from './life/step';
import { WATCHDOG } from './rules/pulse-rules';
import { silencedUntil } from './silence/quiet';
import { Silences } from './silence/silences';
import { toWarning, type WarningRow } from './warning.entity';

type Fired = Pick<WarningLife, 'condition' | 'firedAt'>;

/** Tells people outside of our pages that a warning has fired, and that it is over, in the transaction in which it does. */
@Injectable()
export class WarningNotices {
  constructor(private readonly silences: Silences) {}

  /** @param row as it is now @param before null: it began just now */
  async follow(manager: EntityManager, row: WarningRow, before: Fired | null, now: number): Promise<void> {
    if (row.rule === WATCHDOG || row.firedAt === null || row.words === null) return;
    const subject = `warning/${row.id}`;
    const wasOver = before !== null && isOver(before.condition);
    const over = row.condition === 'resolved' && !wasOver;
    if (over) await enqueueEnd(manager, { subject, notice: noticeOf(row, now) });
    else if ((before?.firedAt ?? null) === null && !(await this.isSilenced(manager, row, now)))
      await enqueue(manager, { subject, notice: noticeOf(row, null) });
  }

  private async isSilenced(manager: EntityManager, row: WarningRow, now: number): Promise<boolean> {
    const silences = await this.silences.ofHall(manager, row.hall, now);
    return silencedUntil(toWarning(row), silences, now) !== null;
  }
}

function noticeOf(row: WarningRow, endedAt: number | null): Notice {
  return {
    phase: endedAt === null ? 'open' : 'end',
    level: Severity.parse(row.severity),
    hall: row.hall,
    about: row.words ?? { code: '', params: {} },
    firedAt: (row.firedAt ?? row.since).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    path: `/desk/${row.hall}`,
  };
}
