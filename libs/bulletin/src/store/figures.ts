import { METRICS, changesOf, metricText, type BulletinFigure, type FigureAnswer } from '@cockpit/contracts';
import { bulletinOfCode } from '@cockpit/domain';
import { Compared, MetricsService } from '@cockpit/metrics';
import { BureauClock } from '@cockpit/organisation';
import { notFound } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { definitionOf } from '../compute/figure-book';
import { BulletinWriter } from '../compute/writer';
import { Bulletins, type Reader } from './bulletins';
import { BulletinStore } from './bulletin-store';

/** Opens printed figures: their question, their data and the current answer to the same question. */
@Injectable()
export class Figures {
  constructor(
    private readonly store: BulletinStore,
    private readonly bulletins: Bulletins,
    private readonly metrics: MetricsService,
    private readonly compared: Compared,
    private readonly writer: BulletinWriter,
    private readonly bureau: BureauClock,
  ) {}

  /** @throws {AppError} 404 for a code without a bulletin in the caller's scope */
  async open(code: string, caller: Reader): Promise<FigureAnswer> {
    const bulletin = await this.store.findByNo(bulletinOfCode(code));
    const figure = bulletin?.document.figures.find((candidate) => candidate.code === code);
    if (!bulletin || figure === undefined || !(await this.bulletins.isReadable(bulletin, caller)))
      throw notFound('unknown-figure', `no bulletin of your scope has the figure ${code}`);
    const { document: _document, edits: _edits, ...summary } = bulletin;
    const now = await (figure.of === 'metric' ? this.currentValue(figure) : this.currentForecast(figure));
    const definition = figure.of === 'metric' ? definitionOf(figure.metric) : figure.data.definition;
    const { value, numerator, denominator, lastEventAt } = now;
    const text = metricText(figure.metric, value, 'zh-CN');
    const redefined = definition !== figure.data.definition;
    return {
      figure,
      bulletin: summary,
      query: queryOf(figure),
      now: {
        value,
        numerator,
        denominator,
        text,
        data: { computedAt: new Date(await this.bureau.now()).toISOString(), lastEventAt, definition },
      },
      differs: text !== figure.text,
      redefined,
      redefinedSince: redefined ? (changesOf(figure.metric).at(-1)?.since ?? null) : null,
    };
  }

  private async currentValue({ metric, place, from, to, by, part, compared }: BulletinFigure) {
    if (compared !== undefined) {
      const { against, side } = compared;
      const hall = place ?? undefined;
      const both = await this.compared.compare(metric, { hall, from, to, against }, { halls: 'all' });
      return { ...both[side], lastEventAt: null };
    }
    const answer = await this.metrics.answer(
      metric,
      { from, to, ...(place === null ? {} : { hall: place }), ...(by === null ? {} : { by }) },
      { halls: 'all' },
    );
    const { lastEventAt } = answer.freshness;
    if (part === null) return { ...answer, lastEventAt };
    const found = answer.parts.find((candidate) => candidate.by === part);
    return { value: null, numerator: null, denominator: null, ...found, lastEventAt };
  }

  private async currentForecast({ place, part, from }: BulletinFigure) {
    const value = await this.writer.expectedOn(part ?? place, from);
    return { value, numerator: value, denominator: null, lastEventAt: null };
  }
}

/** The figure's question as a `GET /v1/metrics` URL; for a forecast a description of its day. */
function queryOf({ of, metric, place, from, to, by, compared }: BulletinFigure): string {
  if (of === 'forecast') return `forecast of ${METRICS[metric].en}, ${place ?? 'bureau'}, ${from}`;
  const params = new URLSearchParams({
    ...(place === null ? {} : { hall: place }),
    from,
    to,
    ...(by === null ? {} : { by }),
    ...(compared === undefined ? {} : { against: compared.against }),
  });
  const route = compared === undefined ? metric : `${metric}/compared`;
  return `/v1/metrics/${route}?${params.toString()}${compared === undefined ? '' : `#${compared.side}`}`;
}
