import { chinese, type DutyLevel } from '@cockpit/contracts';
import { escalate, type Ladder } from './escalate';
import type { AlertFact } from './facts';
import { DEFAULT_ESCALATION } from './policy';
import type { RosterShift } from './roster';

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
