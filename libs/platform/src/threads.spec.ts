import { Threads, type ThreadModule } from './threads';
import type * as fixture from './threads.fixture';

const FIXTURE: ThreadModule<typeof fixture> = { file: require.resolve('./threads.fixture') };

describe('work in a thread', () => {
  const threads = new Threads();
  afterAll(() => threads.onApplicationShutdown());

  it('takes and gives plain data, maps too', async () => {
    expect(await threads.run(FIXTURE, 'doubled', new Map([['a', 1.5]]))).toEqual(new Map([['a', 3]]));
  });

  it('leaves the event loop free', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 5);
    const ms = await threads.run(FIXTURE, 'spin', 400);
    clearInterval(counting);
    expect(ms).toBeGreaterThanOrEqual(400);
    expect(turns).toBeGreaterThan(5);
  });

  it('passes on what the function throws', async () => {
    await expect(threads.run(FIXTURE, 'refuse', 'plan')).rejects.toThrow('no plan');
  });
});
