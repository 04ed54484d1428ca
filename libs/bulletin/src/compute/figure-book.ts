import { createHash } from 'node:crypto';
import {
  METRICS,
  NO_FIGURE,
  metricText,
  part as piece,
  shownUnit,
  type BulletinCell,
  type BulletinFigure,
  type FigureQuestion,
  type MetricAnswer,
  type MetricBy,
  type MetricCompared,
  type MetricKey,
  type Part,
} from '@cockpit/contracts';
import { FigureCodes, type DaySpan } from '@cockpit/domain';

/** A figure without a code; printing assigns one. */
export type Figure = Omit<BulletinFigure, 'code'>;
export type AskMetric = (
  metric: MetricKey,
  question: { from: string; to: string; by?: MetricBy },
) => Promise<MetricAnswer>;

/** A hash of the metric's definition: it changes with the formula, the exclusions, the roll-up or the unit. */
export function definitionOf(metric: MetricKey): string {
  const { formula, leftOut, rollUp, unit } = METRICS[metric];
  return createHash('sha256').update(JSON.stringify({ formula, leftOut, rollUp, unit })).digest('hex').slice(0, 12);
}

/** A sum of zero over days without visits is missing data, not zero. */
const isMissing = (metric: MetricKey, hasVisits: boolean): boolean =>
  !hasVisits && METRICS[metric].rollUp === 'sum' && METRICS[metric].group !== 'matter';

/** Caches metric answers and collects printed figures with their codes. */
export class FigureBook {
  private readonly codes: FigureCodes;
  private readonly printed = new Map<string, BulletinFigure>();
  private readonly answers = new Map<string, Promise<MetricAnswer>>();

  constructor(
    bulletin: number,
    private readonly place: string | null,
    private readonly computedAt: string,
    private readonly ask: AskMetric,
    /** the bulletin's own period; only its figures show targets */
    private readonly about: DaySpan,
  ) {
    this.codes = new FigureCodes(bulletin);
  }

  /** Printed figures ordered by code. */
  figures(): BulletinFigure[] {
    return [...this.printed.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  async whole(metric: MetricKey, span: DaySpan): Promise<Figure> {
    const [answer, hasVisits] = await Promise.all([this.answer(metric, span), this.hasVisits(span)]);
    return this.figure(answer, null, isMissing(metric, hasVisits) ? { ...answer, value: null } : answer);
  }

  async parts(metric: MetricKey, span: DaySpan, by: MetricBy): Promise<(Figure & { part: string })[]> {
    const answer = await this.answer(metric, span, by);
    return answer.parts.map((part) => ({ ...this.figure(answer, part.by, part), part: part.by }));
  }

  /** The figures of both sides of a comparison of matched days. */
  sides({ key, from, to, days: { against }, ...sidesOf }: MetricCompared): { now: Figure; then: Figure } {
    const figure = (side: 'now' | 'then'): Figure => {
      const { value, numerator, denominator } = sidesOf[side];
      return {
        of: 'metric',
        metric: key,
        place: this.place,
        from,
        to,
        by: null,
        part: null,
        compared: { against, side },
        value,
        numerator,
        denominator,
        text: metricText(key, value, 'zh-CN'),
        data: { computedAt: this.computedAt, lastEventAt: null, definition: definitionOf(key) },
      };
    };
    return { now: figure('now'), then: figure('then') };
  }

  async hasVisits(span: DaySpan): Promise<boolean> {
    return ((await this.answer('arrivals', span, 'day')).value ?? 0) > 0;
  }

  /** A forecast figure, which is no metric of the past. */
  forecast(day: string, part: string | null, value: number): Figure {
    return {
      of: 'forecast',
      metric: 'arrivals',
      place: this.place,
      from: day,
      to: day,
      by: part === null ? null : 'hall',
      part,
      value,
      numerator: value,
      denominator: null,
      text: metricText('arrivals', value, 'zh-CN'),
      data: { computedAt: this.computedAt, lastEventAt: null, definition: 'forecast' },
    };
  }

  /** Prints a figure in a table cell. */
  cell(figure: Figure | undefined): BulletinCell {
    return figure === undefined || figure.value === null ? { text: NO_FIGURE } : { figure: this.print(figure) };
  }

  /** Prints a figure in a sentence with its unit (none for counts) and its target, if any. */
  inline(figure: Figure): string | Part {
    if (figure.value === null) return NO_FIGURE;
    const text = `${figure.text}[${this.print(figure)}]`;
    const unit = shownUnit(figure.metric);
    if (figure.target === undefined) return piece(`bulletin.said-${unit}`, { figure: text });
    const target = metricText(figure.metric, figure.target.target, 'zh-CN');
    return piece(`bulletin.beside-${unit}`, { figure: text, target });
  }

  private print(figure: Figure): string {
    const code = this.codes.codeOf(questionOf(figure));
    this.printed.set(code, { code, ...figure });
    return code;
  }

  private figure(
    answer: MetricAnswer,
    part: string | null,
    result: MetricAnswer | MetricAnswer['parts'][number],
  ): Figure {
    const { key, freshness, by } = answer;
    const { value, numerator, denominator, target } = result;
    const isOwn = answer.from === this.about.from && answer.to === this.about.to;
    return {
      of: 'metric',
      metric: key,
      place: this.place,
      from: answer.from,
      to: answer.to,
      by: part === null ? null : by,
      part,
      value,
      numerator,
      denominator,
      text: metricText(key, value, 'zh-CN'),
      ...(isOwn && target !== undefined ? { target } : {}),
      data: { computedAt: this.computedAt, lastEventAt: freshness.lastEventAt, definition: definitionOf(key) },
    };
  }

  private answer(metric: MetricKey, { from, to }: DaySpan, by?: MetricBy): Promise<MetricAnswer> {
    const key = `${metric} ${from} ${to} ${by ?? ''}`;
    const pending = this.answers.get(key) ?? this.ask(metric, { from, to, ...(by === undefined ? {} : { by }) });
    this.answers.set(key, pending);
    return pending;
  }
}

const questionOf = ({ of, metric, place, from, to, by, part, compared }: FigureQuestion): string =>
  JSON.stringify([
    ...[of, metric, place, from, to, by, part],
    ...(compared === undefined ? [] : [compared.against, compared.side]),
  ]);
