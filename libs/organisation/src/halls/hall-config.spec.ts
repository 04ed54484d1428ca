import { NO_NOTICES, dayClasses, hallDay, instantOf, openingOf } from '@cockpit/domain';
import fc from 'fast-check';
import { smallOrganisation } from '../testing';
import { validateOrganisation } from '../validation/validate';
import { hallConfigOf } from './hall-config';

const doc = smallOrganisation();
const on = (day: string, changed = doc, code = 'A') => {
  const config = hallConfigOf(changed, code, day, NO_NOTICES);
  if (config === null) throw new Error(`no hall ${code}`);
  return config;
};
const china = (time: string, day: string) => Date.parse(`${day}T${time}:00+08:00`);

describe('a hall on one day', () => {
  it('opens when it opens, by its own clock', () => {
    const config = on('2026-11-16');
    expect(config.dayStart).toBe(china('00:00', '2026-11-16'));
    expect(config.open).toEqual([
      { from: china('08:30', '2026-11-16'), to: china('12:00', '2026-11-16') },
      { from: china('13:00', '2026-11-16'), to: china('17:15', '2026-11-16') },
    ]);
  });

  it('does not open on a weekend or a closure, and nobody sits there', () => {
    for (const day of ['2026-11-21', '2026-10-01']) {
      expect(on(day).open).toEqual([]);
      expect(on(day).windows.flatMap((window) => window.roster)).toEqual([]);
    }
  });

  it('follows the notices and its special days: who is rostered, until when, and why', () => {
    const days = dayClasses([
      {
        year: 2026,
        days: [
          { name: '国庆节', date: '2026-10-02', isOffDay: true },
          { name: '国庆节', date: '2026-10-10', isOffDay: false },
        ],
      },
    ]);
    const closed = { day: '2026-11-17', hours: [], reason: '停电' };
    const short = { day: '2026-11-16', hours: [{ from: '09:00', to: '11:00' }], reason: '消防演练' };
    const changed = { ...doc, halls: doc.halls.map((hall) => ({ ...hall, specialDays: [closed, short] })) };
    const [holiday, makeUp, blackout, drill] = ['2026-10-02', '2026-10-10', closed.day, short.day].map((day) =>
      hallConfigOf(changed, 'A', day, days),
    );
    const seated = (config: typeof holiday) =>
      config?.windows.flatMap(({ roster }) => roster.map((one) => one.officerId));
    expect([holiday?.open, seated(holiday), holiday?.exception?.code]).toEqual([[], [], 'day.off']);
    // worked like a Monday
    expect(makeUp?.open).toHaveLength(2);
    expect([seated(makeUp), makeUp?.exception?.code]).toEqual([seated(on('2026-10-12')), 'day.make-up']);
    expect([blackout?.open, seated(blackout)]).toEqual([[], []]);
    expect(blackout?.exception).toEqual({ code: 'day.special-closed', params: { reason: '停电' } });
    expect(drill?.windows[0]?.roster).toEqual([
      {
        officerId: 'o1',
        from: china('09:00', short.day),
        to: china('11:00', short.day),
        breaks: [{ kind: 'break', from: china('10:00', short.day), to: china('10:10', short.day) }],
      },
    ]);
    expect(on('2026-10-12').exception).toBeUndefined();
  });

  it('seats those whose roster holds on that day, with their breaks in order', () => {
    const [first, second] = on('2026-11-16').windows;
    expect(first?.roster).toEqual([
      {
        officerId: 'o1',
        from: china('08:30', '2026-11-16'),
        to: china('17:30', '2026-11-16'),
        breaks: [
          { kind: 'break', from: china('10:00', '2026-11-16'), to: china('10:10', '2026-11-16') },
          { kind: 'lunch', from: china('12:00', '2026-11-16'), to: china('12:45', '2026-11-16') },
        ],
      },
    ]);
    expect(second?.roster.map((shift) => shift.officerId)).toEqual(['o2']);
    expect(on('2026-11-19').windows[1]?.roster).toEqual([]);
    expect(on('2027-01-04').windows[1]?.roster).toEqual([]);
  });

  it('seats one after the other across the change of year, by weekdays that do not know of it', () => {
    // 31 December 2026 is a Thursday, 1 January 2027 a Friday, 4 January a Monday
    const year = (officer: string, days: number[], more: { validFrom: string; validTo?: string }) => ({
      hall: 'A',
      window: 'w1',
      officer,
      days,
      from: '08:30',
      to: '12:00',
      breaks: [],
      ...more,
    });
    const changed = {
      ...doc,
      rosters: [
        year('o1', [1, 4, 5], { validFrom: '2026-01-01', validTo: '2026-12-31' }),
        year('o3', [1, 4, 5], { validFrom: '2027-01-01' }),
      ],
    };
    expect(validateOrganisation(changed)).toMatchObject({ ok: true });
    const seated = (day: string) => on(day, changed).windows[0]?.roster.map(({ officerId }) => officerId);
    expect(['2026-12-28', '2026-12-31', '2027-01-01', '2027-01-04', '2027-01-05'].map(seated)).toEqual([
      ['o1'],
      ['o1'],
      ['o3'],
      ['o3'],
      [],
    ]);
    // the same day twice is a clash, also where it is the last of a year
    const twice = [changed.rosters[0], { ...changed.rosters[1], validFrom: '2026-12-31' }];
    expect(validateOrganisation({ ...changed, rosters: twice })).toMatchObject({
      ok: false,
      faults: [{ path: 'rosters.1', code: 'window-taken' }],
    });
    // a window’s shift does not go over midnight: that is two
    const night = [{ ...changed.rosters[0], from: '20:00', to: '08:00', days: [4] }];
    expect(validateOrganisation({ ...changed, rosters: night })).toMatchObject({
      ok: false,
      faults: [{ path: 'rosters.0.to' }],
    });
  });

  it('knows who could do what on that day, first and last day included', () => {
    const skills = (day: string) => on(day).officers[0]?.skills;
    expect(skills('2026-02-28')).toEqual(['hz']);
    expect(skills('2026-03-01')).toEqual(['hz', 'jg']);
    expect(skills('2026-09-30')).toEqual(['hz', 'jg']);
    expect(skills('2026-10-01')).toEqual(['hz']);
    const signs = (day: string) => on(day).officers[0]?.authorisations;
    expect([signs('2025-12-31'), signs('2026-06-30'), signs('2026-07-01')]).toEqual([[], ['HZ-2'], []]);
  });

  it('spreads what is not known of the shares evenly; those of a queue add up to one', () => {
    const items = on('2026-11-16').items.map(({ code, queue, share, meanServiceMin, selfService, mobile }) => [
      code,
      queue,
      Math.round(share * 100),
      meanServiceMin,
      selfService,
      mobile,
    ]);
    expect(items).toEqual([
      ['HZ-1', 'hz', 60, 6, true, false],
      ['HZ-2', 'hz', 20, 18, false, false],
      ['HZ-3', 'hz', 20, 10, false, false],
      ['JG-1', 'jg', 100, 10, false, true],
    ]);
  });

  it('handles an item under the queue that lists it', () => {
    const changed = smallOrganisation();
    changed.halls[0]?.queues.push({ code: 'fast', name: '快办', branch: 'household', items: ['HZ-3'] });
    expect(
      on('2026-11-16', changed)
        .items.filter((item) => item.queue === 'fast')
        .map((item) => [item.code, item.share]),
    ).toEqual([['HZ-3', 1]]);
  });

  it('knows the English name of a queue, where it has one', () => {
    const [first] = doc.halls;
    const queues = first?.queues.map((queue, at) => (at === 0 ? { ...queue, nameEn: 'Household' } : queue)) ?? [];
    const halls = doc.halls.map((hall) => (hall.code === 'A' ? { ...hall, queues } : hall));
    expect(on('2026-11-16', { ...doc, halls }).queues.map(({ nameEn }) => nameEn)).toEqual(
      queues.map((_, at) => (at === 0 ? 'Household' : undefined)),
    );
  });

  it('has the target of the queue, else of the hall', () => {
    expect(on('2026-11-16').queues.map((queue) => queue.waitTargetMin)).toEqual([15, 20]);
  });

  it('passes warnings up as it says itself, else as its bureau says', () => {
    const saying = (level: 'director' | 'bureau') => ({
      levels: [{ level, afterMin: 5 }],
      acknowledgedMin: 5,
      quiet: null,
    });
    const changed = smallOrganisation();
    expect(on('2026-11-16', changed).hall.escalation).toBeUndefined();
    changed.bureau.escalation = saying('bureau');
    expect(on('2026-11-16', changed).hall.escalation?.levels[0]?.level).toBe('bureau');
    const [hall] = changed.halls;
    if (hall !== undefined) hall.escalation = saying('director');
    expect(on('2026-11-16', changed).hall.escalation?.levels[0]?.level).toBe('director');
  });

  it('is nothing where there is no such hall', () => {
    expect(hallConfigOf(doc, 'none', '2026-11-16', NO_NOTICES)).toBeNull();
  });
});

