import type { Caller, MatterCard } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import CardList from './CardList.vue';

const card = (over: Partial<MatterCard> = {}): MatterCard => ({
  id: 'c1',
  matterId: 'm1',
  caseId: 'YJ1',
  source: 'cases',
  kind: 'yellow',
  state: 'issued',
  reading: '2026-03-09T02:00:00.000Z',
  issuedAt: '2026-03-09T02:00:00.000Z',
  hall: 'H32',
  unit: 'u1',
  officerId: 'o1',
  note: null,
  handledBy: null,
  handledAt: null,
  stage: null,
  appeal: 'none',
  ...over,
});
const officer: Caller = { kind: 'user', id: 'u', name: '李', role: 'officer', halls: ['H32'], officerId: 'o1' };
const shown = (over: Partial<MatterCard> = {}, caller: Caller | null = officer) =>
  mounted(CardList, { cards: [card(over)], timeZone: 'Asia/Shanghai', caller });
const written = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

describe('the cards of a matter', () => {
  let server: Server;
  let answer: () => unknown = () => ({});
  let now: MatterCard;
  beforeEach(() => {
    document.body.innerHTML = '';
    answer = () => ({});
    now = card();
    server = serve({
      'GET /v1/cards/c1': () => now,
      'POST /v1/cards/c1/ack': () => answer(),
      'POST /v1/cards/c1/explain': () => answer(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const told = () => server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body]);

  it('are acknowledged with one touch, and asked for again whatever came of it', async () => {
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(
      `${phrase('cardBecause.yellow', { at: '2026-03-09 10:00' })} · ${phrase('card.issuedAt', { time: '2026-03-09 10:00' })}`,
    );
    await byTestId('card-ack').trigger('click');
    await flushPromises();
    answer = () => refusal(409, 'wrong-state');
    await byTestId('card-ack').trigger('click');
    await flushPromises();
    expect([told(), page.emitted('changed')?.length]).toEqual([
      [
        ['/v1/cards/c1/ack', {}],
        ['/v1/cards/c1/ack', {}],
      ],
      2,
    ]);
  });

  it('are looked up where no answer came: what was done all the same has not failed', async () => {
    answer = () => refusal(504, 'no-answer');
    const { byTestId } = await shown();
    await byTestId('card-ack').trigger('click');
    await flushPromises();
    expect(document.body.textContent).toContain(phrase('problem.title'));
    document.body.innerHTML = '';
    now = card({ state: 'acknowledged' });
    await byTestId('card-ack').trigger('click');
    await flushPromises();
    expect(document.body.textContent).toContain(phrase('card.acked'));
    expect(document.body.textContent).not.toContain(phrase('problem.title'));
  });

  it('are explained with a reason, never without one', async () => {
    const { byTestId } = await shown();
    await byTestId('card-explain').trigger('click');
    await flushPromises();
    const text = written('card-reason') as HTMLTextAreaElement;
    const submit = written('card-reason-save') as HTMLButtonElement;
    expect(submit.disabled).toBe(true);
    text.value = '  材料在途 ';
    text.dispatchEvent(new Event('input'));
    await flushPromises();
    submit.click();
    await flushPromises();
    expect(told()).toEqual([['/v1/cards/c1/explain', { reason: '材料在途' }]]);
  });

  it('keep the reason that was typed when the server refuses it', async () => {
    answer = () => refusal(409, 'wrong-state');
    const { byTestId } = await shown();
    await byTestId('card-explain').trigger('click');
    await flushPromises();
    const text = written('card-reason') as HTMLTextAreaElement;
    text.value = '材料在途';
    text.dispatchEvent(new Event('input'));
    await flushPromises();
    (written('card-reason-save') as HTMLButtonElement).click();
    await flushPromises();
    expect((written('card-reason') as HTMLTextAreaElement).value).toBe('材料在途');
  });

  it('offer nothing but a look at what is over', async () => {
    const { page } = await shown({ state: 'over' });
    expect(page.findAll('.actions button').map((button) => button.attributes('data-testid'))).toEqual(['card-replay']);
    const stranger = await shown({}, null);
    expect(stranger.page.findAll('.actions button').length).toBe(0);
  });
});
