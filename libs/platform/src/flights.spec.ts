import { setTimeout as sleep } from 'node:timers/promises';
import { Flights } from './flights';

describe('the same question asked at once', () => {
  it('is asked once, and again once it has been answered', async () => {
    let asked = 0;
    const flights = new Flights<number>(60_000);
    const ask = () => flights.join('a', async () => (await sleep(1), ++asked));
    expect(await Promise.all([ask(), ask(), flights.join('b', () => Promise.resolve(7)), ask()])).toEqual([1, 1, 7, 1]);
    expect(await ask()).toBe(2);
  });

  it('fails for all who asked, and is asked anew by the next', async () => {
    const flights = new Flights<number>(60_000);
    const fail = () => flights.join('a', () => Promise.reject(new Error('away')));
    const both = await Promise.allSettled([fail(), fail()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flights.join('a', () => Promise.resolve(1))).toBe(1);
  });

  it('is asked beside one that was begun too long ago, which ends without harm', async () => {
    const flights = new Flights<string>(0);
    let landFirst: (value: string) => void = () => undefined;
    const first = flights.join('a', () => new Promise((done) => (landFirst = done)));
    expect(await flights.join('a', () => Promise.resolve('newer'))).toBe('newer');
    landFirst('older');
    expect(await first).toBe('older');
  });
});
