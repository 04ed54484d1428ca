import { textOf, type MatterActKind, type MatterDetail } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import ActBar from './ActBar.vue';

type Path = MatterDetail['path'];
const step = (what: string, minute: number, by: string, text: string | null): Path[number] => ({
  at: `2026-03-09T02:${String(minute).padStart(2, '0')}:00.000Z`,
  what,
  unit: null,
  officerId: null,
  act: { by, text, mentions: [], files: [] },
});
const matter = (revision: string, path: Path, may: MatterActKind[] = ['reply', 'assign']) => ({
  id: 'm1',
  revision,
  step: 'open' as const,
  may,
  closedAt: null,
  officerId: 'o1',
  unattended: false,
  path,
});
const written = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

describe('an act while somebody else is quicker', () => {
  let server: Server;
  let answer: () => unknown;
  beforeEach(() => {
    document.body.innerHTML = '';
    answer = () => refusal(409, 'matter-changed');
    server = serve({ 'POST /v1/matters/m1/acts': () => answer() });
  });
  afterEach(() => {
    server.close();
  });
  const acted = () => server.asked.filter(({ path }) => path.endsWith('/acts')).map(({ body }) => body);
  const text = () => written('act-text') as HTMLTextAreaElement;
  const send = async (): Promise<void> => {
    written('act-save')?.click();
    await flushPromises();
  };
  async function refused() {
    const first = [step('reply', 1, '张三', '此前的')];
    const shown = await mounted(ActBar, { matter: matter('r1', first) });
    await shown.byTestId('act-reply').trigger('click');
    await flushPromises();
    text().value = '已致歉';
    text().dispatchEvent(new Event('input'));
    await flushPromises();
    await send();
    return { ...shown, first };
  }

  it('stays refused before the eyes of who wrote, keeps the words, and asks for the matter anew', async () => {
    const { page } = await refused();
    expect(written('act-refused')?.textContent).toContain(textOf('problem.matter-changed', {}, 'zh-CN'));
    expect(text().value).toBe('已致歉');
    expect(page.emitted('changed')?.length).toBe(1);
  });

  it('says who did what meanwhile, and is done on top of that by a second press', async () => {
    const { page, first } = await refused();
    await page.setProps({ matter: matter('r2', [...first, step('comment', 2, '李四', '已电话联系')]) });
    const said = written('act-meanwhile')?.textContent ?? '';
    expect(said).toContain('李四');
    expect(said).toContain('已电话联系');
    expect(said).not.toContain('张三');
    answer = () => ({
      id: 'm1',
      act: 'reply',
      eventId: 'e',
      at: '2026-03-09T02:03:00.000Z',
      by: '王',
      step: 'answered',
      revision: 'r3',
      repeated: false,
    });
    await send();
    expect(acted()).toEqual([
      expect.objectContaining({ act: 'reply', text: '已致歉', revision: 'r1' }),
      expect.objectContaining({ act: 'reply', text: '已致歉', revision: 'r2' }),
    ]);
    expect(written('act-refused')).toBeNull();
  });

  it('never goes out on what nobody has seen: while the matter is not read anew, the old revision is sent', async () => {
    await refused();
    await send();
    expect(acted()).toEqual([expect.objectContaining({ revision: 'r1' }), expect.objectContaining({ revision: 'r1' })]);
  });

  it('is not refused for what one did oneself, also before the page has read that anew', async () => {
    const done = { id: 'm1', act: 'reply', eventId: 'e', at: '2026-03-09T02:03:00.000Z', by: '王', step: 'answered' };
    answer = () => ({ ...done, revision: 'r2', repeated: false });
    const { byTestId } = await mounted(ActBar, { matter: matter('r1', []) });
    for (const words of ['一', '二']) {
      await byTestId('act-reply').trigger('click');
      await flushPromises();
      text().value = words;
      text().dispatchEvent(new Event('input'));
      await flushPromises();
      await send();
    }
    expect(acted()).toEqual([
      expect.objectContaining({ text: '一', revision: 'r1' }),
      expect.objectContaining({ text: '二', revision: 'r2' }),
    ]);
  });

  it('says where it is not possible any more, and cannot be sent, with the words still there', async () => {
    const { page, first } = await refused();
    await page.setProps({ matter: matter('r2', [...first, step('close', 2, '李四', null)], ['reopen']) });
    expect(written('act-refused')?.textContent).toContain(phrase('acts.noMore', { act: phrase('act.reply') }));
    expect((written('act-save') as HTMLButtonElement).disabled).toBe(true);
    expect(text().value).toBe('已致歉');
  });
});
