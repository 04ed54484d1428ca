import { foldMatter, type MatterEvent } from './fold';
import { wasDiverted } from './diverted';

const AT = Date.parse('2026-03-02T02:00:00Z');
let serial = 0;
const event = (type: MatterEvent['type'], minutes: number, data: object): MatterEvent =>
  ({
    type,
    source: 's',
    subject: null,
    time: AT + minutes * 60_000,
    identity: `i${String(++serial)}`,
    data: { caseId: 'c', ...data },
  }) as unknown as MatterEvent;
const accepted = event('hall.case.accepted', 0, { kind: 'order', channel: 'phone', unit: 'A', hallId: 'H32' });
const given = (unit: string, minutes: number, officerId = 'o1') =>
  event('hall.case.assigned', minutes, { unit, officerId });
const diverted = (...events: MatterEvent[]): boolean => wasDiverted(foldMatter('c', events));

describe('a matter', () => {
  it('that goes from officer to officer of its unit was not diverted', () => {
    expect(diverted(accepted)).toBe(false);
    expect(diverted(accepted, given('A', 1), given('A', 2, 'o2'))).toBe(false);
  });

  it('that went to another unit was, also once it is back, and in any order of the events', () => {
    expect(diverted(accepted, given('B', 1))).toBe(true);
    expect(diverted(given('A', 2), given('B', 1), accepted)).toBe(true);
    expect(diverted(accepted, event('hall.case.stage-entered', 1, { stage: 'review', unit: 'B' }))).toBe(true);
  });

  it('of which nobody knows whose it was at first was not', () => {
    expect(diverted(given('B', 1))).toBe(false);
  });
});
