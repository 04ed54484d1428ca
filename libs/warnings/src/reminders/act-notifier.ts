import { Injectable } from '@nestjs/common';
import { inCharge, onDutyAt, type RosterShift } from '@cockpit/domain';
import { GroundsLoader, noteActsTold, untoldActs, type UntoldAct } from '@cockpit/matters';
import { enqueue } from '@cockpit/notify';
import { DataSource, type EntityManager } from 'typeorm';
import { DutyRoster } from '@cockpit/duty';
import { actLetters, type AddressedAct } from './act-letters';

type Grounds = Awaited<ReturnType<GroundsLoader['fresh']>>;
const A_STEP = 500;

/**
 * Tells people what others did to a matter that is for them: it was given to them, they are urged, or named. Told and written in one transaction: a worker
 * that dies at any point tells nobody twice, and forgets nobody.
 */
@Injectable()
export class ActNotifier {
  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly roster: DutyRoster,
  ) {}

  /** @returns of how many acts somebody was told */
  async run(): Promise<number> {
    const grounds = await this.grounds.fresh();
    let total = 0;
    for (;;) {
      const told = await this.postgres.transaction((manager) => this.step(manager, grounds));
      total += told;
      if (told < A_STEP) return total;
    }
  }

  private async step(manager: EntityManager, grounds: Grounds): Promise<number> {
    const acts = await untoldActs(manager, A_STEP);
    if (acts.length === 0) return 0;
    const shifts = new Map<string, RosterShift[]>();
    const addressed: AddressedAct[] = [];
    for (const act of acts) {
      const hall = act.toTell.hall ?? '';
      const now = grounds.nowOf(act.toTell.hall);
      const known = shifts.get(hall) ?? (await this.roster.ofHall(manager, hall, now));
      shifts.set(hall, known);
      addressed.push({ ...act, now, people: peopleOf(act, known, now, grounds) });
    }
    for (const letter of actLetters(addressed)) await enqueue(manager, letter);
    await noteActsTold(manager, acts);
    return acts.length;
  }
}

function peopleOf(
  { toTell: { act, hall, unit, officerId, mentions } }: UntoldAct,
  shifts: readonly RosterShift[],
  now: number,
  grounds: Grounds,
): readonly string[] {
  if (act === 'mention') return mentions;
  if (officerId !== null) return [grounds.officerName(officerId) ?? officerId];
  return onDutyAt(inCharge(shifts, 'unit', { hall: hall ?? '', unit: unit ?? undefined }), now);
}
