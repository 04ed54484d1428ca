import type { LiveHall, LiveWindow, OwnPrompt, Prompt } from '@cockpit/contracts';
import { ref } from 'vue';
import { composed } from '../../testing/mounted';
import { useSessionStore } from '../session/store';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import { useDeskStore } from './store';
import { useMoves, type DeskMoves } from './use-moves';

const [sampleQueue] = SAMPLE_HALL.queues;
const [sampleWindow] = SAMPLE_HALL.windows;
if (sampleQueue === undefined || sampleWindow === undefined) throw new Error('the sample hall is not empty');
const queue = (code: string, predictedP50Sec: number | null) => ({ ...sampleQueue, code, predictedP50Sec });
const window = (windowId: string, state: LiveWindow['state'], queues: string[], loadMin: number | null = null) => ({
  ...sampleWindow,
  windowId,
  number: windowId.slice(1),
  state,
  queues,
  homeQueue: queues[0] ?? '',
  loadMin,
});
const hall: LiveHall = {
  ...SAMPLE_HALL,
  queues: [queue('short', 300), queue('long', 2400), queue('unknown', null)],
  windows: [
    window('w1', 'idle', ['short'], 1),
    window('w2', 'serving', ['long', 'short'], 9),
    window('w3', 'closed', ['short']),
  ],
};
const prompt = (more: Partial<Prompt>): Prompt => ({ id: 'p1', windowId: 'w1', queues: ['long'], ...more }) as Prompt;

describe('a window moved by hand', () => {
  const proposed = ref<Prompt | null>(null);
  const swapped = ref(false);
  const snapshot = ref<LiveHall | null>(hall);
  let at: { value: DeskMoves; page: { unmount: () => void } };
  beforeEach(async () => {
    [proposed.value, swapped.value, snapshot.value] = [null, false, hall];
    at = await composed(() => useMoves(snapshot, proposed, swapped), {
      caller: { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] },
    });
  });
  afterEach(() => {
    at.page.unmount();
  });

  it('is dragged to a queue, which is only thought about, and dragged once', async () => {
    const { grabbed, grab, grabbedNumber, draft, dropOn } = at.value;
    grab('w1');
    await new Promise((later) => setTimeout(later));
    expect(grabbedNumber.value).toBe('1');
    dropOn('long');
    expect(draft.value).toEqual({ windowId: 'w1', queue: 'long', move: 'link', replaces: null });
    expect([grabbed.value, grabbedNumber.value]).toEqual([null, null]);
    draft.value = null;
    dropOn('long');
    expect(draft.value).toBeNull();
  });

  it('of which the hall knows nothing any more goes nowhere', () => {
    const { grabbed, draft, dropOn, moveWindow, opened, detail } = at.value;
    grabbed.value = 'w1';
    snapshot.value = { ...hall, windows: [] };
    dropOn('long');
    moveWindow('w1');
    opened.value = 'w1';
    expect([draft.value, detail.value]).toEqual([null, null]);
    snapshot.value = null;
    moveWindow('w1');
    expect(draft.value).toBeNull();
  });

  it('is first thought of for the queue that waits longest and is not its own; another may be tapped', () => {
    const { opened, draft, moveWindow, detail } = at.value;
    opened.value = 'w1';
    expect(detail.value?.number).toBe('1');
    moveWindow('w1');
    expect([opened.value, draft.value?.queue]).toEqual([null, 'long']);
    moveWindow('w2');
    expect(draft.value?.queue).toBe('unknown');
    moveWindow('w1', 'unknown');
    expect(draft.value?.queue).toBe('unknown');
    moveWindow('w3');
    expect(draft.value).toMatchObject({ move: 'open', queue: 'long' });
  });

  it('stands in for the prompt: with its window, or the one with least to do where it names none', () => {
    const { draft, doInstead } = at.value;
    doInstead();
    expect(draft.value).toBeNull();
    proposed.value = prompt({ windowId: 'w2', queues: ['long', 'unknown'] });
    doInstead();
    expect(draft.value).toEqual({ windowId: 'w2', queue: 'unknown', move: 'link', replaces: 'p1' });
    const { windowId: _, ...guide } = prompt({ queues: ['long'] });
    proposed.value = guide;
    doInstead();
    expect(draft.value).toEqual({ windowId: 'w1', queue: 'long', move: 'link', replaces: 'p1' });
  });

  it('does not stand in for it where one may not answer, or where another prompt has just come in its place', () => {
    const { draft, doInstead } = at.value;
    proposed.value = prompt({});
    swapped.value = true;
    doInstead();
    expect(draft.value).toBeNull();
    swapped.value = false;
    useSessionStore().caller = { kind: 'user', id: 'u', name: '李', role: 'auditor', halls: ['H32'] };
    doInstead();
    expect(draft.value).toBeNull();
  });

  it('is thought about until it is taken: what the server refuses is not lost', async () => {
    const { draft, moveWindow, commit } = at.value;
    const own: OwnPrompt = { kind: 'link', windowId: 'w1', queues: ['short', 'long'] };
    const desk = useDeskStore();
    const made: OwnPrompt[] = [];
    let works = false;
    desk.make = (one) => {
      made.push(one);
      return works ? Promise.resolve() : Promise.reject(new TypeError('no line'));
    };
    moveWindow('w1');
    await commit(own).catch(() => undefined);
    expect(draft.value).not.toBeNull();
    works = true;
    await commit(own);
    expect([draft.value, made]).toEqual([null, [own, own]]);
  });
});
