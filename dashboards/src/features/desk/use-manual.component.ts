import type { ManualEntry } from '@cockpit/contracts';
import { composed } from '../../testing/mounted';
import { refusal, serve, type Request, type Server } from '../../testing/server';
import type { Paper } from './papers';
import { useManual, type ManualActions } from './use-manual';

const AT = '2026-03-04T02:00:00.000Z';
const entry = (more: Partial<ManualEntry> = {}): ManualEntry => ({
  id: '7',
  hall: 'H1',
  key: 'k',
  kind: 'ticket',
  ticketId: 't1',
  number: 'Z001',
  queue: 'hz',
  windowId: null,
  type: 'hall.ticket.issued',
  eventId: 'e',
  eventSource: 'manual',
  at: AT,
  enteredAt: AT,
  enteredBy: '李',
  state: 'standing',
  supersededBy: null,
  endedAt: null,
  endReason: null,
  ...more,
});
const paper = (windowId: string | null): Paper => ({
  ticketId: 't/1',
  number: 'Z001',
  queue: 'hz',
  at: AT,
  windowId,
  step: 'issued',
});

describe('what is told of a hall by hand', () => {
  let server: Server;
  let answer: () => unknown;
  let looked: number;
  let manual: ManualActions;
  let close = (): void => undefined;
  beforeEach(async () => {
    [answer, looked] = [() => entry(), 0];
    const take = () => answer();
    server = serve({
      'POST /v1/halls/H1/manual/tickets': take,
      'POST /v1/halls/H1/manual/tickets/t%2F1/steps': take,
      'POST /v1/halls/H1/manual/windows/w%231': take,
      'POST /v1/halls/H1/manual/entries/7/void': take,
    });
    const { value, page } = await composed(() =>
      useManual(
        () => 'H1',
        () => {
          looked += 1;
          return Promise.resolve();
        },
      ),
    );
    manual = value;
    close = () => {
      page.unmount();
    };
  });
  afterEach(() => {
    close();
    server.close();
  });
  const sent = () => server.asked.map(({ body }: Request) => body as Record<string, unknown>);
  const without = ({ key: _, ...rest }: Record<string, unknown>) => rest;

  it('is a paper ticket with its number, or with the next one where none was written', async () => {
    expect(await manual.issue('hz', 'Z009')).toBe(true);
    expect(await manual.issue('hz', '')).toBe(true);
    expect(sent().map(without)).toEqual([{ queue: 'hz', number: 'Z009' }, { queue: 'hz' }]);
    expect([looked, manual.busy.value]).toEqual([2, false]);
  });

  it('is called to the window that was chosen, and goes on at the window it was called to', async () => {
    await manual.step(paper(null), 'called', 'w2');
    await manual.step(paper('w3'), 'started', 'w2');
    await manual.step(paper('w3'), 'finished', undefined);
    await manual.step(paper(null), 'cancelled', undefined);
    expect(sent().map(without)).toEqual([
      { step: 'called', windowId: 'w2' },
      { step: 'started', windowId: 'w3' },
      { step: 'finished', windowId: 'w3', result: 'done' },
      { step: 'cancelled' },
    ]);
  });

  it('is what a window does: a pause is a break', async () => {
    for (const state of ['opened', 'paused', 'resumed', 'closed'] as const) await manual.setWindow('w#1', state);
    expect(sent().map(without)).toEqual([
      { state: 'opened' },
      { state: 'paused', reason: 'break' },
      { state: 'resumed' },
      { state: 'closed' },
    ]);
  });

  it('is the same entry when it is sent again after an answer that was lost, and a new one after that', async () => {
    answer = () => {
      throw new TypeError('no line');
    };
    expect(await manual.issue('hz', '')).toBe(false);
    answer = () => entry();
    await manual.issue('hz', '');
    await manual.issue('hz', '');
    // once more by itself before anything is said of it
    const [lost, itself, again, next] = sent().map(({ key }) => key);
    expect([itself, again]).toEqual([lost, lost]);
    expect(next).not.toBe(lost);
  });

  it('is taken as entered where only the first answer was lost', async () => {
    answer = () => {
      answer = () => entry();
      throw new TypeError('no line');
    };
    expect(await manual.issue('hz', '')).toBe(true);
    expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
  });

  it('is looked at again also when it was refused, and what was refused may be told anew', async () => {
    answer = () => refusal(409, 'conflict');
    expect(await manual.setWindow('w#1', 'opened')).toBe(false);
    answer = () => entry({ kind: 'window' });
    expect(await manual.setWindow('w#1', 'opened')).toBe(true);
    const [refused, anew] = sent().map(({ key }) => key);
    expect([anew === refused, looked, manual.busy.value]).toEqual([false, 2, false]);
  });

  it('is taken back with a reason that everybody can read', async () => {
    expect(await manual.takeBack(entry())).toBe(true);
    expect(sent()).toEqual([{ reason: expect.stringMatching(/\p{L}/u) as unknown }]);
  });
});
