import {
  METRIC_KEYS,
  METRICS,
  TARGETED,
  message,
  type Annotation,
  type Bulletin,
  type MatterSummary,
  type MetricAnswer,
  type MetricKey,
} from '@cockpit/contracts';
import { addDays, against, daysOfSpan, periodAfter, periodBefore, periodOf, periodYearBefore } from '@cockpit/domain';
import { FigureBook, type AskMetric } from '../compute/figure-book';
import type { Grounds } from '../compute/grounds';
import { peersOf, type HallDays } from '../compute/peers';
import { writeDocument } from '../compute/writer';

/** As long as a name may be made, with what a spreadsheet would take for a formula. */
export const LONG_NAME = `=云江${'公安政务服务中心综合大厅'.repeat(5)}`.slice(0, 60);
const COMPUTED_AT = '2026-11-23T00:00:00.000Z';

/** What every third metric is to reach: a share that some reach and some do not. */
function targetOf(metric: MetricKey, value: number | null) {
  if (TARGETED.indexOf(metric) % 3 !== 0) return {};
  const target = against(metric, value, METRICS[metric].unit === 'share' ? 0.8 : 600);
  return target === null ? {} : { target };
}

const finding = (n: number, more: Partial<MatterSummary>): MatterSummary => ({
  id: `m${String(n)}`,
  caseId: `C${String(n)}`,
  source: 'manual',
  title: LONG_NAME,
  kind: 'finding',
  item: null,
  hall: 'H1',
  unit: null,
  officerId: 'o1',
  stage: null,
  acceptedAt: null,
  dueAt: '2026-11-27T09:00:00.000Z',
  closedAt: null,
  elapsedDays: null,
  remainingDays: null,
  card: 'none',
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  faults: [],
  rating: null,
  ...more,
});
const FINDINGS: readonly MatterSummary[] = [
  finding(1, {}),
  finding(2, { kind: 'order', title: '窗口忙闲不均', overdue: true }),
  finding(3, { hall: null, officerId: null, dueAt: null, title: null }),
];

/** Something to print of every question: different for each, and nothing at all from before 2026. */
const answerOf: AskMetric = (metric, { from, to, by }) => {
  const has = from >= '2026-01-01';
  const figure = (seed: number) => {
    const denominator = has ? 400 + (seed % 900) : 0;
    const numerator =
      METRICS[metric].unit === 'share' ? Math.round(denominator * (0.6 + (seed % 39) / 100)) : seed * 37;
    const isSum = METRICS[metric].rollUp === 'sum';
    const value = !has
      ? isSum
        ? 0
        : null
      : isSum
        ? numerator
        : METRICS[metric].unit === 'share'
          ? numerator / denominator
          : seed * 1.37;
    return { value, numerator: has ? numerator : 0, denominator, ...targetOf(metric, value) };
  };
  const seed = METRIC_KEYS.indexOf(metric) * 31 + Number(from.slice(8)) + Number(from.slice(5, 7)) * 7 + 100;
  const parts =
    by === 'day'
      ? daysOfSpan({ from, to }).map((day, i) => ({ by: day, ...figure(seed + i) }))
      : Array.from({ length: 12 }, (_, i) => ({ by: `H${String(i)}`, ...figure(seed + i * 17) }));
  return Promise.resolve({
    key: metric,
    unit: METRICS[metric].unit,
    hall: null,
    from,
    to,
    by: by ?? null,
    reason: null,
    ...figure(seed),
    freshness: { lastEventAt: COMPUTED_AT, ageSec: 0, silent: false },
    parts: by === undefined ? [] : parts,
  } satisfies MetricAnswer & { key: MetricKey });
};

