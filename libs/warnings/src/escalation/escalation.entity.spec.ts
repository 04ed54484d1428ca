import type { DutyLevel } from '@cockpit/contracts';
import { DEFAULT_ESCALATION, escalate, type RosterShift } from '@cockpit/domain';
import { columnsOf, EscalationRow, toEscalation } from './escalation.entity';

const at = (time: string): number => Date.parse(`2026-03-04T${time}:00+08:00`);
const shift = (person: string, level: DutyLevel): RosterShift => ({
  person,
  level,
  halls: null,
  unit: null,
  from: at('00:00'),
  to: at('00:00') + 60 * 24 * 3_600_000,
});

/** A red alert of ten o'clock that nobody answers, as it is told at some minute. */
function told(time: string) {
  const ladder = {
    policy: DEFAULT_ESCALATION,
    severity: 'red' as const,
    timeZone: 'Asia/Shanghai',
    place: { hall: 'H01' },
    shifts: [shift('李', 'supervisor'), shift('王', 'director'), shift('局', 'bureau')],
  };
  const held = escalate([{ kind: 'opened', at: at('10:00') }], ladder, at(time));
  if (held === null) throw new Error('it has not opened');
  return toEscalation(Object.assign(new EscalationRow(), { policy: ladder.policy, ...columnsOf(held, ladder.policy) }));
}

describe('who has a warning, as it is told', () => {
  it('goes up from every level but the highest, which has it until its shift ends', () => {
    expect(['10:00', '10:05', '10:20'].map((time) => told(time)).map(({ level, goesUp }) => [level, goesUp])).toEqual([
      ['supervisor', true],
      ['director', true],
      ['bureau', false],
    ]);
  });
});
