import { chinese, type DutyLevel } from '@cockpit/contracts';
import { escalate, type Ladder } from './escalate';
import type { AlertFact } from './facts';
import { DEFAULT_ESCALATION, policyFirst } from './policy';
import { standingShift, type RosterShift } from './roster';

const at = (time: string): number => Date.parse(`2026-03-04T${time}:00+08:00`);
const shift = (person: string, level: DutyLevel, from = '08:00', to = '18:00'): RosterShift => ({
  person,
  level,
  halls: level === 'bureau' ? null : ['H01'],
  unit: null,
  from: at(from),
  to: at(to),
});
const ALL = [shift('李', 'supervisor'), shift('王', 'director'), shift('局', 'bureau', '00:00', '23:59')];
const ladder = (shifts: readonly RosterShift[], severity: Ladder['severity'] = 'red'): Ladder => ({
  policy: DEFAULT_ESCALATION,
  shifts,
  place: { hall: 'H01' },
  severity,
  timeZone: 'Asia/Shanghai',
});
const opened = (time: string): AlertFact => ({ kind: 'opened', at: at(time) });
const acknowledged = (time: string, by: string): AlertFact => ({ kind: 'acknowledged', at: at(time), by });
const seen = (facts: AlertFact[], time: string, on = ladder(ALL)) => {
  const held = escalate(facts, on, at(time));
  if (held === null) return null;
  const { state, rank, people, nextAt, why } = held;
  return [state, rank, people.join(), nextAt === null ? null : (nextAt - at('00:00')) / 60_000, chinese(why)];
};
const minute = (time: string): number => (at(time) - at('00:00')) / 60_000;

