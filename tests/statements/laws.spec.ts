import { NO_NOTICES } from '@cockpit/domain';
import { LawFacts } from '../../libs/metrics/src/laws/law-facts';
import { LawsService } from '../../libs/metrics/src/laws/laws.service';
import { Beginnings } from '../../libs/metrics/src/comparison/beginnings';
import { PlanBook } from '../../libs/metrics/src/asking/plan-book';
import type { Ask } from '../../libs/metrics/src/asking/ask';
import { RestatedDays } from '../../libs/metrics/src/rollup/restated-days';
import { RollUp } from '../../libs/metrics/src/rollup/roll-up';
import { PromptSource } from '../../libs/metrics/src/sources/prompt-source';
import { WindowReader } from '../../libs/metrics/src/sources/window-reader';
import { DAYS, organisation } from '../metrics/story';
import type { Asked } from '../support/asked';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, ZONE] = ["H'1", 'Asia/Shanghai'];
const NOW = Date.parse('2026-03-05T06:00:00Z');
const clock = { now: () => NOW };
const none = undefined as never;
const [day, , today] = DAYS;
/** a hall of the story, under a code that wants to be bound */
const doc = {
  ...organisation(false),
  halls: organisation(false)
    .halls.slice(0, 1)
    .map((hall, nth) => ({ ...hall, code: `${HALL}${String(nth)}` })),
};
const plans = new PlanBook([{ from: day, doc }], NO_NOTICES);
const at = { now: NOW, today, first: day, last: today };
const ask = { by: null, halls: doc.halls.map((hall) => ({ doc: hall, ...at })), everything: true, nowhere: at } as Ask;
const grounds = {
  load: () => Promise.resolve({ parts: { organisation: doc, hallNow: new Map([[`${HALL}0`, 0]]), wallNow: NOW } }),
} as never;
const letters = {
  sift: async (_: string, rows: unknown, { work }: { work: (part: unknown) => Promise<void> }) => {
    await work(rows);
    return [];
  },
} as never;
const asking = { book: () => Promise.resolve(plans) } as never;

const facts = ({ clickhouse }: Asked): LawFacts => new LawFacts(clickhouse);
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['windows that reported', (engine) => facts(engine).reported(ask)],
  ['quarter hours', (engine) => facts(engine).load(ask)],
  ['stays at windows', (engine) => facts(engine).stays(ask)],
  ['what became of visits one by one', (engine) => facts(engine).done(ask)],
  ['the latest of each hall', (engine) => facts(engine).stored(ask)],
  ['how tickets ended', (engine) => facts(engine).outcomes(ask)],
  ['tickets and windows by their events', (engine) => facts(engine).issued(ask)],
  ['cases that were accepted', (engine) => facts(engine).matters()],
  [
    'the days that are kept',
    ({ clickhouse, postgres }) =>
      asked(
        new LawsService(none, none, none, none, none, none, postgres, clock, clickhouse).check(
          { hall: HALL },
          { halls: 'all' },
        ),
      ),
  ],
  ['when halls began', ({ clickhouse }) => new Beginnings(clickhouse, clock).first([HALL])],
  [
    'rolling days up',
    (engine) => {
      const { clickhouse } = engine
        .answer('FROM day_told', [{ hall: `${HALL}0`, day, version: 7 }])
        .answer('FROM window_day FINAL', [{ hall: `${HALL}0`, window: 'W-1', officer: '' }])
        .answer('FROM visit_day FINAL', [{ hall: `${HALL}0`, queue: 'A' }]);
      const reader = new WindowReader(clickhouse);
      return new RollUp(clickhouse, clickhouse, asking, grounds, reader, letters, { retentionDays: 400 }).turn(
        () => true,
      );
    },
  ],
  [
    'days of which the organisation is told otherwise',
    (engine) => {
      const { clickhouse } = engine.answer('FROM day_told', [{ hall: `${HALL}0`, day }]);
      const changes = [{ version: 2, recordedAt: new Date(NOW), from: day, halls: [HALL] }];
      const told = { changesAfter: () => Promise.resolve(changes), calendarsChanged: () => Promise.resolve() };
      const redis = { get: () => Promise.resolve(null), set: () => Promise.resolve('OK') };
      return new RestatedDays(clickhouse, clickhouse, redis as never, told as never).mark();
    },
  ],
  [
    'waits after a prompt',
    (engine) => {
      const at = new Date(Date.parse(`${day}T04:00:00Z`));
      const prompt = {
        id: HALL,
        hall: `${HALL}0`,
        kind: 'link',
        origin: 'recommender',
        predicted: {},
        saved: null,
        low: null,
        high: null,
        deed: null,
        decidedAt: at,
        acceptedAt: at,
        carriedOutAt: null,
        state: 'done',
      };
      return new PromptSource(engine.answer('prompt', [prompt]).postgres, engine.clickhouse).rows(
        ...(['prompt_hit', ask, plans] as const),
      );
    },
  ],
];

describe('the statements of laws and of days rolled up', () => {
  holdStatements(CASES, [HALL, `'${ZONE}'`]);
});