describe('hall days across clock changes', () => {
  const berlin = {
    timeZone: 'Europe/Berlin',
    closures: [],
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '01:30', to: '08:00' }],
  };

  it('keep the clock on the wall: the day the hour is skipped and the day it comes twice', () => {
    expect(openingOf(berlin, '2026-03-29', NO_NOTICES)).toEqual([
      { from: Date.parse('2026-03-29T01:30:00+01:00'), to: Date.parse('2026-03-29T08:00:00+02:00') },
    ]);
    expect(openingOf(berlin, '2026-10-25', NO_NOTICES)).toEqual([
      { from: Date.parse('2026-10-25T01:30:00+02:00'), to: Date.parse('2026-10-25T08:00:00+01:00') },
    ]);
    expect(instantOf('2026-03-29', '24:00', 'Europe/Berlin') - instantOf('2026-03-29', '00:00', 'Europe/Berlin')).toBe(
      23 * 3_600_000,
    );
    expect(instantOf('2026-10-25', '24:00', 'Europe/Berlin') - instantOf('2026-10-25', '00:00', 'Europe/Berlin')).toBe(
      25 * 3_600_000,
    );
  });

  it('contain the instants of their times, in every zone', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    );
    const day = fc
      .integer({ min: 0, max: 3650 })
      .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(zones, day, minute, (zone, on, at) => {
        const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        expect(hallDay(instantOf(on, time, zone), zone)).toBe(on);
      }),
    );
  });
});
