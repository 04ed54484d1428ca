import { chinese, message, type Escalation } from '@cockpit/contracts';
import { withMaskedNames } from './masked-names';

const escalation: Escalation = {
  state: 'acknowledged',
  level: 'director',
  step: 2,
  people: ['王建国'],
  since: '2026-03-09T02:00:00.000Z',
  nextAt: null,
  why: { code: 'escalation.acknowledged', params: { person: '王建国', minutes: 15 } },
};

describe('names for a screen in public', () => {
  it('leave who has a warning as a role', () => {
    const masked = withMaskedNames({ warnings: [{ acknowledgedBy: '王建国', escalation }] });
    expect(JSON.stringify(masked)).not.toContain('建国');
    expect(masked).toMatchObject({
      warnings: [
        {
          acknowledgedBy: '王**',
          escalation: { people: [], level: 'director', why: { params: { person: { code: 'duty-level.director' } } } },
        },
      ],
    });
  });

  it('leave out who is to be called for a fault', () => {
    const words = message('warning.window-fault-call', { window: '7', value: 6, people: ['孙师傅'] });
    const warning = { message: chinese(words), words };
    expect(warning.message).toBe('7 号窗口故障 6 分钟，请联系维修：孙师傅');
    const masked = withMaskedNames({ warnings: [warning, { words, of: 'an order' }] });
    expect(masked).toMatchObject({
      warnings: [
        {
          message: '7 号窗口故障 6 分钟，请联系维修',
          words: { code: 'warning.window-fault', params: { window: '7' } },
        },
        { words, of: 'an order' },
      ],
    });
    expect(withMaskedNames({ dutyNamesOnWall: true, warnings: [warning] })).toMatchObject({ warnings: [warning] });
  });

  it('leave out people where nobody was told yet', () => {
    expect(JSON.stringify(withMaskedNames({ escalation: { ...escalation, level: null } }))).not.toContain('王');
  });

  it('stay where the organisation lets its walls name who is on duty; other names do not', () => {
    const masked = withMaskedNames({ dutyNamesOnWall: true, warnings: [{ acknowledgedBy: '王建国', escalation }] });
    expect(masked).toMatchObject({ warnings: [{ acknowledgedBy: '王**', escalation }] });
  });

  it('are cut in lists of officers only where `name` is a person’s', () => {
    expect(withMaskedNames({ name: '大厅', officers: [{ name: '欧阳建国' }] })).toEqual({
      name: '大厅',
      officers: [{ name: '欧**' }],
    });
  });
});