describe('who has an alert', () => {
  it('is nobody before it has opened', () => {
    expect(seen([opened('10:00')], '09:59')).toBeNull();
    expect(seen([], '10:00')).toBeNull();
  });

  it('climbs when nobody answers, each level after its delay, and stays at the last', () => {
    const facts = [opened('10:00')];
    expect(seen(facts, '10:04')).toEqual(['told', 0, '李', minute('10:05'), '已通知值班长']);
    expect(seen(facts, '10:05')).toEqual(['told', 1, '王', minute('10:20'), '5 分钟无人应答，已上报大厅主任']);
    expect(seen(facts, '10:20')).toEqual(['told', 2, '局', minute('23:59'), '15 分钟无人应答，已上报局值班']);
  });

  it('is with who acknowledged it, and back with the level a quarter of an hour later', () => {
    const facts = [opened('10:00'), acknowledged('10:03', '李')];
    expect(seen(facts, '10:17')).toEqual(['acknowledged', 0, '李', minute('10:18'), '李已确认，15 分钟内处置']);
    expect(seen(facts, '10:18')).toEqual(['told', 0, '李', minute('10:23'), '李确认后 15 分钟未处置，退回值班长']);
    expect(seen(facts, '10:23')?.slice(0, 3)).toEqual(['told', 1, '王']);
  });

  it('is not back with the level while another has taken it over, and names the one whose time ran out', () => {
    const facts = [opened('10:00'), acknowledged('10:03', '李'), acknowledged('10:10', '赵')];
    expect(seen(facts, '10:10')).toEqual(['acknowledged', 0, '赵', minute('10:25'), '赵已确认，15 分钟内处置']);
    expect(seen(facts, '10:25')).toEqual(['told', 0, '李', minute('10:30'), '赵确认后 15 分钟未处置，退回值班长']);
  });

  it('does not climb while somebody acts, and is over when it is closed', () => {
    const facts: AlertFact[] = [
      opened('10:00'),
      acknowledged('10:03', '李'),
      { kind: 'acted', at: at('10:10'), by: '李' },
      { kind: 'closed', at: at('11:30') },
    ];
    expect(seen(facts, '11:29')).toEqual(['acting', 0, '李', null, '李正在处置']);
    expect(seen(facts, '11:31')).toEqual(['over', 0, '', null, '已结束']);
  });

  it('is for the answer when it comes at the very moment of climbing', () => {
    expect(seen([opened('10:00'), acknowledged('10:05', '李')], '10:06')?.slice(0, 2)).toEqual(['acknowledged', 0]);
  });

  it('passes a level without anybody at once, and says which', () => {
    const on = ladder([shift('王', 'director'), shift('局', 'bureau')]);
    expect(seen([opened('10:00')], '10:00', on)?.slice(1)).toEqual([
      1,
      '王',
      minute('10:15'),
      '值班长无人当班，已转大厅主任',
    ]);
  });

  it('passes a level that goes home, and stays within one that hands over', () => {
    const home = ladder([shift('李', 'supervisor', '08:00', '10:02'), shift('王', 'director')]);
    expect(seen([opened('10:00')], '10:02', home)?.slice(0, 3)).toEqual(['told', 1, '王']);
    const handed = ladder([shift('李', 'supervisor', '08:00', '10:02'), shift('赵', 'supervisor', '10:02')]);
    expect(seen([opened('10:00')], '10:03', handed)?.slice(0, 3)).toEqual(['told', 0, '赵']);
  });

  it('says that nobody is on duty, until somebody is', () => {
    const on = ladder([shift('李', 'supervisor', '12:00')]);
    expect(seen([opened('10:00')], '11:00', on)).toEqual(['nobody', -1, '', minute('12:00'), '各级均无人当班']);
    expect(seen([opened('10:00')], '12:00', on)?.slice(0, 3)).toEqual(['told', 0, '李']);
    expect(seen([opened('10:00')], '11:00', ladder([]))).toEqual(['nobody', -1, '', null, '各级均无人当班']);
  });

  it('does not leave the one who has it for a level where nobody is', () => {
    const on = ladder([shift('李', 'supervisor'), shift('王', 'director', '11:00')]);
    expect(seen([opened('10:00')], '10:30', on)).toEqual(['told', 0, '李', minute('11:00'), '已通知值班长']);
    expect(seen([opened('10:00')], '11:00', on)?.slice(0, 3)).toEqual(['told', 1, '王']);
  });

  it('lets yellow wait for the end of the quiet hours, and red pass', () => {
    const night = [shift('李', 'supervisor', '00:00', '23:59'), shift('王', 'director', '00:00', '23:59')];
    expect(seen([opened('06:00')], '06:30', ladder(night))?.slice(0, 3)).toEqual(['told', 1, '王']);
    const yellow = ladder(night, 'yellow');
    expect(seen([opened('06:00')], '06:30', yellow)).toEqual([
      'quiet',
      -1,
      '',
      minute('07:00'),
      '免打扰时段，结束后通知',
    ]);
    expect(seen([opened('06:00')], '07:00', yellow)).toEqual(['told', 0, '李', minute('07:05'), '已通知值班长']);
    expect(seen([opened('19:58')], '20:10', yellow)?.slice(0, 3)).toEqual(['told', 0, '李']);
  });

  it('is nobody of another hall or unit', () => {
    const other = [{ ...shift('李', 'supervisor'), halls: ['H02'] }];
    expect(seen([opened('10:00')], '10:01', ladder(other))?.[0]).toBe('nobody');
    const units: RosterShift[] = [{ ...shift('治安', 'unit'), unit: 'U1' }];
    const policy = { ...DEFAULT_ESCALATION, levels: [{ level: 'unit' as const, afterMin: 5 }] };
    const of = (unit?: string) =>
      seen([opened('10:00')], '10:01', { ...ladder(units), policy, place: { hall: 'H01', unit } });
    expect([of('U1')?.[0], of('U2')?.[0], of()?.[0]]).toEqual(['told', 'nobody', 'nobody']);
  });

  it('stays with the level that was told when the roster changes behind it', () => {
    const first = escalate([opened('10:00')], ladder(ALL), at('10:06'));
    const after = escalate([opened('10:00')], ladder(ALL.slice(0, 1)), at('10:07'), first?.reached ?? null);
    expect([first?.rank, after?.rank, after?.state]).toEqual([1, 1, 'nobody']);
  });
});

