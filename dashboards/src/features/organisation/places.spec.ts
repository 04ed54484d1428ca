import { foundBy } from '../halls/find';
import { beneath, placeRows, type Place } from './places';

const place = (code: string, parent?: string): Place => ({
  code,
  name: `大厅 ${code}`,
  tier: 'hall',
  simulated: false,
  windows: [],
  ...(parent === undefined ? {} : { parent }),
});
const places = [place('H10', 'D1'), place('H2', 'D1'), place('D1'), place('P1', 'H2'), place('X', 'gone')];
const said = (sought?: string) =>
  placeRows(places, sought === undefined ? null : new Set(foundBy(places, sought, null).map(({ code }) => code))).map(
    (row) => `${'-'.repeat(row.depth)}${row.place.code}`,
  );

describe('the tree of places', () => {
  it('stands each under the one above it, numbers in their order; what hangs nowhere stands on top', () => {
    expect(said()).toEqual(['D1', '-H2', '--P1', '-H10', 'X']);
  });

  it('shows what is sought with what is above it', () => {
    expect(said('p1')).toEqual(['D1', '-H2', '--P1']);
    expect(said('大厅 h10')).toEqual(['D1', '-H10']);
    expect(said('nothing')).toEqual([]);
  });

  it('knows what may not stand above a place', () => {
    expect([...beneath(places, 'H2')].sort()).toEqual(['H2', 'P1']);
  });
});
