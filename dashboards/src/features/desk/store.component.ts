import type { LiveHall, Prompt, Warning } from '@cockpit/contracts';
import { SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import { refusal, serve, type Server } from '../../testing/server';
import { within } from '../../testing/within';
import { useLiveStore } from '../live/store';
import { emptyLive, reduceLive } from '../live/live-state';
import { useDeskStore } from './store';

const [FIRST] = SAMPLE_HALL.prompts;
if (FIRST === undefined) throw new Error('the sample has a prompt');
const prompt = (state: Prompt['state'], over: Partial<Prompt> = {}): Prompt => ({
  ...FIRST,
  state,
  ...over,
});

describe('prompts and warnings of the desk', () => {
  let server: Server;
  let listed: Prompt[];
  let warnings: Warning[];
  let accept: () => unknown;
  let slow: Promise<unknown> | null;
  beforeEach(() => {
    jest.useFakeTimers({ now: SAMPLE_NOW });
    [listed, warnings, slow] = [[], [], null];
    accept = () => prompt('accepted');
    server = serve({
      'GET /v1/prompts': () => slow ?? { items: listed, next: null },
      'GET /v1/warnings': () => ({ items: warnings, next: null }),
      'POST /v1/prompts/p1/accept': () => accept(),
      'POST /v1/prompts/p1/undo': () => prompt('undone'),
      'POST /v1/prompts/p2/undo': () => prompt('undone', { id: 'p2' }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  const opened = async () => {
    const { value, stop } = within(() => ({ desk: useDeskStore(), live: useLiveStore() }));
    /** what the stream brings */
    const hear = (over: Partial<LiveHall>) => {
      const snapshot = { ...SAMPLE_HALL, prompts: [], warnings: [], ...over };
      value.live.state = reduceLive(
        value.live.state.hall === snapshot.hall ? value.live.state : emptyLive(snapshot.hall),
        { kind: 'snapshot', snapshot, at: Date.now() },
      );
    };
    hear({});
    void value.desk.open('H32');
    await jest.advanceTimersByTimeAsync(50);
    const stateOf = (id: string) => value.desk.prompts.find((one) => one.id === id)?.state;
    return { ...value, stop, hear, stateOf };
  };

  it('are asked for from the beginning of the day of the hall', async () => {
    const { stop } = await opened();
    expect(server.asked.map(({ path, query }) => [path, query.get('since')])).toContainEqual([
      '/v1/prompts',
      '2026-11-19T16:00:00.000Z',
    ]);
    stop();
  });

  it('show of two tellings the later one, whichever line it came by', async () => {
    listed = [prompt('shown')];
    const { desk, hear, stateOf, stop } = await opened();
    await jest.advanceTimersByTimeAsync(1000);
    hear({ prompts: [prompt('accepted')] });
    expect(stateOf('p1')).toBe('accepted');
    await jest.advanceTimersByTimeAsync(1000);
    listed = [prompt('undone')];
    await desk.refresh();
    await jest.advanceTimersByTimeAsync(50);
    expect(stateOf('p1')).toBe('undone');
    stop();
  });

  it('are as the server says after an answer, also when it refused', async () => {
    listed = [prompt('shown')];
    const { desk, stateOf, stop } = await opened();
    accept = () => {
      listed = [prompt('expired')];
      return refusal(409, 'prompt-expired');
    };
    const outcome = desk.accept('p1').then(
      () => 'taken',
      () => 'refused',
    );
    expect(desk.isPending('p1')).toBe(true);
    await jest.advanceTimersByTimeAsync(100);
    expect([await outcome, desk.isPending('p1'), stateOf('p1')]).toEqual(['refused', false, 'expired']);
    stop();
  });

  it('are looked up where the server did not answer in time, before anything is said of it', async () => {
    listed = [prompt('shown')];
    const { desk, stateOf, stop } = await opened();
    const outcomeOf = async (becomes: Prompt['state'], said: () => unknown): Promise<string> => {
      listed = [prompt('shown')];
      accept = () => {
        listed = [prompt(becomes)];
        return said();
      };
      const outcome = desk.accept('p1').then(
        () => 'taken',
        () => 'refused',
      );
      await jest.advanceTimersByTimeAsync(100);
      return outcome;
    };
    const late = () => refusal(504, 'http-error');
    expect([await outcomeOf('accepted', late), stateOf('p1')]).toEqual(['taken', 'accepted']);
    expect(await outcomeOf('shown', late)).toBe('refused');
    // what the server refused was not taken, whatever became of it
    expect(await outcomeOf('accepted', () => refusal(409, 'prompt-answered'))).toBe('refused');
    stop();
  });

  it('are shown as answered before the lists are had again', async () => {
    listed = [prompt('shown')];
    const { desk, stateOf, stop } = await opened();
    slow = new Promise(() => undefined);
    void desk.accept('p1');
    await jest.advanceTimersByTimeAsync(100);
    expect([desk.isPending('p1'), stateOf('p1')]).toEqual([false, 'accepted']);
    stop();
  });

  it('are answered each by itself, and one after the other where it is the same', async () => {
    listed = [prompt('shown'), prompt('shown', { id: 'p2' })];
    const { desk, stop } = await opened();
    let take = (): void => undefined;
    accept = () =>
      new Promise(
        (done) =>
          (take = () => {
            done(prompt('accepted'));
          }),
      );
    void desk.accept('p1');
    void desk.undo('p1');
    const other = desk.undo('p2');
    await jest.advanceTimersByTimeAsync(100);
    await other;
    const sent = () => server.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(sent()).toEqual(['/v1/prompts/p1/accept', '/v1/prompts/p2/undo']);
    expect([desk.isPending('p1'), desk.isPending('p2')]).toEqual([true, false]);
    take();
    await jest.advanceTimersByTimeAsync(100);
    expect([sent()[2], desk.isPending('p1')]).toEqual(['/v1/prompts/p1/undo', false]);
    stop();
  });

  it('are not asked for any more once the desk is closed', async () => {
    const { desk, stop } = await opened();
    desk.close();
    await jest.advanceTimersByTimeAsync(50);
    const before = server.asked.length;
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(server.asked.length).toBe(before);
    stop();
  });

  it('keep what was listed while the server is away, and say why nothing newer comes', async () => {
    listed = [prompt('done')];
    const { desk, stateOf, stop } = await opened();
    server.close();
    server = serve({ 'GET /v1/prompts': () => refusal(503, 'unavailable') });
    await jest.advanceTimersByTimeAsync(5 * 60_000 + 100);
    expect([stateOf('p1'), desk.listProblem === null]).toEqual(['done', false]);
    stop();
  });
});
