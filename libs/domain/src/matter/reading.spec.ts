import { WorkCalendar, dayKinds } from '../deadline';
import { foldMatter, type MatterEvent } from './fold';
import { clockTimes, faultsOf, readTimes, unattendedFrom, type MatterRule } from './reading';

const at = (iso: string): number => Date.parse(`${iso}+08:00`);
const calendar = new WorkCalendar(
  'Asia/Shanghai',
  '2025-12-01',
  '2027-12-31',
  dayKinds([{ year: 2026, days: [{ name: '元旦', date: '2026-01-01', isOffDay: true }] }]),
  [{ fromMin: 540, toMin: 1020 }],
);
const NO_LIMIT: MatterRule = {
  limit: null,
  from: 'none',
  statutory: null,
  stages: [],
  since: null,
  unknownItem: false,
};
const WEEK: MatterRule = { ...NO_LIMIT, limit: { unit: 'working-days', amount: 5 }, from: 'promised' };

let serial = 0;
const event = (type: string, time: string, data: object): MatterEvent =>
  ({
    type: `hall.case.${type}`,
    id: String(++serial),
    identity: `i${String(serial)}`,
    time: at(time),
    data: { caseId: 'c', ...data },
  }) as MatterEvent;
const accepted = (time: string, more: object = {}): MatterEvent =>
  event('accepted', time, { kind: 'case', channel: 'window', unit: 'u', ...more });

