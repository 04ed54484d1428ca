import { GuideView, LiveHall, LoadForecast, NeighbourHall, Network, WhatIfAnswer, page } from '@cockpit/contracts';
import type { z } from 'zod';
import { AccessModule } from '@cockpit/access';
import { GuideModule } from '@cockpit/manual';
import { OrganisationService } from '@cockpit/organisation';
import { Module } from '@nestjs/common';
import { GUIDED_ORGANISATION } from '../live/guided-hall';
import { WholeModule } from '../live/modules';
import { ACTOR, decided, issued, openHall, opened, until, type Hall } from '../live/support';

@Module({ imports: [AccessModule, WholeModule, GuideModule] })
class WithGuide {}

let house: Hall;
beforeAll(async () => {
  house = await openHall(WithGuide);
  await house.front.app.get(OrganisationService).replace(GUIDED_ORGANISATION, ACTOR, '2020-01-01');
});
afterAll(async () => {
  await house.close();
});

it('a jammed hall is shown a quiet one within reach, both ways side by side', async () => {
  await decided(house, 1, 'H09', opened(0, 'H09'));
  await decided(house, 1, 'H08', opened(0));
  await house.post(Array.from({ length: 60 }, (_, i) => issued(`j${String(i)}`, 1 + i * 0.01)));
  await decided(house, 2, 'H09');
  await decided(house, 2);
  const [near] = await until(
    async () => page(NeighbourHall).parse(await (await house.get('/v1/halls/H08/neighbours')).json()).items,
    ([one]) => (one?.queues.find(({ code }) => code === 'household')?.soonerMin ?? 0) > 15,
  );
  expect(near).toMatchObject({ code: 'H09', travelMin: 12 });
  expect(near?.queues.find(({ code }) => code === 'traffic')?.soonerMin).toBeLessThan(0);
});

/** What every place says somebody waits who takes a ticket for `household` in H08 now, in seconds. */
async function said(): Promise<{ live: number | null; places: Record<string, number | null | undefined> }> {
  const read = async <T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> =>
    schema.parse(await (await house.get(path)).json());
  const live = await read('/v1/halls/H08/live', LiveHall);
  const there = await read('/v1/halls/H09/live', LiveHall);
  const [guide, network, near, forecast] = await Promise.all([
    read('/v1/halls/H08/guide', GuideView),
    read('/v1/network', Network),
    read('/v1/halls/H08/neighbours', page(NeighbourHall)),
    read('/v1/halls/H08/load-forecast', LoadForecast),
  ]);
  const whatIf = WhatIfAnswer.parse(
    await (await house.send('/v1/halls/H08/what-if', { change: { kind: 'officer', queues: ['household'] } })).json(),
  );
  const of = (queues: LiveHall['queues']): LiveHall['queues'][number] | undefined =>
    queues.find(({ code }) => code === 'household');
  const quiet = near.items[0]?.queues.find(({ code }) => code === 'household');
  const figure = of(live.queues)?.predictedP50Sec ?? null;
  return {
    live: figure,
    places: {
      guide: guide.queues.find(({ code }) => code === 'household')?.predictedP50Sec,
      otherHalls: guide.halls.find(({ queue }) => queue === 'household')?.waitHereSec,
      near: quiet?.hereP50Sec,
      // the quiet hall's own figure, read from here
      nearThere: (quiet?.thereP50Sec ?? NaN) - (of(there.queues)?.predictedP50Sec ?? NaN) + (figure ?? NaN),
      network: network.nodes.find(({ code }) => code === 'H08')?.pulse?.waitSec,
      forecast: forecast.queues.find(({ code }) => code === 'household')?.waitSec,
      curve: of(live.queues)?.forecast[0]?.p50Sec,
      whatIf: whatIf.queues['household']?.beforeP50Sec,
      ...Object.fromEntries(
        live.prompts.flatMap(({ id, decidedAt, predicted }) =>
          decidedAt === live.now && predicted['household'] ? [[id, predicted['household'].beforeP50Sec]] : [],
        ),
      ),
    },
  };
}

it('one wait of a queue is said everywhere at one instant', async () => {
  const { live, places } = await until(said, (one) => Object.values(one.places).every((figure) => figure === one.live));
  expect(live).toBeGreaterThan(600);
  expect(new Set(Object.values(places))).toEqual(new Set([live]));
  const forecast = LoadForecast.parse(await (await house.get('/v1/halls/H08/load-forecast')).json());
  expect(forecast.queues.find(({ code }) => code === 'household')).toMatchObject({ waiting: 60, staff: 'backlog' });
});
