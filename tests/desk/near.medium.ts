import { NeighbourHall, page } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { GUIDED_ORGANISATION } from '../live/guided-hall';
import { ACTOR, decided, issued, openHall, opened, until, type Hall } from '../live/support';

let house: Hall;
beforeAll(async () => {
  house = await openHall();
  await house.front.app.get(OrganisationService).replace(GUIDED_ORGANISATION, ACTOR, '2020-01-01');
});
afterAll(async () => { await house.close(); });

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
