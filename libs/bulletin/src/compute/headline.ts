import {
  METRICS,
  NO_FIGURE,
  message,
  shownUnit,
  type BulletinParagraph,
  type BulletinSection,
  type BulletinTable,
  type MetricKey,
  part,
  type Annotation,
  COMPARED_WITH,
  type ComparedWith,
  type DaysMatched,
  type Part,
} from '@cockpit/contracts';
import { daysOfSpan } from '@cockpit/domain';
import type { Grounds } from './grounds';
import { planned } from './planned';
import { redefined } from './redefined';

/** Maximum number of printed ranges. */
const RANGES = 3;
const NONE = { before: 'bulletin.same-days-none-before', year: 'bulletin.same-days-none-year' } as const;
const CODES = { before: 'bulletin.same-days-before', year: 'bulletin.same-days-year' } as const;

/**
 * Period-on-period (环比) and year-on-year (同比) comparisons of matched days: the ranges, their number and the figures.
 */
async function sameDays({ book, compared }: Grounds): Promise<BulletinParagraph[]> {
  const paragraphOf = async (against: ComparedWith): Promise<BulletinParagraph> => {
    const [arrivalsCompared, waitsCompared] = await Promise.all([
      compared('arrivals', against),
      compared('wait_mean', against),
    ]);
    const { known, matched, ranges, unpublished } = arrivalsCompared.days;
    const key = `same-days-${against}`;
    if (matched === 0) return { key, words: message(NONE[against], { known }) };
    const [arrivals, waits] = [book.sides(arrivalsCompared), book.sides(waitsCompared)];
    return {
      key,
      words: message(CODES[against], {
        known,
        matched,
        days: daysOf(ranges),
        now: book.inline(arrivals.now),
        then: book.inline(arrivals.then),
        wait: book.inline(waits.now),
        waitThen: book.inline(waits.then),
        guess: unpublished.length === 0 ? '' : part('bulletin.same-days-guess', { years: unpublished.join(', ') }),
      }),
    };
  };
  return Promise.all(COMPARED_WITH.map(paragraphOf));
}

/** The first ranges of both sides, in the same order. */
function daysOf(ranges: DaysMatched['ranges']): Part {
  const shown = ranges.slice(0, RANGES);
  return part(ranges.length > RANGES ? 'bulletin.same-days-first' : 'bulletin.same-days-ranges', {
    days: shown.map(({ from, to }) => span(from, to)),
    others: shown.map(({ otherFrom, otherTo }) => span(otherFrom, otherTo)),
  });
}

const span = (from: string, to: string): string => (from === to ? from : `${from}–${to}`);

/** Fits at the foot of a page. */
const MAX_PRINTED = 8;
const KINDS = {
  'system-down': 'bulletin.annotation-system-down',
  event: 'bulletin.annotation-event',
  closure: 'bulletin.annotation-closure',
  'data-fault': 'bulletin.annotation-data-fault',
  other: 'bulletin.annotation-other',
} as const;

/** Notes on days of the period; the figures include those times. */
function annotated({ annotations }: Pick<Grounds, 'annotations'>): BulletinParagraph[] {
  const notes = annotations.slice(0, MAX_PRINTED).map((note, i): BulletinParagraph => ({
    key: `annotation-${note.id}`,
    words: message('bulletin.annotation', {
      n: i + 1,
      place: note.placeName ?? part('bulletin.bureau', {}),
      when: whenOf(note),
      kind: part(KINDS[note.kind], {}),
      text: note.text,
    }),
  }));
  const more = annotations.length - MAX_PRINTED;
  return more > 0
    ? [...notes, { key: 'annotations-more', words: message('bulletin.annotations-more', { n: more }) }]
    : notes;
}

const whenOf = ({ firstDay, lastDay, fromTime, toTime }: Annotation): string =>
  firstDay === lastDay ? `${firstDay} ${fromTime}–${toTime}` : `${firstDay} ${fromTime} – ${lastDay} ${toTime}`;

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
