import { Injectable } from '@nestjs/common';
import { Severity, message, type EscalationPolicy, type Message } from '@cockpit/contracts';
import { inCharge, isStanding, policyFirst, policyOfUnit, policyUnder, type Sitting } from '@cockpit/domain';
import { HallClock } from '@cockpit/organisation';
import { In, Not, type EntityManager } from 'typeorm';
import { policyForGap } from '../gaps/coming-gaps';
import { DutyRoster, WindowOfficers, sittingFor } from '@cockpit/duty';
import { DUTY_GAP } from '../rules/duty-rule';
import { firedSettings } from '../warning-rows';
import type { WarningRow } from '../warning.entity';
import { factsOf } from './alert-facts';
import { faultOf, menderOf } from './fault-of';
import { EscalationRow, columnsOf, policyOf } from './escalation.entity';
import { HallQuiet, type QuietTimes } from './quiet-times';
import { following, heldBy, type EscalationFacts } from './following';

/** What ended longer ago tells nothing of whether a roster is kept. */
const LONGEST_SHIFT_MS = 31 * 86_400_000;

/** What somebody is to be told of: an alert has come to a level, or nobody is on duty who could be told. */
export interface Climb {
  readonly row: EscalationRow;
  /** the same for the same warning and level, however often it is found */
  readonly occasion: string;
  /** absent: what the row says */
  readonly why?: Message;
}

const REPEAT_MIN = 15;

/** How often the highest level is to have been told again by now of what it does not answer. Yellow ones are told once. */
export function repeatsDue(row: EscalationRow, severity: Severity, now: number): number {
  const isHighest = row.state === 'told' && row.step === policyOf(row).levels.length;
  return severity === 'red' && isHighest ? Math.floor((now - row.since.getTime()) / (REPEAT_MIN * 60_000)) : 0;
}

/** Who has each warning: kept in the transaction that changes it, by whoever holds its hall. */
@Injectable()
export class Escalations {
  constructor(
    private readonly roster: DutyRoster,
    private readonly hallClock: HallClock,
    private readonly quiet: HallQuiet,
    private readonly officers: WindowOfficers,
  ) {}

  /**
   * Begins with a warning that has fired; null where nobody can be in charge: no roster has been kept of late, nobody is reached at the window, and
   * nobody mends it.
   */
  async begin(manager: EntityManager, warning: WarningRow, now: number): Promise<Climb | null> {
    const known = await this.factsFor(manager, warning, now - LONGEST_SHIFT_MS, now);
    const policy = policyFor(warning, known.policy, known);
    const isKept = known.shifts.some((shift) => !isStanding(shift)) || known.sitting?.reached === true;
    if (!isKept && !isMended(known)) return null;
    // whoever is told late of it has the whole delay all the same
    const facts = known.facts.map((fact) => (fact.kind === 'opened' ? { ...fact, at: now } : fact));
    const { policy: _, ...rest } = known;
    const held = heldBy({ ...rest, facts }, policy, now, null);
    if (held === null) return null;
    const { id: warningId, hall } = warning;
    const row = Object.assign(new EscalationRow(), {
      warningId,
      hall,
      policy,
      repeated: 0,
      ...columnsOf(held, policy),
    });
    await manager.insert(EscalationRow, row);
    return told(row, null);
  }

  /** Goes on with it. Null: nobody is to be told. */
  async step(manager: EntityManager, warning: WarningRow, now: number): Promise<Climb | null> {
    const row = await manager.findOneBy(EscalationRow, { warningId: warning.id, state: Not('over') });
    if (row === null) return null;
    const known = await this.factsFor(manager, warning, row.since.getTime(), now);
    const after = following(row, known, now);
    if (after === null) return this.again(manager, row, repeatsDue(row, known.severity, now));
    const before = { step: row.step, state: row.state };
    await manager.update(EscalationRow, { warningId: row.warningId }, { ...after, repeated: 0 });
    return told(Object.assign(row, after), before);
  }

  /** However many were missed, it is said once. */
  private async again(manager: EntityManager, row: EscalationRow, times: number): Promise<Climb | null> {
    if (times <= row.repeated) return null;
    await manager.update(EscalationRow, { warningId: row.warningId }, { repeated: times });
    const why = message('escalation.again', { minutes: times * REPEAT_MIN });
    return { row, occasion: `again/${row.since.toISOString()}/${String(times)}`, why };
  }

  /** As it was told last to whoever has it now; null where nobody was ever to be told. */
  async asHeld(manager: EntityManager, warningId: string): Promise<Climb | null> {
    const row = await manager.findOneBy(EscalationRow, { warningId });
    return row === null ? null : told(row, null);
  }

  async find(manager: EntityManager, warnings: readonly string[]): Promise<Map<string, EscalationRow>> {
    if (warnings.length === 0) return new Map();
    const rows = await manager.findBy(EscalationRow, { warningId: In(warnings) });
    return new Map(rows.map((row) => [row.warningId, row]));
  }

  private async factsFor(
    manager: EntityManager,
    warning: WarningRow,
    from: number,
    now: number,
  ): Promise<EscalationFacts & Pick<QuietTimes, 'policy'>> {
    const timeZone = await this.hallClock.zone(warning.hall);
    const { id, hall } = warning;
    const severity = Severity.parse(warning.severity);
    return {
      hall,
      fault: faultOf(warning),
      sitting: await this.sittingOf(manager, warning, severity),
      ...(warning.scopeKind === 'unit' ? { unit: warning.scopeCode } : {}),
      severity,
      facts: (await factsOf(manager, [warning])).get(id) ?? [],
      shifts: [...(await this.roster.ofHall(manager, hall, from)), ...(await this.roster.standing(manager, hall))],
      timeZone,
      ...(await this.quiet.at(hall, now, timeZone)),
    };
  }

  private async sittingOf(
    manager: EntityManager,
    { hall, scopeKind, scopeCode }: WarningRow,
    severity: Severity,
  ): Promise<Sitting | undefined> {
    if (scopeKind !== 'window') return undefined;
    return sittingFor((await this.officers.ofHall(manager, hall)).get(scopeCode), severity);
  }
}

type Known = Pick<EscalationFacts, 'hall' | 'fault' | 'shifts' | 'sitting'>;

/** Somebody is to mend it, whoever else is on duty. */
const isMended = ({ hall, fault, shifts }: Known): boolean =>
  fault !== undefined && inCharge(shifts, menderOf(fault), { hall, fault }).length > 0;

function policyFor(warning: WarningRow, usual: EscalationPolicy, known: Known): EscalationPolicy {
  if (warning.rule === DUTY_GAP) return policyForGap(usual, warning.scopeCode);
  const settings = firedSettings(warning);
  if (known.fault !== undefined && isMended(known)) return policyFirst(usual, settings, menderOf(known.fault));
  if (known.sitting !== undefined) return policyFirst(usual, settings, 'officer');
  return warning.scopeKind === 'unit' ? policyOfUnit(usual, settings) : policyUnder(usual, settings);
}

function told(row: EscalationRow, before: Pick<EscalationRow, 'step' | 'state'> | null): Climb | null {
  if (row.state === 'nobody')
    return before?.state === 'nobody' ? null : { row, occasion: `nobody/${String(row.step)}` };
  const isHigher = row.step > (before?.step ?? 0);
  return isHigher && row.state === 'told' ? { row, occasion: `level/${row.level ?? ''}` } : null;
}
