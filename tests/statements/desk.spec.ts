import type { Caller, OwnPrompt } from '@cockpit/contracts';
import { HallState } from '@cockpit/domain';
import { DEFAULT_INTERVALS } from '@cockpit/platform';
import { Logger } from '@nestjs/common';
import { DutyShiftRow } from '../../libs/duty/src/duty-shift.entity';
import { at, event, smallHall } from '../../libs/domain/src/live/testing';
import { ChannelRow } from '../../libs/notify/src/settings/entities';
import { PersonRow } from '../../libs/notify/src/persons/person.entity';
import { DayCloses } from '../../libs/redirect/src/desk/day-closes';
import { OwnPrompts } from '../../libs/redirect/src/desk/own-prompts';
import { PromptEffects } from '../../libs/redirect/src/effect/prompt-effects';
import { MyOrders } from '../../libs/redirect/src/orders/my-orders';
import { PromptOrderRow, PromptOrderStepRow } from '../../libs/redirect/src/orders/order.entity';
import { OrderWorker } from '../../libs/redirect/src/orders/order.worker';
import { Orders } from '../../libs/redirect/src/orders/orders';
import { PromptStore } from '../../libs/redirect/src/prompt-store';
import { PromptRow, PromptTransitionRow } from '../../libs/redirect/src/prompt.entity';
import { Simulations } from '../../libs/redirect/src/simulation/simulations';
import type { Asked } from '../support/asked';
import { askedEntities } from '../support/asked-entities';
import { holdStatements, type Statements } from './hold';

/** What comes from outside: none of it may stand in the text of a statement. */
const [HALL, NAME, ID] = ["H'1", "O'Hara", "a'b"];
const AT = at(60);
const NOW = new Date(AT);
const none = undefined as never;
const caller: Caller = { kind: 'user', id: ID, name: NAME, role: 'supervisor', halls: [HALL, 'H-1'] };
const key = { id: ID, to: 'window' } as const;
/** it is open no more: nothing is left to be judged */
const state = new HallState(smallHall({ open: [{ from: at(0), to: at(59) }] }));
const open = new HallState(smallHall());
open.apply(event('hall.window.opened', 58, { windowId: 'w1' }, ID));
// so that nobody waits, and nothing is foreseen
open.apply(event('hall.window.opened', 58, { windowId: 'w3' }, HALL));
open.apply(event('hall.window.paused', 59, { windowId: 'w1', reason: HALL }, NAME));
const own = { kind: 'recall', windowId: 'w1', queues: [], replaces: ID, note: NAME } as OwnPrompt;

const hallClock = { now: () => Promise.resolve(AT), zone: () => Promise.resolve('UTC') } as never;
const configs = { get: () => Promise.resolve(state.config), halls: () => Promise.resolve([HALL]) } as never;
const statesOf = (of: HallState) =>
  ({ get: () => Promise.resolve({ state: of, past: null }), stored: () => Promise.resolve(() => null) }) as never;
const states = statesOf(state);
const seen = {
  hall: HALL,
  name: HALL,
  timeZone: 'UTC',
  now: NOW.toISOString(),
  open: false,
  windows: [],
  feeds: [],
  prompts: [],
  warnings: [],
};
const snapshots = { get: () => Promise.resolve(seen), ifThere: () => Promise.resolve(seen) } as never;
const wall = { now: () => AT };
/** holding a hall is asked elsewhere */
const decisions = ({ manager }: Asked) =>
  ({ change: (_: string, work: (held: typeof manager) => Promise<unknown>) => work(manager) }) as never;
/** Whoever registers for jobs is run at once. */
const workers = (jobs: ((due: object) => Promise<unknown>)[]) =>
  ({ register: (_: unknown, run: (due: object) => Promise<unknown>) => jobs.push(run) }) as never;
const queues = { add: () => Promise.resolve(), every: () => Promise.resolve() } as never;