describe('reading a matter', () => {
  it('names the day of acceptance by the clock of the office, also where the source set the due time', () => {
    const matter = foldMatter('c', [accepted('2026-03-03T07:00:00', { dueAt: '2026-03-05T17:00:00+08:00' })]);
    const times = clockTimes(matter, { ...NO_LIMIT, from: 'source' });
    if (times === null) throw new Error('no clock');
    const { explanation } = readTimes(times, calendar, at('2026-03-04T09:00:00'));
    expect(explanation.map(({ date }) => date)).toEqual(['2026-03-03']);
  });

  it('has no clock without a limit, and is then never overdue', () => {
    expect(clockTimes(foldMatter('c', [accepted('2026-03-02T10:00:00')]), NO_LIMIT)).toBeNull();
    expect(clockTimes(foldMatter('c', [event('closed', '2026-03-02T10:00:00', { result: 'x' })]), WEEK)).toBeNull();
    expect(
      clockTimes(
        foldMatter('c', [accepted('2026-03-03T10:00:00'), event('closed', '2026-03-02T10:00:00', { result: 'x' })]),
        WEEK,
      ),
    ).toBeNull();
  });

  it('takes the due time of the source as it is: its pauses are in it, only extensions move it', () => {
    const events = [
      accepted('2026-03-02T10:00:00', { dueAt: '2026-03-12T10:00:00+08:00' }),
      event('paused', '2026-03-03T10:00:00', { reason: 'hearing' }),
    ];
    const read = (list: MatterEvent[], now: string) => {
      const times = clockTimes(foldMatter('c', list), WEEK);
      if (times === null) throw new Error('no clock');
      return readTimes(times, calendar, at(now));
    };
    expect(read(events, '2026-03-07T10:00:00')).toMatchObject({
      dueAt: at('2026-03-12T10:00:00'),
      yellowAt: at('2026-03-11T10:00:00'),
      elapsedDays: 5,
      remainingDays: 5,
      card: 'none',
      paused: true,
    });
    expect(read(events, '2026-03-12T10:00:00')).toMatchObject({ card: 'yellow', overdue: false });
    expect(read(events, '2026-03-12T10:00:01')).toMatchObject({ card: 'red', overdue: true });
    expect(
      read(
        [...events, event('extended', '2026-03-05T10:00:00', { days: 3, approvedBy: 'head' })],
        '2026-03-12T10:00:01',
      ),
    ).toMatchObject({ dueAt: at('2026-03-15T10:00:00'), overdue: false });
  });

  it('goes by the line for what was reopened, where the table has one, and by the limit it had where it has none', () => {
    const reopened = [
      accepted('2026-03-02T10:00:00', { dueAt: '2026-03-04T10:00:00+08:00' }),
      event('closed', '2026-03-03T10:00:00', { result: 'x' }),
      event('reopened', '2026-03-09T10:00:00', {}),
    ];
    const due = (events: MatterEvent[], rule: MatterRule, now: string) => {
      const times = clockTimes(foldMatter('c', events), rule);
      return times === null ? null : [times.from, readTimes(times, calendar, at(now)).dueAt];
    };
    const again = (resolution: number | null): MatterRule => ({
      ...NO_LIMIT,
      from: 'source',
      again: { contact: null, answer: null, resolution },
    });
    expect(due(reopened, again(3), '2026-03-10T10:00:00')).toEqual(['kind', at('2026-03-12T17:00:00')]);
    expect(due(reopened, again(null), '2026-03-10T10:00:00')).toEqual(['source', at('2026-03-11T10:00:00')]);
    // the first open period keeps its clock
    expect(due(reopened.slice(0, 2), again(3), '2026-03-10T10:00:00')).toEqual(['source', at('2026-03-04T10:00:00')]);
  });

  it('goes by the table where a bundle has no part with a limit', () => {
    const matter = foldMatter('c', [accepted('2026-03-02T10:00:00')]);
    const part = (dueAt: number | null) => ({
      caseId: 'a',
      item: null,
      dueAt,
      closedAt: null,
      pauses: [],
      lastEventAt: 0,
      unlimited: dueAt === null,
    });
    const rule = (dueAt: number | null): MatterRule => ({ ...WEEK, from: 'parts', parts: [part(dueAt)] });
    expect(clockTimes(matter, rule(null))).toMatchObject({ from: 'kind', ownDue: null, limit: { amount: 5 } });
    expect(clockTimes(matter, rule(30))).toMatchObject({ from: 'parts', ownDue: 30, limit: null });
  });

  it('lets a package fall due with the last of its parts, once each of them has a clock', () => {
    const matter = foldMatter('c', [accepted('2026-03-02T10:00:00', { packageId: 'p' })]);
    const part = (caseId: string, dueAt: number | null) => ({
      caseId,
      item: null,
      dueAt,
      closedAt: null,
      pauses: [],
      lastEventAt: 0,
      unlimited: false,
    });
    const due = (...dues: (number | null)[]) =>
      clockTimes(matter, { ...NO_LIMIT, from: 'parts', parts: dues.map((due, i) => part(String(i), due)) })?.ownDue ??
      null;
    expect([due(), due(30, 10, 20), due(10, null), due(null, 10), due(10, null, 20)]).toEqual([
      null,
      30,
      null,
      null,
      null,
    ]);
    expect(faultsOf(matter, { ...NO_LIMIT, from: 'parts', parts: [] }).map((fault) => fault.kind)).toEqual([
      'part-missing',
    ]);
  });

  it('calls unattended what nobody has, sooner than what somebody has, and nothing that waits', () => {
    const unowned = foldMatter('c', [accepted('2026-03-02T10:00:00')]);
    const owned = foldMatter('c', [
      accepted('2026-03-02T10:00:00', {}),
      event('assigned', '2026-03-02T11:00:00', { unit: 'u', officerId: 'o' }),
    ]);
    const waiting = foldMatter('c', [
      accepted('2026-03-02T10:00:00'),
      event('paused', '2026-03-02T11:00:00', { reason: 'supplement' }),
    ]);
    expect([unowned, owned, waiting].map((matter) => unattendedFrom(matter, WEEK, calendar))).toEqual([
      at('2026-03-03T17:00:00'),
      at('2026-03-09T17:00:00'),
      null,
    ]);
    const staged = foldMatter('c', [
      accepted('2026-03-02T10:00:00'),
      event('stage-entered', '2026-03-03T10:00:00', { stage: 'review', officerId: 'o' }),
    ]);
    expect(unattendedFrom(staged, { ...WEEK, stages: [{ code: 'review', allowedDays: 2 }] }, calendar)).toBe(
      at('2026-03-05T17:00:00'),
    );
  });
});
