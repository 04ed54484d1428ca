import type { AssessmentSchemeVersion, Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { newIndicator } from './lines';
import Scheme from './Scheme.vue';

const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
const version = (revision: number, weight: number, author = '李'): AssessmentSchemeVersion => ({
  place: null,
  revision,
  author,
  reason: '年度方案',
  at: '2026-04-01T01:00:00.000Z',
  scheme: { indicators: [{ ...newIndicator('service_level'), weight }], gates: [] },
});
const UNSET: AssessmentSchemeVersion = { place: null, revision: 0, scheme: null, author: null, reason: null, at: null };

describe('the scheme of assessments', () => {
  let server: Server;
  let now: AssessmentSchemeVersion;
  let save: () => unknown;
  beforeEach(() => {
    now = version(3, 100);
    save = () => (now = version(4, 40));
    server = serve({
      'GET /v1/assessments/scheme': () => now,
      'GET /v1/assessments/scheme/history': () => ({ items: now.revision === 0 ? [] : [now], next: null }),
      'POST /v1/assessments/preview': () => ({ from: '2026-03-01', to: '2026-03-31', places: [] }),
      'PUT /v1/assessments/scheme': () => save(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (caller = manager) => {
    const all = await mounted(Scheme, {}, { caller });
    await flushPromises();
    const lines = () => all.page.findAll('[data-testid="indicator-line"]').length;
    const press = async (id: string): Promise<void> => {
      await all.byTestId(id).trigger('click');
      await flushPromises();
    };
    const weigh = (weight: string) => all.page.get('[data-testid="weight"]').setValue(weight);
    return { ...all, lines, press, weigh };
  };
  const saved = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it('is changed by those who lead, of the bureau only by who sees all of it', async () => {
    for (const [caller, may, tries] of [
      [manager, true, true],
      [{ ...manager, halls: ['H1'] }, false, true],
      [{ ...manager, role: 'supervisor', halls: ['H1'] }, false, false],
    ] as [Caller, boolean, boolean][]) {
      const { page, byTestId } = await shown(caller);
      expect([byTestId('scheme-edit').exists(), byTestId('scheme-try').exists()]).toEqual([may, tries]);
      page.unmount();
    }
  });

  it('begins with a line where there is none yet, of another metric each', async () => {
    now = UNSET;
    const { page, press, lines } = await shown();
    expect(page.find('table').exists()).toBe(false);
    await press('scheme-edit');
    expect(lines()).toBe(1);
    await press('scheme-add');
    const metrics = page.findAll('[data-testid="indicator-line"]').map((line) => line.get('select').element.value);
    expect(new Set(metrics).size).toBe(2);
    page.unmount();
  });

  it('is tried as it is written, and what was tried goes when something is written anew', async () => {
    const { page, byTestId, press } = await shown();
    await press('scheme-try');
    expect(server.asked.at(-1)?.body).toEqual({ place: null, scheme: now.scheme });
    expect(byTestId('scheme-trial').exists()).toBe(true);
    await press('scheme-edit');
    expect(byTestId('scheme-trial').exists()).toBe(false);
    page.unmount();
  });

  it('keeps what was written where somebody else was quicker, and saves it on top of theirs', async () => {
    const { page, byTestId, press, weigh } = await shown();
    await press('scheme-edit');
    await weigh('40');
    await byTestId('scheme-reason').setValue('减负');
    save = () => {
      now = version(4, 70, '周');
      return refusal(409, 'scheme-changed');
    };
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(byTestId('scheme-refused').text()).toContain('周');
    save = () => (now = version(5, 40));
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(saved()).toMatchObject([
      { revision: 3, reason: '减负', scheme: { indicators: [{ weight: 40 }] } },
      { revision: 4, reason: '减负', scheme: { indicators: [{ weight: 40 }] } },
    ]);
    expect(byTestId('scheme-save').exists()).toBe(false);
    page.unmount();
  });

  it('shows at its field what the server refuses, of a line as a whole at its first', async () => {
    const errors = ['scheme.indicators.0', 'scheme.indicators.0.full'].map((path) => ({ path, message: path }));
    save = () => refusal(422, 'invalid-body', 'x', errors);
    const { page, byTestId, press, weigh } = await shown();
    await press('scheme-edit');
    await weigh('40');
    await byTestId('scheme-reason').setValue('减负');
    await page.get('form').trigger('submit');
    await flushPromises();
    const cellOf = (field: string) => (byTestId(field).element as HTMLElement).closest('td')?.textContent;
    expect(cellOf('line-metric')).toMatch(/scheme\.indicators\.0$/);
    expect(cellOf('full')).toMatch(/scheme\.indicators\.0\.full$/);
    page.unmount();
  });

  it('cannot be tried nor saved while a line is wrong', async () => {
    const { page, byTestId, press, weigh } = await shown();
    await press('scheme-edit');
    await weigh('');
    expect(byTestId('scheme-wrong').exists()).toBe(true);
    expect(byTestId('scheme-try').attributes('disabled')).toBeDefined();
    page.unmount();
  });
});
