import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import PlanWorth from './PlanWorth.vue';

const told = { cut: 0.49, cutCI: 0.06, meanWithoutMin: 19.7, meanWithMin: 10.1, days: 20 };
const shown = (more: object, shownAt: { now?: number | null } = {}) =>
  mounted(PlanWorth, {
    plan: { madeAt: '2026-10-26T08:30:00+08:00', worth: null, ...more },
    timeZone: 'Asia/Shanghai',
    now: Date.parse('2026-10-26T08:40:00+08:00'),
    ...shownAt,
  });

describe('what a plan is worth', () => {
  it('is told as a mean from the hour of its forecast to closing, not as the wait of now', async () => {
    const { byTestId } = await shown({ worth: told });
    expect(byTestId('plan-worth').text()).toMatch(
      anyPhrase('plan.worth', { time: '08:30', without: '19.7', with: '10.1' }),
    );
    expect(byTestId('plan-worth-of').text()).toMatch(anyPhrase('plan.worthOf', { time: '08:30' }));
  });

  it('that nobody adopted in time is told as what it would have been', async () => {
    const missed = async (more: object, now: number | null): Promise<string | false> => {
      const { byTestId } = await shown({ worth: told, ...more }, { now });
      const green = !byTestId('plan-worth').classes('missed');
      return byTestId('plan-worth-missed').exists() && !green && byTestId('plan-worth-missed').text();
    };
    const late = Date.parse('2026-10-26T11:23:00+08:00');
    expect(await missed({}, late)).toBe(phrase('plan.worthMissed', { time: '08:30' }));
    expect(await missed({}, null)).toBe(false);
    expect(await missed({ adopted: { by: '李', at: '2026-10-26T08:35:00+08:00' } }, late)).toBe(false);
  });

  it('is expected only, and claims nothing once the day is over', async () => {
    const endsAt = '2026-10-26T17:30:00+08:00';
    const at = async (time: string): Promise<string> =>
      (
        await shown(
          { worth: { ...told, dayLow: 0.1, dayHigh: 0.6 }, endsAt },
          { now: Date.parse(`2026-10-26T${time}:00+08:00`) },
        )
      ).page.text();
    expect(await at('08:40')).toContain('预计作用');
    expect(await at('17:29')).toContain('49');
    expect(await at('17:30')).toBe('当日已结束：预计作用只是推演，实际作用以实测为准；没有采用并下发的方案没有实测');
  });

  it('says why where it is not known, and no forecast it would be from', async () => {
    const { byTestId, page } = await shown({ worthUnknown: '历史不足' });
    expect(page.text()).toBe(phrase('plan.worthUnknown', { why: '历史不足' }));
    expect(byTestId('plan-worth-of').exists()).toBe(false);
  });
});