/** Two days of the week have a counterpart before, and none a year ago. */
const comparedOf: Grounds['compared'] = (metric, against) => {
  const { from, to } = periodOf('week', '2026-11-18');
  const side = (value: number) => ({ value, numerator: value * 10, denominator: 10 });
  const has = against === 'before';
  const ranges = [{ from: '2026-11-19', to: '2026-11-20', otherFrom: '2026-11-12', otherTo: '2026-11-13' }];
  return Promise.resolve({
    key: metric,
    unit: METRICS[metric].unit,
    hall: null,
    by: null,
    from,
    to,
    days: { against, known: 5, matched: has ? 2 : 0, ranges: has ? ranges : [], unpublished: [] },
    ...(has ? { now: side(720), then: side(660) } : { now: NO_SIDE, then: NO_SIDE }),
    byDay: [],
    parts: [],
    begun: [],
  });
};
const ANNOTATION: Annotation = {
  id: '00000000-0000-4000-8000-00000000000a',
  place: 'H3',
  placeName: LONG_NAME,
  kind: 'system-down',
  from: '2026-11-18T02:00:00.000Z',
  to: '2026-11-18T03:00:00.000Z',
  firstDay: '2026-11-18',
  lastDay: '2026-11-18',
  fromTime: '10:00',
  toTime: '11:00',
  text: '=停电，系统中断',
  revision: 1,
  changedBy: 'x',
  own: true,
  changedAt: '2026-11-18T04:00:00.000Z',
};
const NO_SIDE = { value: null, numerator: null, denominator: null };

/** Twelve halls of two sizes, each a little better than the next. */
const HALLS: readonly HallDays[] = Array.from({ length: 12 }, (_, n) => ({
  doc: { code: `H${String(n)}`, tier: 'hall', windows: Array.from({ length: n < 7 ? 6 : 20 }) },
  days: new Map([
    [
      'service_level',
      Object.fromEntries(
        daysOfSpan({ from: '2026-11-16', to: '2026-11-20' }).map((day, i) => [
          day,
          { n: 95 - n * 3 - (i % 2) * 4, d: 100 },
        ]),
      ),
    ],
  ]),
}));

/** A bulletin with everything that one may have. @param ask what the metrics answer @param halls compared with one another */
export async function bulletinFixture(
  ask: AskMetric = answerOf,
  halls: readonly HallDays[] = HALLS,
): Promise<Bulletin> {
  const span = periodOf('week', '2026-11-18');
  const grounds: Grounds = {
    book: new FigureBook(3, null, COMPUTED_AT, ask, span),
    period: 'week',
    span,
    plans: [],
    before: periodBefore('week', span),
    yearBefore: periodYearBefore('week', span),
    compared: comparedOf,
    peers: peersOf('service_level', halls),
    nameOf: (hall) => (hall === 'H3' ? LONG_NAME : `${hall}大厅`),
    findings: FINDINGS,
    annotations: [ANNOTATION],
    begun: new Map([['H3', '2026-11-18']]),
    ownersOf: ({ hall, officerId }) =>
      [hall === null ? null : `${hall}大厅`, officerId === null ? null : LONG_NAME].filter((one) => one !== null),
    expected: daysOfSpan(periodAfter('week', span)).map((day, i) => ({ day, arrivals: i > 4 ? null : 1200 + i * 7 })),
    dayOf: (instant) => addDays(instant.slice(0, 10), 0),
  };
  const document = await writeDocument(grounds, { placeName: '云江市公安局', computedAt: COMPUTED_AT });
  return {
    id: '00000000-0000-4000-8000-000000000003',
    no: 3,
    place: null,
    placeName: '云江市公安局',
    period: 'week',
    ...span,
    state: 'draft',
    revision: 2,
    changedBy: 'schedule',
    changedAt: COMPUTED_AT,
    approvedBy: null,
    approvedAt: null,
    sentAt: null,
    document,
    edits: {
      'league-how': { text: '排名仅供参考，=SUM(A1) 不是公式。', from: 'x', by: 'manager', at: COMPUTED_AT },
    },
  };
}

export const NOTHING_KNOWN: AskMetric = (metric, { from, to, by }) =>
  Promise.resolve({
    key: metric,
    unit: METRICS[metric].unit,
    hall: null,
    from,
    to,
    by: by ?? null,
    value: METRICS[metric].rollUp === 'sum' ? 0 : null,
    numerator: 0,
    denominator: 0,
    reason: null,
    reasonWords: message('no-value.silent', {}),
    freshness: { lastEventAt: null, ageSec: null, silent: false },
    parts: [],
  });
