import { DEFAULT_ESCALATION, type RosterShift } from '@cockpit/domain';
import { DUTY_RULE } from '../rules/duty-rule';
import { chinese } from '@cockpit/contracts';
import { comingGaps, isNeededSoon, policyForGap } from './coming-gaps';

const at = (time: string): number => Date.parse(`2026-03-04T${time}:00+08:00`);
const open = [{ from: at('08:30'), to: at('17:30') }];
const shift = (level: RosterShift['level'], from: string, to: string): RosterShift => ({
  person: '李',
  level,
  halls: ['H01'],
  unit: null,
  from: at(from),
  to: at(to),
});
const gaps = (now: string, shifts: RosterShift[]) =>
  comingGaps(shifts, {
    hall: 'H01',
    timeZone: 'Asia/Shanghai',
    day: '2026-03-04',
    open,
    now: at(now),
    levels: ['supervisor', 'director', 'bureau'],
  });

describe('nobody on duty', () => {
  const morning = [shift('supervisor', '08:30', '12:00'), shift('director', '08:00', '18:00')];

  it('is said while it lasts and two hours before, with the same times throughout', () => {
    const texts = ['09:59', '10:01', '12:30', '17:29', '17:30'].map((now) =>
      gaps(now, morning).map(({ clock }) => clock),
    );
    const gap = [{ from: '12:00', to: '17:30' }];
    expect(texts).toEqual([[], gap, gap, gap, []]);
  });

  it('is not said of a level nobody is ever rostered at, nor of closed hours', () => {
    expect(gaps('11:00', morning).map(({ level }) => level)).toEqual(['supervisor']);
    expect([isNeededSoon({ open, now: at('06:00') }), isNeededSoon({ open, now: at('07:00') })]).toEqual([false, true]);
  });

  it('reads as a sentence', () => {
    const [reading] = DUTY_RULE.read({ dutyGaps: gaps('11:00', morning) });
    expect(reading && chinese(reading.words)).toBe('值班长 12:00–17:30 无人值班');
    expect(reading?.value).toBe(330);
  });

  it('is told to the level above; of the highest, to the others', () => {
    const levels = (level: string) => policyForGap(DEFAULT_ESCALATION, level).levels.map((one) => one.level);
    expect(levels('supervisor')).toEqual(['director', 'bureau']);
    expect(levels('bureau')).toEqual(['supervisor', 'director']);
    expect(levels('queue')).toEqual(['supervisor', 'director', 'bureau']);
  });
});
