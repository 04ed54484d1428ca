import { HallDoc, type HallChange, type OrganisationDoc } from '@cockpit/contracts';
import { smallOrganisation } from '../testing';
import { validateOrganisation } from '../validation/validate';
import { applyChange, faultsIn } from './apply-change';

type Change = Omit<HallChange, 'revision' | 'reason'>;
const doc = smallOrganisation();
const hallA = (): HallDoc => structuredClone(doc.halls[0] ?? fail());
const fail = (): never => {
  throw new Error('no hall');
};
function after(change: Change, code = 'A', before: OrganisationDoc | null = doc) {
  const applied = applyChange(before, code, change);
  const checked = validateOrganisation(applied.raw);
  return checked.ok
    ? { doc: checked.doc, faults: [] }
    : { doc: null, faults: faultsIn(applied, checked.faults).map(({ path, code: why }) => [path, why]) };
}

describe('a change of one hall', () => {
  it('leaves everything else as it is, in its order', () => {
    expect(after({ hall: hallA() }).doc).toEqual(doc);
    const renamed = after({ hall: { ...hallA(), name: '新名' } }).doc;
    expect(renamed?.halls.map(({ name }) => name)).toEqual(['新名', '大厅 A2', '延伸点']);
    expect({ ...renamed, halls: [] }).toEqual({ ...doc, halls: [] });
  });

  it('adds a hall, also the first of all with its bureau and branches', () => {
    const B = HallDoc.parse({ ...hallA(), code: 'B', floorPlan: undefined, windows: [], terminals: [] });
    expect(after({ hall: B }, 'B').doc?.halls.map(({ code }) => code)).toEqual(['A', 'A2', 'P', 'B']);
    const change = { hall: { ...B, closures: [] }, branches: doc.branches, bureau: doc.bureau };
    expect(after(change, 'B', null).doc).toMatchObject({ bureau: { name: '局' }, halls: [{ code: 'B' }] });
    expect(after({ hall: B }, 'B', null).faults).toEqual([
      ['bureau', 'missing'],
      ['hall.queues.0.branch', 'no-such'],
      ['hall.queues.1.branch', 'no-such'],
    ]);
  });

  it('tells every fault at the place in the change', () => {
    const hall = hallA();
    hall.windows[1] = { ...(hall.windows[1] ?? fail()), queues: ['jg', 'gone'], number: '1' };
    hall.hours[1] = { days: [1], from: '11:00', to: '10:00' };
    expect(after({ hall }).faults).toEqual([
      ['hall.hours.1.to', 'ends-first'],
      ['hall.windows.1.number', 'twice'],
      ['hall.windows.1.queues.1', 'no-such'],
    ]);
    const officers = doc.officers.map((one, i) =>
      i === 2 ? { ...one, skills: [{ branch: 'x', from: '2026-01-01' }] } : one,
    );
    expect(after({ hall: hallA(), officers }).faults).toEqual([['officers.2.skills.0.branch', 'no-such']]);
    const rosters = [...doc.rosters, { ...doc.rosters[0], window: 'w2' }];
    expect(after({ hall: hallA(), rosters }).faults).toEqual([
      ['rosters.2', 'officer-taken'],
      ['rosters.2', 'window-taken'],
    ]);
    const jg = { ...hallA(), windows: hallA().windows.map((one) => ({ ...one, queues: ['jg'] })), closures: ['x'] };
    expect(after({ hall: jg }).faults).toEqual([['hall.closures.0', 'bad-format']]);
    expect(after({ hall: hallA(), rosters: [{ ...doc.rosters[0], window: 'never' }] }).faults).toEqual([
      ['rosters.0.window', 'no-such'],
    ]);
  });

  it('takes the rosters of a window that goes with it, and of an officer who goes or moves', () => {
    const hall = hallA();
    hall.windows = hall.windows.filter(({ id }) => id === 'w1');
    expect(after({ hall }).doc?.rosters).toEqual([doc.rosters[0]]);
    expect(after({ hall, rosters: doc.rosters }).doc?.rosters).toEqual([doc.rosters[0]]);
    const [first = fail(), ...others] = doc.officers;
    expect(after({ hall: hallA(), officers: others }).doc).toMatchObject({
      officers: [{ id: 'o2' }, { id: 'o3' }],
      rosters: [{ officer: 'o2' }],
    });
    const moved = after({ hall: hallA(), officers: [{ ...first, hall: 'P' }, ...others] }).doc;
    expect([moved?.officers.map(({ hall: at }) => at), moved?.rosters.length]).toEqual([['P', 'A', 'A'], 1]);
  });

  it('says all travel times from a hall and to it, in their places, and none between others', () => {
    const ways = [...doc.travelTimes, { from: 'P', to: 'A2', minutes: 9 }];
    const before = { ...doc, travelTimes: ways };
    const [there, back] = ways;
    const quicker = { ...there, minutes: 11 };
    const more = { from: 'A2', to: 'A', minutes: 0 };
    expect(after({ hall: hallA(), travelTimes: [back, more, quicker] }, 'A', before).doc?.travelTimes).toEqual([
      ...[quicker, back, ways[2], more],
    ]);
    expect(after({ hall: hallA(), travelTimes: [] }, 'A', before).doc?.travelTimes).toEqual([ways[2]]);
    expect(after({ hall: hallA() }, 'A', before).doc?.travelTimes).toEqual(ways);
    const wrong = [{ ...there, minutes: '' }, back, { from: 'A', to: 'none', minutes: 1 }, { ...back, minutes: 3 }];
    expect(after({ hall: hallA(), travelTimes: wrong }, 'A', before).faults).toEqual([
      ['travelTimes.0.minutes', 'not-number'],
      ['travelTimes.3', 'twice'],
      ['travelTimes.2.to', 'no-such'],
    ]);
  });

  it('ends a hall with what leads there, but not with people in it', () => {
    expect(after({ hall: null }, 'P').doc).toMatchObject({ halls: [{ code: 'A' }, { code: 'A2' }], travelTimes: [] });
    expect(after({ hall: null }).faults).toContainEqual(['officers.0.hall', 'no-such']);
  });
});
