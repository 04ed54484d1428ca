import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Severity, type EscalationPolicy } from '@cockpit/contracts';
import { DEFAULT_ESCALATION, escalate, type AlertFact, type Escalated, type RosterShift } from '@cockpit/domain';
import { HallClock } from '@cockpit/organisation';
import { In, Not, type EntityManager } from 'typeorm';
import { DutyRoster } from '../duty/duty-roster';
import { WarningTransitionRow, type WarningRow } from '../warning.entity';
import { EscalationRow, columnsOf, policyOf, reachedOf } from './escalation.entity';

/** What somebody is to be told of: an alert has come to a level, or nobody is on duty who could be told. */
export interface Climb {
  readonly row: EscalationRow;
  /** the same for the same warning and level, however often it is found */
  readonly occasion: string;
}

/** Who has each warning: kept in the transaction that changes it, by whoever holds its hall. */
@Injectable()
export class Escalations {
  constructor(
    private readonly roster: DutyRoster,
    private readonly hallClock: HallClock,
  ) {}

  /** Begins with a warning that has fired; null where no roster is kept, and so nobody can be in charge. */
  async begin(manager: EntityManager, warning: WarningRow, now: number): Promise<Climb | null> {
    const shifts = await this.roster.ofHall(manager, warning.hall, 0);
    if (shifts.length === 0) return null;
    const held = await this.held(manager, warning, { policy: DEFAULT_ESCALATION, shifts, now, before: null });
    if (held === null) return null;
    const row = Object.assign(new EscalationRow(), {
      warningId: warning.id,
      hall: warning.hall,
      policy: DEFAULT_ESCALATION,
      ...columnsOf(held, DEFAULT_ESCALATION),
    });
    await manager.insert(EscalationRow, row);
    return told(row, null);
  }

  /** Goes on with it: one level at a time, so that each has had its own delay, however late we are. Null: nobody is to be told. */
  async step(manager: EntityManager, warning: WarningRow, now: number): Promise<Climb | null> {
    const row = await manager.findOneBy(EscalationRow, { warningId: warning.id, state: Not('over') });
    if (row === null) return null;
    const after = await this.next(manager, row, warning, now);
    if (after === null) return null;
    const before = { step: row.step, state: row.state };
    await manager.update(EscalationRow, { warningId: row.warningId }, after);
    return told(Object.assign(row, after), before);
  }

  /** Whether going on would change anything, asked without holding the hall. */
  async isDue(manager: EntityManager, row: EscalationRow, warning: WarningRow, now: number): Promise<boolean> {
    return (await this.next(manager, row, warning, now)) !== null;
  }

  open(manager: EntityManager): Promise<EscalationRow[]> {
    return manager.find(EscalationRow, { where: { state: Not('over') }, order: { hall: 'ASC', warningId: 'ASC' } });
  }

  async of(manager: EntityManager, warnings: readonly string[]): Promise<Map<string, EscalationRow>> {
    if (warnings.length === 0) return new Map();
    const rows = await manager.findBy(EscalationRow, { warningId: In(warnings) });
    return new Map(rows.map((row) => [row.warningId, row]));
  }

  private async next(manager: EntityManager, row: EscalationRow, warning: WarningRow, now: number) {
    const policy = policyOf(row);
    const shifts = await this.roster.ofHall(manager, warning.hall, row.since.getTime());
    const before = reachedOf(row);
    const due = Math.min(now, row.nextAt?.getTime() ?? now);
    const first = await this.held(manager, warning, { policy, shifts, now: due, before });
    if (first === null) return null;
    // whoever is told late has the whole delay all the same
    const isHigher = first.reached !== null && first.rank + 1 > row.step;
    const reached = isHigher ? { ...first.reached, at: now } : first.reached;
    const held = await this.held(manager, warning, { policy, shifts, now, before: reached });
    if (held === null) return null;
    const after = columnsOf(held, policy);
    const same = Object.entries(after).every(([key, value]) =>
      isDeepStrictEqual(json(row[key as keyof EscalationRow]), json(value)),
    );
    return same ? null : after;
  }

  private async held(manager: EntityManager, warning: WarningRow, asked: Asked): Promise<Escalated | null> {
    const { policy, shifts, now, before } = asked;
    const timeZone = await this.hallClock.zone(warning.hall);
    const severity = Severity.parse(warning.severity);
    const ladder = { policy, shifts, severity, timeZone, place: { hall: warning.hall } };
    return escalate(await factsOf(manager, warning), ladder, now, before);
  }
}

interface Asked {
  policy: EscalationPolicy;
  shifts: readonly RosterShift[];
  now: number;
  before: Escalated['reached'];
}

const json = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

function told(row: EscalationRow, before: Pick<EscalationRow, 'step' | 'state'> | null): Climb | null {
  if (row.state === 'nobody')
    return before?.state === 'nobody' ? null : { row, occasion: `nobody/${String(row.step)}` };
  const isHigher = row.step > (before?.step ?? 0);
  return isHigher && row.state === 'told' ? { row, occasion: `level/${row.level ?? ''}` } : null;
}

async function factsOf(manager: EntityManager, { id, firedAt, clearedAt }: WarningRow): Promise<AlertFact[]> {
  if (firedAt === null) return [];
  const steps = await manager.find(WarningTransitionRow, {
    where: { warningId: id, toState: In(['acknowledged', 'acting']) },
    order: { id: 'ASC' },
  });
  return [
    { kind: 'opened', at: firedAt.getTime() },
    ...steps.map(({ at, toState, actor }) => ({
      kind: toState === 'acting' ? ('acted' as const) : ('acknowledged' as const),
      at: at.getTime(),
      by: actor,
    })),
    ...(clearedAt === null ? [] : [{ kind: 'closed' as const, at: clearedAt.getTime() }]),
  ];
}
