import type { Assessment, AssessmentAppeal, Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import Scores from './Scores.vue';
import { newIndicator } from './lines';
import { ID, appeal, place, sheet } from './sheet-sample';

const { sheet: _sheet, evidence: _evidence, ...summary } = sheet;
const assessment = (more: Partial<Assessment> = {}): Assessment => ({
  ...summary,
  appeals: [],
  places: [place(60)],
  schemeIsOlder: false,
  scheme: { indicators: [newIndicator('service_level')], gates: [] },
  ...more,
});
const who = (role: Caller['role']): Caller => ({ kind: 'user', id: role, name: role, role, halls: 'all' });

describe('the page of one assessment', () => {
  let server: Server;
  let now: Assessment;
  let asked: () => unknown;
  let take: (step: string) => unknown;
  beforeEach(() => {
    now = assessment({ state: 'draft', appealsUntil: null });
    asked = () => now;
    take = () => now;
    server = serve({
      [`GET /v1/assessments/${ID}`]: () => asked(),
      ...Object.fromEntries(
        ['compute', 'publish', 'close'].map((step) => [`POST /v1/assessments/${ID}/${step}`, () => take(step)]),
      ),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async (role: Caller['role'] = 'manager') => {
    const all = await mounted(Scores, { id: ID }, { caller: who(role), address: `/assessments/${ID}` });
    await settled();
    const press = async (id: string): Promise<void> => {
      await all.byTestId(id).trigger('click');
      await settled();
    };
    const buttons = () => ['compute', 'publish', 'close'].filter((id) => all.byTestId(id).exists());
    return { ...all, press, buttons };
  };
  const sent = () =>
    server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path.split('/').at(-1), body]);

  it('offers what its state allows, and nothing to those who only read it', async () => {
    expect((await shown()).buttons()).toEqual(['compute', 'publish']);
    expect((await shown('supervisor')).buttons()).toEqual([]);
    now = assessment();
    expect((await shown()).buttons()).toEqual(['close']);
    expect((await shown('supervisor')).buttons()).toEqual([]);
    now = assessment({ state: 'closed' });
    expect((await shown()).buttons()).toEqual([]);
  });

  it('gives a rank only where places are compared', async () => {
    const rankOf = async () => (await shown()).page.get('td.col-ranks').text();
    expect(await rankOf()).toBe(phrase('ranking.ranks', { low: 1, high: 2 }));
    document.body.innerHTML = '';
    now = assessment({ places: [{ ...place(60), band: null }] });
    expect(await rankOf()).toBe('—');
  });

  it('is published in its revision with the last day of appeals, a week from today unless another is chosen', async () => {
    take = () => assessment({ revision: 4 });
    const { page, press, byTestId, buttons } = await shown();
    const day = page.get('.publish input');
    const inAWeek = new Date(Date.now() + (7 * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
    expect((day.element as HTMLInputElement).value).toBe(inAWeek);
    await day.setValue('2026-04-20');
    await day.trigger('change');
    await press('publish');
    expect(sent()).toEqual([['publish', { revision: 3, appealsUntil: '2026-04-20' }]]);
    expect([buttons(), byTestId('assessment').text()]).toEqual([
      ['close'],
      expect.stringContaining(phrase('assessmentState.published')),
    ]);
  });

  it('is computed anew without a word of appeals, and says that its scheme is an older one', async () => {
    now = assessment({ state: 'draft', appealsUntil: null, schemeIsOlder: true });
    take = () => assessment({ state: 'draft', appealsUntil: null });
    const { press, byTestId } = await shown();
    expect(byTestId('scheme-is-older').attributes('role')).toBe('status');
    await press('compute');
    expect(sent()).toEqual([['compute', { revision: 3 }]]);
    expect(byTestId('scheme-is-older').exists()).toBe(false);
  });

  it('shows whoever comes second what the other one made of it', async () => {
    take = () => {
      now = assessment();
      return refusal(409, 'conflict');
    };
    const { press, buttons, byTestId } = await shown();
    await press('publish');
    expect([buttons(), byTestId('close').attributes('disabled')]).toEqual([['close'], undefined]);
  });

  it('shows what a step made of it where no answer came, found by its revision and state', async () => {
    const isSaid = () => document.body.textContent.includes(phrase('assessment.done.publish'));
    take = () => refusal(504, 'no-answer');
    const { press, buttons } = await shown();
    await press('publish');
    expect([isSaid(), buttons()]).toEqual([false, ['compute', 'publish']]);
    now = assessment({ revision: 4 });
    await press('publish');
    expect([isSaid(), buttons()]).toEqual([true, ['close']]);
  });

  it('is not closed while appeals are open, and leads to each of them', async () => {
    const decided: AssessmentAppeal = { ...appeal, id: ID, state: 'rejected', reason: '迟到' };
    now = assessment({ appeals: [appeal, decided] });
    const { byTestId } = await shown();
    expect(byTestId('close').attributes('disabled')).toBeDefined();
    expect(byTestId('close').text()).toBe(phrase('assessment.openFirst', { n: 1 }));
    const [one, ...others] = byTestId('open-appeals').findAll('li');
    expect([one?.get('a').text(), one?.get('a').attributes('href')]).toEqual(['云江', `/assessments/${ID}/H1`]);
    expect([one?.text(), others]).toEqual([expect.stringContaining('停电'), []]);
  });

  it('says that it could not be fetched, and asks again', async () => {
    asked = () => refusal(503, 'unavailable');
    const { page } = await shown();
    expect(page.text()).toContain(phrase('assessments.failed'));
    asked = () => now;
    await page.get('button').trigger('click');
    await settled();
    expect(page.get('h1').text()).toContain('2026-03');
  });
});
