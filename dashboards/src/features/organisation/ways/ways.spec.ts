import { HallDoc, TravelTimeDoc } from '@cockpit/contracts';
import fc from 'fast-check';
import { around, pathOnPage, savable, travelTimesOf, waysOf } from './ways';

const way = (from: string, to: string, minutes: number) => ({ from, to, minutes });
const byWay = (a: TravelTimeDoc, b: TravelTimeDoc) => `${a.from}${a.to}`.localeCompare(`${b.from}${b.to}`);

describe('the travel times of a place as rows', () => {
  it('come back as they were said, whichever directions are known', () => {
    const time = fc.record({
      other: fc.constantFrom('B', 'C', 'D', 'E'),
      there: fc.boolean(),
      minutes: fc.integer({ min: 0, max: 1440 }),
    });
    fc.assert(
      fc.property(fc.array(time, { maxLength: 12 }), (times) => {
        const all = times.map(({ other, there, minutes }) =>
          there ? way('A', other, minutes) : way(other, 'A', minutes),
        );
        const once = [...new Map(all.map((one) => [`${one.from} ${one.to}`, one])).values()];
        expect(savable('A', waysOf('A', once)).sort(byWay)).toEqual(once.sort(byWay));
      }),
    );
  });

  it('keep one row for a place, and send what cannot be saved to be refused', () => {
    expect(waysOf('A', [way('B', 'A', 14), way('A', 'C', 5), way('A', 'B', 12)])).toEqual([
      { code: 'B', there: 12, back: 14 },
      { code: 'C', there: 5 },
    ]);
    const rows = [{ code: 'B' }, { code: '', there: 'x', back: 3 }, { code: 'C', back: 4 }];
    expect(travelTimesOf('A', rows)).toEqual([
      { from: 'A', to: 'B', minutes: undefined },
      { from: 'A', to: '', minutes: 'x' },
      { from: '', to: 'A', minutes: 3 },
      { from: 'C', to: 'A', minutes: 4 },
    ]);
    expect(savable('A', rows)).toEqual([way('C', 'A', 4)]);
  });

  it('have their faults in the cell that says it', () => {
    const rows = [
      { code: 'B', there: 1, back: 2 },
      { code: 'C', back: 4 },
      { code: 'B', there: 3 },
    ];
    const at = (path: string) => pathOnPage(path, 'A', rows);
    expect(['travelTimes.0.minutes', 'travelTimes.1.minutes', 'travelTimes.2.from', 'travelTimes.3'].map(at)).toEqual([
      'ways.0.there',
      'ways.0.back',
      'ways.1.code',
      'ways.2',
    ]);
    expect(['hall.windows.1', 'travelTimes', 'travelTimes.9.to'].map(at)).toEqual([
      ...['hall.windows.1', 'travelTimes', 'travelTimes.9.to'],
    ]);
  });
});

it('a map shows the places whose way is known first, then the nearest, and no twins', () => {
  const place = (code: string, lat: number, more: object = {}) =>
    HallDoc.parse({ code, name: code, tier: 'hall', location: { lat, lon: 120 }, ...more });
  const [here, nowhere] = [place('A', 30), place('N', 30, { location: undefined })];
  const far = place('F', 31);
  const many = Array.from({ length: 60 }, (_, i) => place(`P${String(i)}`, 30.01 + i / 1000));
  const shown = around(here, [here, nowhere, place('T', 30, { twinOf: 'A' }), ...many, far], new Map([['F', 50]]));
  expect(shown.map(({ code }) => code).slice(0, 3)).toEqual(['F', 'P0', 'P1']);
  expect(shown).toHaveLength(40);
  expect(around(nowhere, many, new Map())).toEqual([]);
});
