import { DEFAULT_ZONE, type Bulletin, type NewBulletin } from '@cockpit/contracts';
import { hallDay, periodBefore, periodOf } from '@cockpit/domain';
import { OrganisationService, PlaceScope } from '@cockpit/organisation';
import { forbidden, notFound, unprocessable } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { BulletinClock } from '../schedule/bulletin-clock';
import { Bulletins, type By } from '../store/bulletins';

/** Bulletins made on request. */
@Injectable()
export class ByHand {
  constructor(
    private readonly bulletins: Bulletins,
    private readonly scope: PlaceScope,
    private readonly organisation: OrganisationService,
    private readonly clock: BulletinClock,
  ) {}

  /** @throws {AppError} 404 for an unknown place, 403 for one out of scope, 422 for an unfinished period */
  async make({ period, hall, day }: NewBulletin, { caller, actor }: By): Promise<Bulletin> {
    const place = hall ?? null;
    const hallDoc = (await this.organisation.latest())?.halls.find(({ code }) => code === hall);
    if (place !== null && hallDoc === undefined) throw notFound('unknown-hall', `there is no hall "${place}"`);
    if (!(await this.scope.covers(caller, place)))
      throw forbidden('hall-out-of-scope', 'a bulletin is made by those who may see all of its place');
    const today = hallDay(await this.clock.now(place), hallDoc?.timeZone ?? DEFAULT_ZONE);
    const currentPeriod = periodOf(period, today);
    const span = day === undefined ? periodBefore(period, currentPeriod) : periodOf(period, day);
    if (span.to >= today) throw unprocessable('period-not-over', `the ${period} ends on ${span.to}`);
    return this.bulletins.make({ place, period, ...span }, actor);
  }
}
