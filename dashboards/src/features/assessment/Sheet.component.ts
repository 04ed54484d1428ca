import type { AssessmentSheet, Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { ID, place, sheet } from './sheet-sample';
import Sheet from './Sheet.vue';

const LEAD: Caller = { kind: 'user', id: 's', name: '周', role: 'supervisor', halls: ['H1'] };

describe('the score sheet of a place', () => {
  let server: Server;
  let now: AssessmentSheet;
  let take: () => unknown;
  beforeEach(() => {
    now = { ...sheet, appeals: [] };
    take = () => sheet;
    server = serve({
      [`GET /v1/assessments/${ID}/halls/H1`]: () => now,
      [`POST /v1/assessments/${ID}/appeals`]: () => take(),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const shown = async () => {
    const all = await mounted(Sheet, { id: ID, place: 'H1' }, { caller: LEAD, address: `/assessments/${ID}/H1` });
    await settled();
    const appeal = async (): Promise<void> => {
      await all.byTestId('appeal-line').setValue('service_level');
      await all.byTestId('appeal-reason').setValue(' 停电 ');
      await all.page.get('form').trigger('submit');
      await settled();
    };
    return { ...all, appeal, reason: () => (all.byTestId('appeal-reason').element as HTMLTextAreaElement).value };
  };

  it('shows the days behind a line once it is chosen', async () => {
    const { byTestId } = await shown();
    expect(byTestId('evidence').exists()).toBe(false);
    await byTestId('line-service_level').get('button').trigger('click');
    expect(byTestId('evidence').text()).toMatch(/03-03.*40.*03-04.*60/s);
  });

  it('has its score above, and where there is none says why instead', async () => {
    expect((await shown()).byTestId('figure-score').text()).toContain('60.0');
    now = { ...now, sheet: { ...place(0), score: null } };
    const { page, byTestId } = await shown();
    expect(byTestId('figure-score').exists()).toBe(false);
    expect(page.text()).toContain(phrase('assessment.unscoredWhy'));
  });

  it('sends an appeal of this place, which then stands among the others', async () => {
    const { page, byTestId, appeal, reason } = await shown();
    expect(page.text()).not.toContain('停电');
    await appeal();
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      hall: 'H1',
      metric: 'service_level',
      reason: '停电',
    });
    expect([reason(), page.text()]).toEqual(['', expect.stringContaining('停电')]);
    // one open appeal against a line at a time
    expect(byTestId('appeal-line').findAll('option')).toHaveLength(1);
  });

  it('keeps what was written when the appeal is refused', async () => {
    take = () => refusal(409, 'conflict');
    const { appeal, reason, byTestId } = await shown();
    await appeal();
    expect([reason(), byTestId('appeal-send').attributes('disabled')]).toEqual([' 停电 ', undefined]);
  });

  it.each(['draft', 'closed'] as const)('takes no appeals while it is %s', async (state) => {
    now = { ...now, state };
    expect((await shown()).byTestId('appeal-line').exists()).toBe(false);
  });
});
