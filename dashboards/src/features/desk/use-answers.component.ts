import type { Caller, Prompt, Warning } from '@cockpit/contracts';
import { nextTick, ref } from 'vue';
import { composed } from '../../testing/mounted';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import { useAnswers, type DeskAnswers } from './use-answers';

const caller = (role: Caller['role']): Caller => ({ kind: 'user', id: 'u', name: '李', role, halls: ['H1'] });
const [prompt] = SAMPLE_HALL.prompts as [Prompt];
const [warning] = SAMPLE_HALL.warnings as [Warning];

describe('what is answered at the desk', () => {
  const onScreen = ref<Prompt | null>(prompt);
  const swapped = ref(false);
  let server: Server;
  let works: boolean;
  let gate: Promise<unknown>;
  let close = (): void => undefined;
  beforeEach(() => {
    [onScreen.value, swapped.value, works, gate] = [prompt, false, true, Promise.resolve()];
    const take = (taken: object) => async () => {
      await gate;
      return works ? taken : refusal(409, 'conflict');
    };
    server = serve({
      'POST /v1/prompts/p1/accept': take(prompt),
      'POST /v1/prompts/p1/decline': take(prompt),
      'POST /v1/prompts/p1/undo': take(prompt),
      'POST /v1/warnings/w1/ack': take(warning),
      'POST /v1/warnings/w1/resolve': take(warning),
    });
  });
  afterEach(() => {
    close();
    server.close();
  });
  const opened = async (role: Caller['role'] = 'supervisor'): Promise<DeskAnswers> => {
    const { value, page } = await composed(() => useAnswers(onScreen, swapped, ({ id }) => `请做 ${id}`), {
      caller: caller(role),
    });
    close = () => {
      page.unmount();
    };
    return value;
  };
  const sent = () =>
    server.asked.filter(({ method }) => method === 'POST').map(({ path, body }: Request) => [path, body]);

  it('is accepted as it stands on the screen', async () => {
    const { accept } = await opened();
    gate = Promise.resolve().then(() => {
      // the next one stands there before the server has answered
      onScreen.value = { ...prompt, id: 'p2' };
    });
    await accept();
    expect(sent().map(([path]) => path)).toEqual(['/v1/prompts/p1/accept']);
    expect(document.body.textContent).toContain(phrase('prompt.acceptedOne', { what: '请做 p1' }));
  });

  it.each([
    ['nothing stands there', null, false, 'supervisor'],
    ['another prompt stood there a moment ago', prompt, true, 'supervisor'],
    ['somebody only looks on', prompt, false, 'auditor'],
  ] as const)('is neither accepted nor refused by a key while %s', async (_, stands, isSwapped, role) => {
    [onScreen.value, swapped.value] = [stands, isSwapped];
    const { accept, askDecline, declining } = await opened(role);
    await accept();
    askDecline();
    expect([sent(), declining.value]).toEqual([[], null]);
  });

  it('is sent once, however often somebody presses', async () => {
    let open = (): void => undefined;
    gate = new Promise<void>((done) => (open = done));
    const { accept, askDecline, declining } = await opened();
    const first = accept();
    await accept();
    askDecline();
    open();
    await first;
    expect([sent().length, declining.value]).toEqual([1, null]);
  });

  it('is refused with the reason that was given, and that is asked for until the server takes it', async () => {
    const { askDecline, decline, declining } = await opened();
    await decline('没有人', null);
    expect(sent()).toEqual([]);
    askDecline();
    works = false;
    await decline('没有人', 'no-such-reason');
    expect([declining.value, sent()]).toEqual(['p1', [['/v1/prompts/p1/decline', { reason: '没有人' }]]]);
    works = true;
    // the one that was asked about, whatever has come to the screen since
    onScreen.value = { ...prompt, id: 'p2' };
    await decline('没有人', null);
    expect([declining.value, sent().length]).toEqual([null, 2]);
    expect(sent()[1]?.[0]).toBe('/v1/prompts/p1/decline');
  });

  it('ends a warning with its reason, as a false alarm only where that was said of this one', async () => {
    const { resolving, isFalseAlarm, resolve } = await opened();
    await resolve('好了');
    expect(sent()).toEqual([]);
    resolving.value = 'w0';
    await nextTick();
    isFalseAlarm.value = true;
    resolving.value = 'w1';
    await nextTick();
    expect(isFalseAlarm.value).toBe(false);
    works = false;
    await resolve('好了');
    expect(resolving.value).toBe('w1');
    works = true;
    isFalseAlarm.value = true;
    await resolve('误报');
    expect([resolving.value, sent().map(([, body]) => body)]).toEqual([
      null,
      [{ reason: '好了' }, { reason: '误报', dismissedAs: 'false-alarm' }],
    ]);
  });

  it('tells whether the server took what was undone or acknowledged', async () => {
    const { undo, acknowledge } = await opened();
    expect([await undo('p1'), await acknowledge('w1')]).toEqual([true, true]);
    works = false;
    expect([await undo('p1'), await acknowledge('w1')]).toEqual([false, false]);
  });
});
