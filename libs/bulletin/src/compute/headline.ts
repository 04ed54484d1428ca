import {
  METRICS,
  NO_FIGURE,
  message,
  shownUnit,
  type BulletinParagraph,
  type BulletinSection,
  type BulletinTable,
  type MetricKey,
} from '@cockpit/contracts';
import { daysOfSpan } from '@cockpit/domain';
import type { Grounds } from './grounds';
import { annotated } from './annotated';
import { planned } from './planned';
import { redefined } from './redefined';
import { sameDays } from './same-days';

/** Metrics in print order. */
export const HEADLINES = [
  ...(['arrivals', 'served', 'wait_mean', 'wait_p90', 'service_level', 'abandon_rate', 'no_show_rate'] as const),
  ...(['occupancy', 'comprehensive_share', 'on_time_rate', 'on_the_spot_rate', 'online_share'] as const),
  ...(['self_service_share', 'satisfied', 'closed_loop_rate'] as const),
] satisfies readonly MetricKey[];

/** The section of the period's figures with targets, the period before and a year ago. */
export async function headline(grounds: Grounds): Promise<BulletinSection> {
  const { book, span } = grounds;
  const perDay = new Map((await book.parts('arrivals', span, 'day')).map((figure) => [figure.part, figure.value]));
  const points = daysOfSpan(span).map((day) => ({ label: day.slice(5), value: perDay.get(day) ?? null }));
  return {
    key: 'headline',
    title: message('bulletin.headline', {}),
    paragraphs: await sentences(grounds, points.filter(({ value }) => value !== null && value > 0).length),
    tables: [await table(grounds)],
    charts: (await book.hasVisits(span))
      ? [{ key: 'by-day', title: message('bulletin.by-day', {}), points: points.map(zeroAsMissing) }]
      : [],
  };
}

const zeroAsMissing = ({ label, value }: { label: string; value: number | null }) => ({
  label,
  value: value === 0 ? null : value,
});

async function sentences(grounds: Grounds, daysWithData: number): Promise<BulletinParagraph[]> {
  const { book, span, before } = grounds;
  if (!(await book.hasVisits(span))) return [{ key: 'empty', words: message('bulletin.empty', { ...span }) }];
  const [arrivals, served, earlier, wait, level] = await Promise.all([
    book.whole('arrivals', span),
    book.whole('served', span),
    book.whole('arrivals', before),
    book.whole('wait_mean', span),
    book.whole('service_level', span),
  ]);
  const [arrived, done] = [book.inline(arrivals), book.inline(served)];
  return [
    {
      key: 'visits',
      words:
        earlier.value === null
          ? message('bulletin.visits-first', { arrivals: arrived, served: done })
          : message('bulletin.visits', { arrivals: arrived, served: done, before: book.inline(earlier) }),
    },
    { key: 'waits', words: message('bulletin.waits', { wait: book.inline(wait), level: book.inline(level) }) },
    {
      key: 'coverage',
      words: message('bulletin.coverage', { days: daysOfSpan(span).length, with: daysWithData }),
    },
    ...planned(grounds.plans),
    ...(await sameDays(grounds)),
    ...redefined(HEADLINES, grounds),
    ...annotated(grounds),
  ];
}

async function table({ book, span, before, yearBefore }: Grounds): Promise<BulletinTable> {
  const rows: BulletinTable['rows'] = [];
  for (const metric of HEADLINES) {
    const figures = await Promise.all([span, before, yearBefore].map((days) => book.whole(metric, days)));
    if (figures[0]?.value === null && figures[1]?.value === null) {
      rows.push([name(metric), unit(metric), ...figures.map(() => ({ text: NO_FIGURE }))]);
      continue;
    }
    rows.push([name(metric), unit(metric), ...figures.map((figure) => book.cell(figure))]);
  }
  return {
    key: 'figures',
    title: message('bulletin.figures', {}),
    columns: [
      message('bulletin.metric', {}),
      message('bulletin.unit', {}),
      message('bulletin.this', {}),
      message('bulletin.last', {}),
      message('bulletin.year-ago', {}),
    ],
    widths: [5, 2.4, 4, 4, 4],
    rows,
  };
}

const name = (metric: MetricKey) => ({ words: message(`metric.${metric}`, {}) });
const unit = (metric: MetricKey) => ({
  words: message(METRICS[metric].unit === 'count' ? 'bulletin.unit-count' : `bulletin.unit-${shownUnit(metric)}`, {}),
});
