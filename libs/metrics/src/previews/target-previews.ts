import type { Caller, TargetLine, TargetPreview } from '@cockpit/contracts';
import { against, isAbout, targetOf, type TargetPlace } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { targetPlaces } from '../targets/place';
import { TargetStore } from '../targets/target-store';

/** Previews a target against past figures. */
@Injectable()
export class TargetPreviews {
  constructor(
    private readonly metrics: MetricsService,
    private readonly organisation: OrganisationService,
    private readonly store: TargetStore,
  ) {}

  /**
   * Leaves out places that a more specific line or a nearer target decides.
   * @param narrower more specific lines of the same place and metric, possibly unsaved
   * @throws {AppError} 404 for an unknown place
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
    const affected = parts.filter(({ by }) => {
      const target = places.get(by);
      if (target === undefined || !isAbout({ tier, size }, target)) return false;
      return !narrower.some((line) => isAbout(line, target)) && !isNearer(target);
    });
    const values = affected.flatMap((part) => part.value ?? []);
    const sides = values
      .map((figure) => {
        const { by = 0, met = false } = against(metric, figure, value) ?? {};
        return { figure, by: by ?? 0, met };
      })
      .sort((a, b) => b.by - a.by);
    return {
      metric,
      ...period,
      places: affected.length,
      known: values.length,
      met: sides.filter(({ met }) => met).length,
      best: sides[0]?.figure ?? null,
      median: median(values),
    };
  }
}

/** The median. */
function median(figures: readonly number[]): number | null {
  const sorted = figures.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