const officers = { ofHall: () => Promise.resolve(new Map()) } as never;
const orders = new Orders(configs, hallClock, officers);
const prompts = ({ postgres }: Asked): PromptStore => new PromptStore(postgres, none, orders);
const simulations = (engine: Asked, live: object = {}): Simulations =>
  new Simulations(engine.postgres, live as never, decisions(engine), hallClock, {
    record: () => Promise.resolve(),
  } as never);
const mine = (engine: Asked): MyOrders =>
  new MyOrders(engine.postgres, orders, decisions(engine), hallClock, configs, snapshots, wall);
const closes = ({ postgres }: Asked): DayCloses => new DayCloses(postgres, states, snapshots);
const effects = (engine: Asked, jobs: ((due: object) => Promise<unknown>)[] = []): PromptEffects => {
  const stored = { ofDay: () => [] } as never;
  const made = new PromptEffects(engine.postgres, queues, workers(jobs), configs, states, stored);
  made.onApplicationBootstrap();
  return made;
};
async function judged(engine: Asked): Promise<void> {
  const jobs: ((due: object) => Promise<unknown>)[] = [];
  effects(engine.answer('"PromptRow"', [rowOf('PromptRow', { ...PROMPT, state: 'declined' })]), jobs);
  for (const run of jobs) await run({ hall: HALL, day: '2026-03-02', promptId: ID, early: false });
}
async function reminded(engine: Asked): Promise<void> {
  const jobs: ((due: object) => Promise<unknown>)[] = [];
  const parts = [engine.postgres, orders, hallClock, decisions(engine), snapshots, queues, workers(jobs)] as const;
  const worker = new OrderWorker(...parts, DEFAULT_INTERVALS, wall);
  await worker.onApplicationBootstrap();
  for (const run of jobs) await run({});
}

/** Columns as TypeORM names them: the alias before each. */
const rowOf = (alias: string, row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`${alias}_${name}`, value]));
const PROMPT = {
  id: ID,
  hall: HALL,
  kind: 'link',
  state: 'shown',
  window_id: ID,
  queues: [ID],
  item: null,
  to_hall: null,
  channel: null,
  until: null,
  why: ID,
  words: null,
  confidence: 'medium',
  predicted: {},
  gain_min: 1,
  decided_at: NOW,
  nth: 0,
  expires_at: NOW,
  answered_at: null,
  answered_by: null,
  reason: null,
  reason_words: null,
  carried_out_at: null,
  ordinal: 0,
  trouble_min: null,
  effect: null,
  origin: 'recommender',
  replaces: null,
  way: null,
  fairness: null,
  help: null,
};
const prompt = (): PromptRow =>
  Object.assign(new PromptRow(), {
    id: ID,
    hall: HALL,
    kind: 'link',
    state: 'shown',
    windowId: ID,
    queues: [ID],
    decidedAt: NOW,
    answeredAt: null,
    carriedOutAt: null,
    expiresAt: NOW,
    confidence: 'medium',
    predicted: {},
    why: ID,
    words: null,
    gainMin: 1,
    ordinal: 0,
    troubleMin: null,
    item: null,
    toHall: null,
    channel: null,
    until: null,
    effect: null,
    origin: 'recommender',
    replaces: null,
    way: null,
    fairness: null,
    help: null,
    answeredBy: null,
    reason: null,
    reasonWords: null,
  });
const ORDER = {
  prompt_id: ID,
  addressee: 'window',
  hall: 'H-1',
  window_id: ID,
  words: { code: 'order.recall', params: {} },
  state: 'told',
  raised: 1,
  told_at: NOW,
  next_at: NOW,
  seen_at: null,
  answered_at: null,
  answered_by: null,
  reason: null,
  ended_at: null,
};
const withOrder = (engine: Asked): Asked =>
  engine
    .answer('"PromptOrderRow"', [rowOf('PromptOrderRow', ORDER)])
    .answer('FROM "prompt_order" "o" WHERE', [rowOf('o', ORDER)])
    .answer('DISTINCT "o"."hall"', [{ hall: HALL }]);
/** It stops where nothing was found. */
const asked = (work: Promise<unknown>): Promise<unknown> => work.catch(() => null);

