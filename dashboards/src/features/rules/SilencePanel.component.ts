import type { Silence } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SilencePanel from './SilencePanel.vue';

const NOW = Date.parse('2026-03-04T02:00:00.000Z');
const inHours = (n: number): string => new Date(NOW + n * 3_600_000).toISOString();
const silence = (id: string, given: Partial<Silence> = {}): Silence => ({
  id,
  hall: 'H1',
  rule: null,
  code: 'Q1',
  reason: '演练',
  owner: '李强',
  from: inHours(-1),
  until: inHours(1),
  weekly: null,
  endedAt: null,
  endedBy: null,
  active: true,
  ...given,
});

describe('the silences of a hall', () => {
  let server: Server;
  let add: () => unknown;
  beforeEach(() => {
    add = () => silence('s9');
    server = serve({ 'POST /v1/silences': () => add(), 'POST /v1/silences/s1/end': () => silence('s1') });
  });
  afterEach(() => {
    server.close();
  });
  const shown = (silences: Silence[], canAnswer = true): Promise<Mounted> =>
    mounted(SilencePanel, {
      hall: 'H1',
      rules: [],
      silences,
      now: NOW,
      timeZone: 'Asia/Shanghai',
      canAnswer,
      places: [{ code: 'Q1', name: '社保' }],
    });
  const save = async ({ page }: Mounted): Promise<void> => {
    await page.get('form').trigger('submit');
    await flushPromises();
  };

  it('say how each stands, where, until when and why', async () => {
    const weekly = { days: [1, 5], from: '14:00', to: '16:00' };
    const all = await shown([
      silence('s1', { weekly }),
      silence('s2', { active: false }),
      silence('s3', { active: false, until: inHours(-2), code: 'Q9' }),
      silence('s4', { active: false, endedAt: inHours(0), endedBy: '王芳' }),
    ]);
    expect(all.byTestId('silence-s1').text()).toMatch(
      inSequence(
        `${phrase('forecast.allRules')} 社保 ${phrase('forecast.active')}`,
        ' 14:00–16:00',
        `演练 · ${phrase('forecast.owner', { name: '李强' })}`,
      ),
    );
    expect(all.byTestId('silence-s2').text()).toContain(phrase('forecast.waiting'));
    expect(all.byTestId('silence-s3').text()).toContain(`Q9 ${phrase('forecast.overNow')}`);
    expect(all.byTestId('silence-s4').text()).toContain(phrase('forecast.ended', { name: '王芳' }));
    const endable = ['s1', 's2', 's3', 's4'].filter((id) => all.byTestId(`silence-${id}`).find('button').exists());
    expect(endable).toEqual(['s1', 's2']);
  });

  it('are set and ended by those alone who answer warnings', async () => {
    const { page } = await shown([silence('s1')], false);
    expect([page.find('form').exists(), page.find('[data-testid="silence-end"]').exists()]).toEqual([false, false]);
  });

  it('are set with a reason, until the end of the chosen hours of the hall’s clock', async () => {
    const all = await shown([]);
    expect(all.byTestId('silence-save').attributes('disabled')).toBeDefined();
    await all.byTestId('silence-reason').setValue(' 停电演练 ');
    await all.byTestId('silence-place').setValue('Q1');
    await save(all);
    expect(server.asked.map(({ body }) => body)).toEqual([
      { hall: 'H1', rule: null, code: 'Q1', reason: '停电演练', until: inHours(1), weekly: null },
    ]);
    expect((all.byTestId('silence-reason').element as HTMLInputElement).value).toBe('');
    expect(all.page.emitted('changed')).toHaveLength(1);
  });

  it('last for weeks when they recur, and need a day', async () => {
    const all = await shown([]);
    await all.byTestId('silence-reason').setValue('周五学习');
    await all.page.get('input[type="checkbox"]').setValue(true);
    await flushPromises();
    await save(all);
    expect(server.asked[0]?.body).toMatchObject({
      until: inHours(672),
      weekly: { days: [5], from: '14:00', to: '16:00' },
    });
    await all.byTestId('silence-reason').setValue('周五学习');
    await all.page.get('fieldset input[value="5"]').setValue(false);
    expect(all.byTestId('silence-save').attributes('disabled')).toBeDefined();
  });

  it('keep what was typed when they are refused, and show why at its field', async () => {
    add = () => refusal(400, 'invalid-body', 'x', [{ path: 'reason', message: '身份证号' }]);
    const all = await shown([]);
    await all.byTestId('silence-reason').setValue('停电演练');
    await save(all);
    expect((all.byTestId('silence-reason').element as HTMLInputElement).value).toBe('停电演练');
    expect((all.byTestId('silence-reason').element as HTMLElement).closest('label')?.textContent).toContain('身份证号');
  });
});
