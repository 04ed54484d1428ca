import { WorkCalendar, dayKinds } from '../deadline';
import { foldMatter, type MatterEvent } from './fold';
import { readPhases } from './phases';
import { clockTimes, earlierTimes, readTimes, type MatterRule } from './reading';

const at = (iso: string): number => Date.parse(`${iso}:00+08:00`);
const calendar = new WorkCalendar('Asia/Shanghai', '2025-12-01', '2027-12-31', dayKinds([]), [
  { fromMin: 540, toMin: 1020 },
]);
const RULE: MatterRule = {
  limit: { unit: 'working-days', amount: 3 },
  from: 'kind',
  statutory: null,
  since: null,
  unknownItem: false,
  stages: [],
  days: { contact: 1, answer: null, resolution: 3 },
};
let serial = 0;
const event = (type: string, time: string, data: object = {}): MatterEvent => {
  const id = `i${String(++serial).padStart(4, '0')}`;
  return { type: `hall.case.${type}`, id, identity: id, time: at(time), data: { caseId: 'c', ...data } } as MatterEvent;
};
const story = (more: object = {}): MatterEvent[] => [
  event('accepted', '2026-03-02T10:00', { kind: 'order', channel: 'phone', unit: 'u', ...more }),
  event('stage-entered', '2026-03-03T10:00', { stage: 'contact' }),
  event('extended', '2026-03-03T11:00', { days: 1, approvedBy: 'head' }),
  event('closed', '2026-03-11T10:00', { result: 'done' }),
  event('reopened', '2026-03-12T15:00'),
];
const NOW = at('2026-03-13T12:00');
const due = (time: number | undefined): string => new Date(time ?? NaN).toISOString();

describe('a reopened matter', () => {
  it('has as long again from its reopening, and what it was before keeps its own clock', () => {
    const matter = foldMatter('c', story());
    const times = clockTimes(matter, RULE);
    if (times === null) throw new Error('no clock');
    // counts Friday, Monday and Tuesday from Thursday the 12th; the extension belongs to the earlier period
    expect(readTimes(times, calendar, NOW)).toMatchObject({
      dueAt: at('2026-03-17T17:00'),
      overdue: false,
      limit: 3,
    });
    const [before, ...none] = earlierTimes(matter, RULE).map((times) => readTimes(times, calendar, NOW));
    expect(none).toEqual([]);
    expect(before).toMatchObject({ dueAt: at('2026-03-06T17:00'), overdue: true, limit: 4 });
  });

  it('has as long again where its source set the due time', () => {
    const matter = foldMatter('c', story({ dueAt: '2026-03-05T10:00:00+08:00' }));
    expect(due(clockTimes(matter, RULE)?.ownDue ?? undefined)).toBe(due(at('2026-03-15T15:00')));
  });

  it('is to be contacted anew: the stage it was in when it ended is no contact', () => {
    const of = (more: MatterEvent[]) => readPhases(foldMatter('c', [...story(), ...more]), RULE, calendar, NOW);
    expect(of([])).toMatchObject([{ phase: 'contact', dueAt: at('2026-03-13T17:00'), doneAt: null, overdue: false }]);
    expect(of([event('replied', '2026-03-13T09:00')])).toMatchObject([{ doneAt: at('2026-03-13T09:00') }]);
  });
});