const CASES: readonly Statements[] = [
  ['how prompts were answered', (engine) => prompts(engine).answers(engine.manager, HALL, AT)],
  ['prompts of days gone by', (engine) => prompts(engine).leftOver(engine.manager, HALL, AT)],
  ['a new prompt', (engine) => prompts(engine).insert(engine.manager, prompt())],
  [
    'a prompt accepted, with what it asks of people',
    (engine) =>
      prompts(engine.answer('INSERT INTO "prompt_order"(', [{ prompt_id: ID }])).changeState(
        engine.manager,
        prompt(),
        ...([{ to: 'accepted', at: AT, until: AT }, NAME] as const),
      ),
  ],
  [
    'a prompt declined, with what nobody need do any more',
    (engine) =>
      prompts(withOrder(engine)).changeState(
        engine.manager,
        prompt(),
        ...([{ to: 'declined', at: AT, reason: ID }, NAME] as const),
      ),
  ],
  ['what prompts ask of people', (engine) => prompts(withOrder(engine)).shown([prompt()])],
  [
    'prompts shown live',
    (engine) => {
      const sections = new Map<string, (manager: typeof engine.manager, hall: string) => Promise<unknown>>();
      const live = { register: sections.set.bind(sections) } as never;
      new PromptStore(engine.postgres, live, orders).onModuleInit();
      return Promise.all([...sections.values()].map((section) => section(engine.manager, HALL)));
    },
  ],
  [
    'how a hall is simulated, changed',
    (engine) =>
      simulations(engine).change(HALL, { speed: 10, autoAccept: false }, { kind: 'user', id: ID, name: NAME }),
  ],
  [
    'what a simulated hall says of its shift lead',
    (engine) => {
      const sections = new Map<string, (manager: typeof engine.manager, hall: string) => Promise<unknown>>();
      engine
        .answer('FROM simulation', [{ speed: 10, autoAccept: false }])
        .answer('FROM decision_clock', [{ decided_minute: NOW }]);
      simulations(engine, { register: sections.set.bind(sections) }).onModuleInit();
      return Promise.all([...sections.values()].map((section) => section(engine.manager, HALL)));
    },
  ],
  ['an order has been delivered', (engine) => orders.delivered(withOrder(engine).manager, ID, NAME, AT)],
  ['reminding of orders', (engine) => reminded(withOrder(engine))],
  ['my orders', (engine) => mine(withOrder(engine)).list(caller)],
  ['an order somebody has seen', (engine) => mine(withOrder(engine)).seen(key, caller)],
  ['an order somebody cannot do', (engine) => mine(withOrder(engine)).answer(key, caller, 'cannot', NAME)],
  [
    'a measure of a supervisor of their own',
    (engine) =>
      new OwnPrompts(
        statesOf(open),
        prompts(engine.answer('"PromptRow"', [rowOf('PromptRow', PROMPT)])),
        ...([decisions(engine), hallClock] as const),
      ).make(HALL, caller, own),
  ],
  ['how a day is closed so far', (engine) => closes(engine).look(HALL)],
  ['a step of closing done', (engine) => asked(closes(engine).check(HALL, 'unserved', true, NAME))],
  ['a step of closing not done', (engine) => asked(closes(engine).check(HALL, 'unserved', false, NAME))],
  ['a day closed', (engine) => closes(engine).close(HALL, { note: NAME, openWindows: state.windows.size }, NAME)],
  ['prompts to judge', (engine) => effects(engine).handOver(engine.manager, HALL, AT, 'UTC', false)],
  ['prompts to look at', (engine) => effects(engine).handOverEarly(engine.manager, HALL, AT, 'UTC')],
  ['what a prompt did', judged],
];

describe('the statements of the desk', () => {
  // what fails for one hall is said in the log
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  holdStatements(CASES, [HALL, NAME, ID], () =>
    askedEntities([
      ...[PromptRow, PromptTransitionRow, PromptOrderRow, PromptOrderStepRow],
      ...[DutyShiftRow, ChannelRow, PersonRow],
    ]),
  );
});
