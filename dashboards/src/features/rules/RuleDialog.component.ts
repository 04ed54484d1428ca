import {
  periodOf,
  type Caller,
  type RuleHolds,
  type RulePlace,
  type RuleRecord,
  type RuleSettings,
  type RuleVersion,
} from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import RuleDialog from './RuleDialog.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const AT_H1: RulePlace = { kind: 'hall', hall: 'H1', code: null };
const version = (settings: RuleSettings): RuleVersion => ({
  revision: 1,
  rule: 'queue-overload',
  place: AT_H1,
  settings,
  reason: '开始',
  author: '李',
  at: '2026-03-01T01:00:00.000Z',
});
const holds = (settings: RuleSettings): RuleHolds => ({ place: AT_H1, settings, from: {}, own: version(settings) });
const rule = (more: Partial<RuleRecord> = {}): RuleRecord => ({
  key: 'queue-overload',
  version: 1,
  severity: 'yellow',
  unit: 'min',
  scope: 'queue',
  threshold: 20,
  fires: null,
  clears: null,
  forSec: 60,
  keepFiringSec: 60,
  flapAfter: 4,
  predictive: false,
  testable: true,
  reminder: false,
  live: 0,
  holds: [],
  ...more,
});
const TRIED = 'POST /v1/halls/H1/back-test/period';
const FAULTS = ['settings.threshold', 'reason'].map((path) => ({ path, message: 'x' }));
const SAVED = 'PUT /v1/rules/queue-overload';

describe('a rule that is changed', () => {
  let server: Server;
  let most: number;
  let tried: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    most = 3;
    tried = () => {
      const sum = periodOf([], 3);
      const line = { ...sum, done: 1, day: '2026-03-03', wanted: { ...sum.wanted, most }, tooOften: most > 100 };
      return new Response(`${JSON.stringify(line)}\n`);
    };
    server = serve({
      [TRIED]: () => tried(),
      [SAVED]: ({ body }) => ({ ...version({}), ...(body as object) }),
    });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async (of: RuleHolds = holds({ threshold: 20 }), which = rule()) => {
    const { page } = await mounted(RuleDialog, { rule: which, holds: of, hall: 'H1', mayAll: true }, { caller: BOSS });
    close = () => {
      page.unmount();
    };
    await settled();
    const at = (id: string) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
    const write = async (id: string, value: string): Promise<void> => {
      const field = at(id);
      if (field === null) throw new Error(`no ${id}`);
      field.value = value;
      field.dispatchEvent(new Event('input'));
      await settled();
    };
    return {
      page,
      at,
      write,
      may: () => at('rule-save')?.disabled === false,
      save: async () => {
        at('rule-form')?.dispatchEvent(new Event('submit', { cancelable: true }));
        await settled();
      },
      sure: async () => {
        at('rule-sure')?.click();
        await settled();
      },
    };
  };
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
  const trials = () => server.asked.filter(({ path }) => path.endsWith('/period')).length;

  it('is saved with why, and only once it has been tried', async () => {
    const { page, write, may, save } = await opened();
    expect(may()).toBe(false);
    await write('rule-reason', '  太吵  ');
    expect(may()).toBe(true);
    await save();
    expect(trials()).toBe(1);
    expect(sent()).toEqual([{ place: AT_H1, settings: { threshold: 20 }, reason: '太吵' }]);
    expect(page.emitted('saved')).toHaveLength(1);
  });

  it('that would call more often than anybody looks is saved only after a second word', async () => {
    most = 240;
    const { page, at, write, may, save, sure } = await opened();
    await write('rule-reason', '先试试');
    await save();
    expect([sent(), may(), at('rule-sure') !== null]).toEqual([[], false, true]);
    await sure();
    expect(may()).toBe(true);
    await save();
    expect([sent().length, trials(), page.emitted('saved')?.length]).toEqual([1, 1, 1]);
  });

  it('that could not be tried says so, and is saved only after a second word, too', async () => {
    tried = () => refusal(503, 'unavailable');
    const { at, write, save, sure } = await opened();
    await write('rule-reason', '先试试');
    await save();
    expect([sent(), at('rule-untried') !== null]).toEqual([[], true]);
    await sure();
    await save();
    expect(sent()).toHaveLength(1);
  });

  it('that is switched off, or cannot be run over past days, need not be tried', async () => {
    const off = await opened(holds({ enabled: false }));
    await off.write('rule-reason', '停用');
    await off.save();
    off.page.unmount();
    document.body.innerHTML = '';
    const untestable = await opened(holds({ threshold: 20 }), rule({ testable: false }));
    await untestable.write('rule-reason', '改阈值');
    await untestable.save();
    expect([trials(), sent().length]).toEqual([0, 2]);
  });

  it('keeps what was written when the server refuses it', async () => {
    const { page, at, write, save } = await opened();
    server.close();
    server = serve({ [TRIED]: () => tried(), [SAVED]: () => refusal(400, 'invalid-body', 'x', FAULTS) });
    await write('rule-reason', '太吵');
    await save();
    expect([page.emitted('saved'), at('rule-reason')?.value, at('rule-save')?.disabled]).toEqual([
      ...[undefined, '太吵', false],
    ]);
    const atField = (id: string) => at(id)?.closest('label')?.querySelector('.fault')?.textContent;
    expect(['rule-threshold', 'rule-reason', 'rule-clear'].map((id) => atField(id) !== undefined)).toEqual([
      ...[true, true, false],
    ]);
  });
});
