import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import AppealCard from './AppealCard.vue';
import { APPEAL, ID, appeal, days, place, sheet, sums } from './sheet-sample';

const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const lead: Caller = { kind: 'user', id: 's', name: '周', role: 'supervisor', halls: ['H1'] };
describe('an appeal on a sheet', () => {
  let server: Server;
  beforeEach(() => {
    const path = `POST /v1/assessments/${ID}/appeals/${APPEAL}`;
    server = serve({
      [`${path}/preview`]: () => ({
        before: sums(0.8, 100),
        after: sums(1, 60),
        sheet: { before: place(60), after: place(100) },
      }),
      [`${path}/decide`]: () => ({ ...sheet, sheet: place(100) }),
      [`${path}/withdraw`]: () => sheet,
    });
    i18n.global.locale.value = 'zh-CN';
  });
  afterEach(() => {
    server.close();
  });
  const open = (caller: Caller, of = appeal) =>
    mounted(AppealCard, { appeal: of, assessment: sheet, days }, { caller });
  const asked = () => server.asked.map(({ path, body }) => [path.split('/').at(-1), body]);

  it('is upheld only once somebody has seen what that changes, and has answered', async () => {
    const { page, byTestId } = await open(manager);
    expect(byTestId('uphold').attributes('disabled')).toBeDefined();
    await byTestId('remedy').setValue('days');
    await flushPromises();
    expect(asked()).toEqual([]);
    await byTestId('day-2026-03-03').setValue(true);
    await flushPromises();
    expect(asked()).toEqual([['preview', { remedy: 'days', days: ['2026-03-03'] }]]);
    expect(byTestId('would-change').text()).toBe(
      phrase('assessment.wouldChange', { before: '80.0%', after: '100%', was: '60.0', is: '100.0' }),
    );
    expect(byTestId('uphold').attributes('disabled')).toBeDefined();
    await byTestId('decision-answer').setValue(' 属实 ');
    await byTestId('uphold').trigger('click');
    await flushPromises();
    expect(asked()[1]).toEqual(['decide', { remedy: 'days', days: ['2026-03-03'], answer: '属实' }]);
    expect(page.emitted('changed')?.[0]).toMatchObject([{ sheet: { score: 100 } }]);
  });

  it('is rejected with an answer and without a remedy', async () => {
    const { byTestId } = await open(manager);
    await byTestId('decision-answer').setValue('查无此事');
    await byTestId('reject').trigger('click');
    await flushPromises();
    expect(asked()).toEqual([['decide', { remedy: null, days: [], answer: '查无此事' }]]);
  });

  it('can be withdrawn by the hall, which cannot decide on it', async () => {
    const { byTestId } = await open(lead);
    expect(byTestId('uphold').exists()).toBe(false);
    await byTestId('appeal-withdraw').trigger('click');
    await flushPromises();
    expect(asked()).toEqual([['withdraw', {}]]);
  });

  it('says what came of it once it is decided, and offers nothing more', async () => {
    const { page, byTestId } = await open(manager, {
      ...appeal,
      state: 'upheld',
      remedy: 'days',
      days: ['2026-03-03'],
      figure: sums(1, 60),
      answer: '属实',
      decidedBy: '李',
      decidedAt: '2026-04-03T01:00:00.000Z',
    });
    expect(page.text()).toContain(phrase('assessment.upheld.days', { days: '2026-03-03', value: '100%' }));
    expect(page.text()).toContain(phrase('assessment.answered', { answer: '属实' }));
    expect(byTestId('remedy').exists()).toBe(false);
  });
});
