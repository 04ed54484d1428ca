import { NO_NOTICES } from '@cockpit/domain';
import { METRICS, METRIC_KEYS, narrowings, type MetricBy } from '@cockpit/contracts';
import type { GroundsLoader } from '@cockpit/matters';
import type { LiveSnapshots } from '@cockpit/live';
import type { Ask } from '../../libs/metrics/src/asking/ask';
import type { Asking } from '../../libs/metrics/src/asking/asking';
import { PlanBook } from '../../libs/metrics/src/asking/plan-book';
import { Flows } from '../../libs/metrics/src/flow/flows';
import type { MetricsService } from '../../libs/metrics/src/metrics.service';
import { PointCounts } from '../../libs/metrics/src/points/point-counts';
import { BookingSource } from '../../libs/metrics/src/sources/booking-source';
import { CardSource } from '../../libs/metrics/src/sources/card-source';
import { ChannelSource } from '../../libs/metrics/src/sources/channel-source';
import { ConsultSource } from '../../libs/metrics/src/sources/consult-source';
import { DayRolls } from '../../libs/metrics/src/sources/day-rolls';
import { MatterSource } from '../../libs/metrics/src/sources/matter-source';
import { MeetingSource } from '../../libs/metrics/src/sources/meeting-source';
import { NowSource } from '../../libs/metrics/src/sources/now-source';
import { PromptSource } from '../../libs/metrics/src/sources/prompt-source';
import { QuoteSource } from '../../libs/metrics/src/sources/quote-source';
import { RatingSource } from '../../libs/metrics/src/sources/rating-source';
import { Sources } from '../../libs/metrics/src/sources/sources';
import { RolledVisits } from '../../libs/metrics/src/sources/rolled-visits';
import { VisitSource } from '../../libs/metrics/src/sources/visit-source';
import { WarningSource } from '../../libs/metrics/src/sources/warning-source';
import { WindowReader } from '../../libs/metrics/src/sources/window-reader';
import { WindowSource } from '../../libs/metrics/src/sources/window-source';
import { Asked } from '../support/asked';
import { DAYS, organisation } from './story';

const NOW = Date.parse('2026-03-05T06:00:00Z');
const clock = { now: () => NOW };
const plans = new PlanBook(
  [
    { from: DAYS[0], doc: organisation(false) },
    { from: DAYS[2], doc: organisation(true) },
  ],
  NO_NOTICES,
);
const at = { now: NOW, today: DAYS[2], first: DAYS[0], last: DAYS[2] };
const ask = (by: MetricBy | null): Ask => ({
  by,
  halls: organisation(false).halls.map((doc) => ({ doc, ...at })),
  everything: true,
  nowhere: at,
});

function sources({ clickhouse, postgres }: Asked): Sources {
  const rolls = new DayRolls(clickhouse, clock);
  const visits = new VisitSource(clickhouse, rolls, new RolledVisits(clickhouse));
  const snapshots = { glance: () => Promise.resolve(new Map()) } as unknown as LiveSnapshots;
  const grounds = { load: () => Promise.resolve({}) } as unknown as GroundsLoader;
  return new Sources(
    visits,
    new WindowSource(clickhouse, rolls, new WindowReader(clickhouse)),
    new BookingSource(clickhouse),
    new QuoteSource(clickhouse),
    new NowSource(clickhouse, clock, snapshots),
    new RatingSource(clickhouse, visits),
    new MatterSource(clickhouse, grounds),
    new CardSource(postgres),
    new ChannelSource(clickhouse),
    new ConsultSource(clickhouse),
    new WarningSource(postgres),
    new PromptSource(postgres, clickhouse),
    new MeetingSource(clickhouse),
  );
}

const asked = async (key: (typeof METRIC_KEYS)[number], by: MetricBy | null) => {
  const engine = new Asked();
  await sources(engine).get(key).rows(key, ask(by), plans);
  return engine.statements;
};

describe('the statements of the metrics', () => {
  // whoever changes one sees here what the engine is asked from now on
  it.each(METRIC_KEYS)('%s', async (key) => {
    expect(await asked(key, null)).toMatchSnapshot();
  });

  it('narrowed to parts of a hall, by bound codes', async () => {
    const engine = new Asked();
    const only = { queue: "q'1", window: "w'1", officer: "o'1", item: "i'1" };
    for (const key of METRIC_KEYS) {
      const own = Object.fromEntries(narrowings(key).map((by) => [by, only[by]]));
      await sources(engine)
        .get(key)
        .rows(key, { ...ask(null), only: own }, plans);
    }
    expect(engine.statements.filter(({ query }) => query.includes("'1"))).toEqual([]);
    const rows = new Asked();
    for (const key of [
      'arrivals',
      'carry_over',
      'busy',
      'forecast_error',
      'settled_by_visit',
      'red',
      'online_share',
    ] as const) {
      const own = Object.fromEntries(narrowings(key).map((by) => [by, only[by]]));
      await sources(rows)
        .get(key)
        .rows(key, { ...ask(null), only: own }, plans);
    }
    expect(rows.statements).toMatchSnapshot();
  });

  it('what became of visits', async () => {
    const engine = new Asked();
    await new Flows({} as Asking, {} as MetricsService, engine.clickhouse).ways(ask(null), plans);
    expect(engine.statements).toMatchSnapshot();
  });

  it('points and items of high volume', async () => {
    const engine = new Asked();
    const quoted = { item: "i'1", point: "p'1", channel: "c'1", highVolume: ["h'1"] };
    await new PointCounts(engine.clickhouse).by('point', ask(null), { ...quoted, all: false });
    await new PointCounts(engine.clickhouse).by('day', ask(null), { highVolume: [], all: true });
    expect(engine.statements.filter(({ query }) => query.includes("'1"))).toEqual([]);
    expect(engine.statements).toMatchSnapshot();
  });

  it('leave items of high volume out of shares, by a bound list', async () => {
    const [first] = organisation(true).items;
    if (first === undefined) throw new Error('the story has no items');
    const doc = { ...organisation(true), items: [{ ...first, code: "i'1", highVolume: true }] };
    const marked = new PlanBook([{ from: DAYS[0], doc }], NO_NOTICES);
    const engine = new Asked();
    for (const key of ['on_time_rate', 'online_share', 'self_service_share'] as const)
      await sources(engine).get(key).rows(key, ask(null), marked);
    expect(engine.statements.filter(({ query }) => query.includes("'1"))).toEqual([]);
    expect(engine.statements).toMatchSnapshot();
  });

  it('carry no word from outside in their text, by whatever they are split', async () => {
    const words = organisation(true).halls.flatMap(({ code, timeZone }) => [code, timeZone]);
    for (const key of METRIC_KEYS)
      for (const by of METRICS[key].by)
        for (const { query } of await asked(key, by))
          expect([key, by, words.filter((word) => query.includes(`'${word}'`) || query.includes(`'${word}|`))]).toEqual(
            [key, by, []],
          );
  });
});
