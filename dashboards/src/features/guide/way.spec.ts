import { wayOf } from './way';

describe('the way to another hall', () => {
  it('adds what is shown: the parts as they stand on the screen make the sum', () => {
    expect(wayOf({ travelMin: 12.4, waitThereSec: 390, waitHereSec: 2040 })).toEqual({
      travelMin: 12,
      waitMin: 7,
      totalMin: 19,
      hereMin: 34,
      soonerMin: 15,
    });
  });

  it('says nothing of a sum it lacks a part of', () => {
    expect(wayOf({ travelMin: 12, waitThereSec: null, waitHereSec: 600 })).toMatchObject({
      totalMin: null,
      soonerMin: null,
    });
    expect(wayOf({ travelMin: 12, waitThereSec: 60, waitHereSec: null })).toMatchObject({
      totalMin: 13,
      soonerMin: null,
    });
  });
});
