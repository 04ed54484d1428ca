import { PastOnItsWay } from '@cockpit/warehouse';
import { Injectable, Logger } from '@nestjs/common';
import { recentDays } from '../asking/recent-days';
import { MetricsService } from '../metrics.service';
import { TargetStore } from '../targets/target-store';
import { OverviewFigures } from './figures';
import { KeptOverviews, type Scope } from './kept-overviews';

const BUREAU: Scope = { halls: 'all' };

/** Computes the figures of overviews before anybody asks: the bureau's, and those of whoever looked lately. */
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
   * A scope that cannot be computed (its hall is gone) does not stop the others.
   * @param stillOurs asked before each scope
   * @returns how many were computed; null while past days are brought in, which change all of them again
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
