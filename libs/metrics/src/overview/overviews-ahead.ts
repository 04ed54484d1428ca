import { PastOnItsWay } from '@cockpit/warehouse';
import { Injectable, Logger } from '@nestjs/common';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { TargetStore } from '../targets/target-store';
import { OverviewFigures } from './figures';
import { KeptOverviews, type Scope } from './kept-overviews';

const BUREAU: Scope = { halls: 'all' };

/** Precomputes overview figures for the bureau and for recent viewers. */
@Injectable()
export class OverviewsAhead {
  private readonly logger = new Logger('overview');

  constructor(
    private readonly metrics: MetricsService,
    private readonly targets: TargetStore,
    private readonly figures: OverviewFigures,
    private readonly kept: KeptOverviews,
    private readonly past: PastOnItsWay,
  ) {}

  /**
   * A failing scope, for example of a removed hall, does not stop the others.
   * @param stillOurs checked before each scope
   * @returns number of computed scopes; null while past days are imported, because they change all figures
   */
  async turn(stillOurs: () => boolean): Promise<number | null> {
    if ((await this.past.read()) !== null) return null;
    const books = await this.targets.books();
    const scopes = (await this.kept.scopes()).filter(({ hall, halls }) => hall !== undefined || halls !== 'all');
    let computed = 0;
    for (const { hall, halls } of [BUREAU, ...scopes]) {
      if (!stillOurs()) break;
      try {
        const period = recentDays(await this.metrics.today(hall, { halls }));
        await this.figures.anew({ books, question: { hall, ...period }, caller: { halls } });
        computed += 1;
      } catch (err) {
        this.logger.warn({ hall, err }, 'figures of an overview could not be computed ahead');
      }
    }
    return computed;
  }
}
