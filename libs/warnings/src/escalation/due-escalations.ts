import { Injectable, Logger } from '@nestjs/common';
import { Severity, type Condition } from '@cockpit/contracts';
import { HallClock } from '@cockpit/organisation';
import { In, Not, type EntityManager } from 'typeorm';
import { DutyRoster, WindowOfficers, sittingFor } from '@cockpit/duty';
import { silencedUntil } from '../silence/quiet';
import { Silences } from '../silence/silences';
import { WarningRow, toWarning } from '../warning.entity';
import { factsOf } from './alert-facts';
import { faultOf } from './fault-of';
import { EscalationRow } from './escalation.entity';
import { repeatsDue } from './escalations';
import { HallQuiet } from './quiet-times';
import { following } from './following';
import { groupedBy } from './grouped-by';

export interface Due {
  readonly warning: string;
  readonly hall: string;
  /** hall time, epoch ms */
  readonly now: number;
}

const RECOVERING: Condition = 'recovering';

/** Which warnings are to be passed up, or have come to somebody else: asked without holding a hall, in as many questions for a thousand as for one. */
@Injectable()
export class DueEscalations {
  private readonly logger = new Logger('escalation');

  constructor(
    private readonly roster: DutyRoster,
    private readonly silences: Silences,
    private readonly hallClock: HallClock,
    private readonly officers: WindowOfficers,
    private readonly quiet: HallQuiet,
  ) {}

  async find(manager: EntityManager): Promise<Due[]> {
    const rows = await manager.find(EscalationRow, {
      where: { state: Not('over') },
      order: { hall: 'ASC', warningId: 'ASC' },
    });
    if (rows.length === 0) return [];
    const warnings = await manager.findBy(WarningRow, { id: In(rows.map(({ warningId }) => warningId)) });
    const facts = await factsOf(manager, warnings);
    const byId = new Map(warnings.map((warning) => [warning.id, warning]));
    const due: Due[] = [];
    for (const [hall, its] of groupedBy(rows, (row) => row.hall)) {
      try {
        const now = await this.hallClock.now(hall);
        const timeZone = await this.hallClock.zone(hall);
        const since = Math.min(...its.map((row) => row.since.getTime()));
        const { quiet, open } = await this.quiet.at(hall, now, timeZone);
        const standing = await this.roster.standing(manager, hall);
        const shifts = [...(await this.roster.ofHall(manager, hall, since)), ...standing];
        const silences = await this.silences.ofHall(manager, hall, now);
        const isOfWindow = ({ warningId }: EscalationRow): boolean => byId.get(warningId)?.scopeKind === 'window';
        const seats = its.some(isOfWindow) ? await this.officers.ofHall(manager, hall) : null;
        for (const row of its) {
          const warning = byId.get(row.warningId);
          // what recovers is passed up to nobody; should it come back, it goes on from there
          if (warning === undefined || warning.condition === RECOVERING) continue;
          if (silencedUntil(toWarning(warning), silences, now) !== null) continue;
          const severity = Severity.parse(warning.severity);
          const mine = shifts.filter(({ to }) => to > row.since.getTime());
          const sitting = isOfWindow(row) ? sittingFor(seats?.get(warning.scopeCode), severity) : undefined;
          const known = {
            hall,
            severity,
            timeZone,
            sitting,
            quiet,
            open,
            shifts: mine,
            fault: faultOf(warning),
            facts: facts.get(warning.id) ?? [],
          };
          const isDue = following(row, known, now) !== null || repeatsDue(row, severity, now) > row.repeated;
          if (isDue) due.push({ warning: row.warningId, hall, now });
        }
      } catch (error) {
        // one hall that cannot be asked keeps no other waiting
        this.logger.warn({ hall, err: error }, 'nobody can tell who has the warnings of a hall');
      }
    }
    return due;
  }
}
