import type { Caller, NewEnterpriseVisit } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import VisitDialog from './VisitDialog.vue';

const caller = (halls: Caller['halls']): Caller => ({ kind: 'user', id: 'u', name: '李', role: 'supervisor', halls });
const TODAY = '2026-03-04';
const visit = { day: TODAY, who: '王明', found: '消防通道已清' };
const kept = {
  ...visit,
  id: '1',
  enterpriseRef: 'E1',
  hall: null,
  nextBy: null,
  by: '李',
  at: '2026-03-04T02:00:00.000Z',
};

describe('a visit to an enterprise', () => {
  let server: Server;
  let take: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    take = () => kept;
    server = serve({
      'GET /v1/enterprises/E1/visits': () => ({
        items: [{ ...kept, day: '2026-02-01', found: '堆放杂物' }],
        next: null,
      }),
      'POST /v1/enterprises/E1/visits': () => take(),
      'POST /v1/enterprises/%E6%96%B0%E4%BC%81%E4%B8%9A/visits': () => take(),
    });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async (enterprise: string | null, halls: Caller['halls'] = 'all', hall = '') => {
    const { page } = await mounted(VisitDialog, { enterprise, today: TODAY, hall }, { caller: caller(halls) });
    close = () => {
      page.unmount();
    };
    await settled();
    const at = (id: string) => document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
    const write = async (fields: Record<string, string>): Promise<void> => {
      for (const [id, value] of Object.entries(fields)) {
        const field = at(id);
        if (field === null) throw new Error(`no ${id}`);
        field.value = value;
        field.dispatchEvent(new Event('input'));
      }
      await settled();
    };
    const send = async (): Promise<void> => {
      document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await settled();
    };
    return { page, at, write, send, may: () => at('visit-save')?.disabled === false };
  };
  const sent = () =>
    server.asked.filter(({ method }) => method === 'POST').map(({ body }) => body as NewEnterpriseVisit);
  const told = { 'visit-who': ' 王明 ', 'visit-found': ' 消防通道已清 ' };

  it('is entered with who went and what they found, beside what was found before', async () => {
    const { page, write, send, may } = await opened('E1');
    expect(document.querySelector('ol')?.textContent).toContain('堆放杂物');
    await write({ 'visit-who': '王明', 'visit-found': '   ' });
    expect(may()).toBe(false);
    await send();
    expect(sent()).toEqual([]);
    await write(told);
    expect(may()).toBe(true);
    await send();
    expect(sent()).toMatchObject([visit]);
    expect(Object.keys(sent()[0] ?? {})).not.toContain('hall');
    expect(page.emitted('entered')).toHaveLength(1);
  });

  it('is of the hall it was entered from', async () => {
    const { write, send } = await opened('E1', ['H1'], 'H1');
    await write(told);
    await send();
    expect(sent()[0]?.hall).toBe('H1');
  });

  it('is the same visit when it is sent again after a failure, and another one the next time', async () => {
    take = () => {
      throw new TypeError('no line');
    };
    const { page, write, send, at } = await opened('E1');
    await write(told);
    await send();
    expect([page.emitted('entered'), at('visit-found')?.value.trim()]).toEqual([undefined, visit.found]);
    take = () => kept;
    await send();
    await page.setProps({ enterprise: null });
    await page.setProps({ enterprise: 'E1' });
    await settled();
    expect(at('visit-found')?.value).toBe('');
    await write(told);
    await send();
    // the first try is sent once more by itself
    const [lost, , again, next] = sent().map(({ key }) => key);
    expect([again === lost, next === lost, page.emitted('entered')?.length]).toEqual([true, false, 2]);
  });

  it('of one nobody knows yet is asked its name, and of nobody else’s visits before', async () => {
    const { write, send, may } = await opened('');
    await write(told);
    expect(may()).toBe(false);
    const name = document.querySelector<HTMLInputElement>('form input');
    if (name === null) throw new Error('no field for the name');
    name.value = ' 新企业 ';
    name.dispatchEvent(new Event('input'));
    await settled();
    await send();
    expect(
      server.asked.filter(({ path }) => path.endsWith('/visits')).map(({ method, path }) => [method, path]),
    ).toEqual([['POST', '/v1/enterprises/%E6%96%B0%E4%BC%81%E4%B8%9A/visits']]);
  });

  it('that is refused stays as it was written', async () => {
    take = () => refusal(403, 'forbidden');
    const { page, write, send, at } = await opened('E1');
    await write(told);
    await send();
    expect([page.emitted('entered'), at('visit-who')?.value.trim(), at('visit-save')?.disabled]).toEqual([
      ...[undefined, '王明', false],
    ]);
  });
});
