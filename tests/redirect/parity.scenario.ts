import { AccessModule, Sources, Tokens } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { CLOSE_MIN, DEFAULT_PARAMS, playRecommended, STANDARD } from '@cockpit/domain';
import { EventDoor } from '@cockpit/sources';
import { IngestionModule } from '@cockpit/ingestion';
import { HALL_CATALOGUE, STORED_EVENTS, LiveApiModule, LiveModule, QUOTE_STORE } from '@cockpit/live';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { RedirectApiModule, RedirectModule } from '@cockpit/redirect';
import { Global, Module } from '@nestjs/common';
import { Cockpit } from '../../apps/simulator/src/cockpit';
import { ShiftLead } from '../../apps/simulator/src/run/lead';
import { playLockstep } from '../../apps/simulator/src/run/lockstep';
import { HallRunner } from '../../apps/simulator/src/run/runner';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';
import { benchDay, lineOf } from './bench-day';

const NUMBER = 20_001;
const BENCH = benchDay(STANDARD, NUMBER);
const { config: HALL, names: NAMES, plan: PLAN } = BENCH;

/** The benchmark's hall instead of one from the organisation: the same day, officer for officer and break for break. */
@Global()
@Module({
  providers: [
    {
      provide: HALL_CATALOGUE,
      useValue: {
        halls: () => Promise.resolve(['bench']),
        config: () => Promise.resolve(HALL),
        neighbours: () => Promise.resolve([]),
        onChange: () => undefined,
      },
    },
    {
      provide: STORED_EVENTS,
      useValue: {
        ofDay: async function* () {
          yield* await Promise.resolve([]);
        },
        days: () => Promise.resolve([]),
        latest: () => Promise.resolve(null),
      },
    },
    { provide: QUOTE_STORE, useValue: { insert: () => Promise.resolve() } },
  ],
  exports: [HALL_CATALOGUE, STORED_EVENTS, QUOTE_STORE],
})
class BenchBindings {}

@Module({
  imports: [
    AccessModule,
    OrganisationModule,
    IngestionModule,
    BenchBindings,
    LiveModule,
    LiveApiModule,
    RedirectModule,
    RedirectApiModule,
  ],
})
class Cockpits {}

function onTheBench(untilMin: number): string[] {
  const given: string[] = [];
  playRecommended(BENCH.day, {
    params: DEFAULT_PARAMS,
    hall: { config: HALL, names: NAMES },
    onPrompt: (minute, proposal) => {
      if (minute <= untilMin) given.push(lineOf(minute, proposal));
    },
  });
  return given;
}

describe('the recommender', () => {
  let stores: Stores;
  let app: RunningApp;

  beforeAll(async () => {
    stores = await freshStores();
    app = await bootApp(stores, Cockpits);
  });
  afterAll(async () => {
    await app.close();
    await stores.dispose();
  });

  async function throughTheDoor(untilMin: number): Promise<string[]> {
    const actor = { kind: 'system', id: 'test', name: 'test' } as const;
    const { hall } = HALL;
    await app.app.get(OrganisationService).replace(
      OrganisationDoc.parse({
        format: 'organisation/1',
        bureau: { code: 'b', name: '局' },
        branches: hall.queues.map(({ branch }) => ({ code: branch, name: branch })),
        halls: [{ ...hall, hours: [], closures: [] }],
      }),
      actor,
    );
    const key = (await app.app.get(Sources).create({ name: 'bench', halls: ['bench'], sandbox: false }, actor)).key
      .secret;
    const token = (await app.app.get(Tokens).add({ name: 'lead', role: 'supervisor', halls: ['bench'] }, actor)).secret;
    const cockpit = new Cockpit(app.url, token);
    const runner = new HallRunner({
      plan: PLAN,
      zone: 'Asia/Shanghai',
      door: new EventDoor({ url: app.url, key }),
      journal: [],
      save: () => undefined,
      warn: () => undefined,
    });
    const given: string[] = [];
    await playLockstep(
      { runner, opening: NAMES.opening, cockpit, lead: new ShiftLead(NUMBER, STANDARD.supervisor) },
      { untilMin, onPrompt: (minute, prompt) => given.push(lineOf(minute, prompt)) },
    );
    return given;
  }

  // A whole day hand in hand takes minutes: every minute waits until it has been decided.
  it('prompts the same on the bench and through the door, minute by minute', async () => {
    const bench = onTheBench(CLOSE_MIN);
    expect(bench.length).toBeGreaterThan(10);
    expect(await throughTheDoor(CLOSE_MIN)).toEqual(bench);
  }, 1_800_000);
});
