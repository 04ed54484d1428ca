import { HallDoc } from './organisation';
import { reachKm, travelMinutes } from './reach';

const place = (code: string, lat: number, lon: number) =>
  HallDoc.parse({ code, name: code, tier: 'hall', location: { lat, lon } });
const halls = [
  place('a', 30, 120),
  place('b', 30.1, 120),
  place('c', 30, 120.1),
  HallDoc.parse({ code: 'd', name: 'd', tier: 'hall' }),
];
const way = (from: string, to: string, minutes: number) => ({ from, to, minutes });

describe('the way from a hall', () => {
  it('is as long as the way back where nothing else is said, in any order', () => {
    const ways = [way('a', 'b', 20), way('b', 'a', 30), way('c', 'a', 7), way('b', 'c', 1)];
    for (const said of [ways, ways.toReversed()])
      expect(Object.fromEntries(travelMinutes(said, 'a'))).toEqual({ b: 20, c: 7 });
    expect(travelMinutes(ways, 'd').size).toBe(0);
  });
});

describe('a quarter of an hour', () => {
  it('reaches as far as the middle pace of the travel times does', () => {
    // a to b is 11.1 km
    expect(reachKm({ halls, travelTimes: [way('a', 'b', 20), way('b', 'a', 30), way('a', 'b', 15)] })).toBe(8.3);
  });

  it('counts a degree to the east as what it is there', () => {
    const ways = [way('a', 'c', 15), way('c', 'a', 15), way('a', 'c', 15)];
    expect(reachKm({ halls, travelTimes: ways })).toBeCloseTo(11.12 * Math.cos(Math.PI / 6), 1);
  });

  it('is not said of one road, of none, or of places without coordinates', () => {
    expect(reachKm({ halls, travelTimes: [] })).toBeNull();
    expect(reachKm({ halls, travelTimes: [way('a', 'b', 20), way('b', 'a', 20)] })).toBeNull();
    expect(reachKm({ halls, travelTimes: [way('a', 'd', 1), way('d', 'b', 1), way('d', 'c', 1)] })).toBeNull();
  });
});
