import { issued, openHall, opened, until, type Hall } from './support';
import { CLOCK, type Clock } from '@cockpit/platform';

describe('a source that suddenly sends rubbish', () => {
  let house: Hall;
  beforeAll(async () => {
    house = await openHall();
  });
  afterAll(async () => {
    await house.close();
  });

  const send = (events: readonly object[]) =>
    fetch(`${house.front.url}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(events),
      headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/cloudevents-batch+json' },
    });
  const warning = async () => (await house.warnings('hall=H08&rule=source-rejections')).at(0);

  it('raises a warning in the halls it speaks for, which clears when the rubbish stops', async () => {
    const clock = house.front.app.get<Clock>(CLOCK);
    const shift = (ms: number) => {
      const real = Date.now;
      jest.spyOn(clock, 'now').mockImplementation(() => real() + ms);
    };
    shift(-3_600_000);
    await house.post([...opened(1), ...Array.from({ length: 200 }, (_, i) => issued(`good-${String(i)}`, 2))]);
    shift(0);
    await send([
      ...Array.from({ length: 30 }, (_, i) => issued(`bad-${String(i)}`, 3, 'household', 'H77')),
      issued('good-again', 3),
    ]);
    const fired = await until(warning, (found) => found?.condition === 'firing', 30_000);
    expect(fired).toMatchObject({
      hall: 'H08',
      scope: { kind: 'feed', code: 'tickets' },
      severity: 'yellow',
      value: 96.8,
      threshold: 5,
      unit: '%',
    });
    expect(await house.warnings('hall=H09&rule=source-rejections')).toEqual([]);
    // a warning that fires in the moment in which it begins is told like any other
    expect(await (await house.get('/v1/dead-letters?worker=notices')).json()).toMatchObject({ items: [] });
    shift(11 * 60_000);
    await house.post([issued('good-later', 4)]);
    await until(warning, (found) => found?.condition === 'resolved', 30_000);
  });
});
