import { render, type PlanAskChange } from '@cockpit/contracts';
import { askWords } from './ask-words';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const LINK: PlanAskChange = { kind: 'link', from: at('08:30'), until: at('17:00'), queues: ['cr'], names: ['出入境'] };
const LUNCH: PlanAskChange = { kind: 'lunch', from: at('12:00'), until: at('12:45'), was: at('11:30') };
const said = (changes: PlanAskChange[], language: 'zh-CN' | 'en') =>
  render(askWords({ number: '3', changes }, 'Asia/Shanghai'), language);

describe('what an officer is told of a plan', () => {
  it('is the first thing of it by the clock of the hall, and how much more there is', () => {
    expect(said([LINK], 'zh-CN')).toBe('方案安排：3 号窗口 08:30–17:00 加办出入境，请确认');
    expect(said([LUNCH, LINK], 'zh-CN')).toBe('方案安排：3 号窗口 08:30–17:00 加办出入境；另有 1 项，请查看并确认');
    expect(said([LUNCH, LINK], 'en')).toBe(
      'Ordered by the plan: window 3 also serves 出入境 08:30–17:00, and 1 thing more. Please look them up and confirm.',
    );
  });

  it('says when a reserve is open, and from when a break has moved', () => {
    expect(said([{ kind: 'open', from: at('10:00'), until: at('10:45') }], 'zh-CN')).toContain(
      '3 号备用窗口 10:00–10:45 开放',
    );
    expect(said([LUNCH], 'en')).toContain('window 3 has lunch 12:00–12:45, no longer at 11:30');
    expect(said([{ ...LUNCH, kind: 'break' }], 'zh-CN')).toContain('小休由 11:30 改为 12:00–12:45');
  });
});
