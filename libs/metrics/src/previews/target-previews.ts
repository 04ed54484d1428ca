import type { Caller, TargetLine, TargetPreview } from '@cockpit/contracts';
import { against, isAbout, targetOf, type TargetPlace } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { targetPlaces } from '../targets/place';
import { TargetStore } from '../targets/target-store';

/** What a target would have meant, before it is set. */
@Injectable()
export class TargetPreviews {
  constructor(
    private readonly metrics: MetricsService,
    private readonly organisation: OrganisationService,
    private readonly store: TargetStore,
  ) {}

  /**
   * Places that a narrower line decides about are none of this one's, nor are those that have a target nearer to them.
   * @param narrower lines of the same place and metric that go before this one, as they are written, which may not be saved yet
   * @throws {AppError} 404 for a place nobody knows
   */
  async preview(
    { metric, tier, size, value }: Pick<TargetLine, 'metric' | 'tier' | 'size'> & { value: number },
    narrower: readonly Pick<TargetLine, 'tier' | 'size'>[],
    place: string | null,
    caller: Pick<Caller, 'halls'>,
  ): Promise<TargetPreview> {
    const hall = place ?? undefined;
    const period = recentDays(await this.metrics.today(hall, caller));
    const { parts } = await this.metrics.answer(metric, { hall, ...period, by: 'hall' }, caller);
    const places = targetPlaces((await this.organisation.latest())?.halls ?? []);
    const books = await this.store.books();
    const isNearer = ({ path, ...same }: TargetPlace): boolean =>
      targetOf(books, metric, { ...same, path: path.slice(0, path.indexOf(place)) }, period.to.slice(0, 7)) !== null;
    const about = parts.filter(({ by }) => {
      const one = places.get(by);
      if (one === undefined || !isAbout({ tier, size }, one)) return false;
      return !narrower.some((line) => isAbout(line, one)) && !isNearer(one);
    });
    const known = about.flatMap((part) => part.value ?? []);
    const sides = known
      .map((figure) => {
        const { by = 0, met = false } = against(metric, figure, value) ?? {};
        return { figure, by: by ?? 0, met };
      })
      .sort((a, b) => b.by - a.by);
    return {
      ...{ metric, ...period, places: about.length, known: known.length },
      met: sides.filter(({ met }) => met).length,
      best: sides[0]?.figure ?? null,
      median: middleOf(known),
    };
  }
}

/** Of an even number, half way between the two in the middle: of two, neither is it alone. */
function middleOf(figures: readonly number[]): number | null {
  const sorted = figures.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