describe('a warning of a window', () => {
  const ofWindow = (sitting: Ladder['sitting'], shifts = ALL): Ladder => ({
    ...ladder(shifts, 'yellow'),
    policy: policyFirst(DEFAULT_ESCALATION, {}, 'officer'),
    sitting,
  });
  const facts = [opened('10:00')];

  it('is told to whoever sits there by the feed, whomever a roster names, and goes up from there', () => {
    const on = ofWindow({ person: '赵', reached: true }, [...ALL, shift('钱', 'officer')]);
    expect(seen(facts, '10:00', on)).toEqual(['told', 0, '赵', minute('10:05'), '已通知窗口人员']);
    expect(seen(facts, '10:05', on)).toEqual(['told', 1, '李', minute('10:10'), '5 分钟无人应答，已上报值班长']);
  });

  it('is the roster’s where no channel of theirs reaches them, and says so', () => {
    const away = { person: '赵', reached: false };
    const reason = '窗口人员没有本人的通知渠道，已通知值班长';
    expect(seen(facts, '10:00', ofWindow(away))).toEqual(['told', 1, '李', minute('10:05'), reason]);
    const rostered = ofWindow(away, [...ALL, shift('钱', 'officer')]);
    expect(seen(facts, '10:00', rostered)?.slice(0, 3)).toEqual(['told', 0, '钱']);
  });

  it('passes to the next level when whoever sat there has left', () => {
    const first = escalate(facts, ofWindow({ person: '赵', reached: true }), at('10:00'));
    const later = escalate(facts, ofWindow(undefined), at('10:02'), first?.reached);
    expect([later?.rank, later?.people]).toEqual([1, ['李']]);
  });
});

describe('a role that people have for as long as it is so', () => {
  const mends = (person: string, hall: string | null, fault: 'window' | 'terminal' | null) =>
    standingShift(person, { level: 'repair', hall, fault });
  const roles = [mends('孙', null, 'terminal'), mends('周', 'H01', 'window'), mends('吴', 'H02', null)];
  const of = (fault: 'window' | 'terminal' | 'feed', shifts = [...ALL, ...roles]): Ladder => ({
    ...ladder(shifts),
    policy: policyFirst(DEFAULT_ESCALATION, {}, 'repair'),
    place: { hall: 'H01', fault },
  });
  const facts = [opened('10:00')];

  it('is told of its kind of fault in its hall, at any time, before the shift lead', () => {
    expect(seen(facts, '10:00', of('window'))).toEqual(['told', 0, '周', minute('10:05'), '已通知维修']);
    expect(seen(facts, '10:00', of('terminal'))?.slice(0, 3)).toEqual(['told', 0, '孙']);
    expect(seen(facts, '10:05', of('window'))?.slice(0, 3)).toEqual(['told', 1, '李']);
    const [state, , , , why] = seen([opened('03:00')], '03:00', of('window')) ?? [];
    expect([state, why]).toEqual(['told', '已通知维修']);
  });

  it('is passed where nobody has it', () => {
    expect(seen(facts, '10:00', of('feed'))).toEqual(['told', 1, '李', minute('10:05'), '维修无人当班，已转值班长']);
  });

  it('stays told where nobody is above', () => {
    expect(seen(facts, '11:00', of('window', roles))).toEqual(['told', 0, '周', null, '已通知维修']);
  });
});

describe('quiet hours', () => {
  const late = [shift('李', 'supervisor', '00:00', '23:59')];
  const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
  const open = (...spans: { from: number; to: number }[]): Ladder => ({ ...ladder(late, 'yellow'), open: spans });

  it('never hold while the hall is open, and end when it opens', () => {
    const facts = [opened('20:30')];
    expect(seen(facts, '20:30', open())?.[0]).toBe('quiet');
    expect(seen(facts, '20:30', open(span('09:00', '21:00')))?.slice(0, 3)).toEqual(['told', 0, '李']);
    const early = [opened('05:30')];
    expect(seen(early, '05:30', open(span('06:00', '12:00')))?.slice(0, 4)).toEqual(['quiet', -1, '', minute('06:00')]);
    expect(seen(early, '06:00', open(span('06:00', '12:00')))?.slice(0, 3)).toEqual(['told', 0, '李']);
    // a midday closure within the quiet hours is quiet again
    expect(seen(early, '05:30', open(span('02:00', '03:00')))?.slice(0, 4)).toEqual(['quiet', -1, '', minute('07:00')]);
  });
});
