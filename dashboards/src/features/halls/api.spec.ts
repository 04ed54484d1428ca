import { fetchHalls } from './api';

describe('halls in scope', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('are all of them: a province has more than a page', async () => {
    const hall = (code: string) => ({
      code,
      name: code,
      tier: 'hall',
      parent: null,
      windows: 1,
      queues: [],
      clock: 'wall',
      simulated: false,
      twinOf: null,
    });
    globalThis.fetch = (input) =>
      Promise.resolve(
        Response.json(
          (input as string).includes('cursor=H01')
            ? { items: [hall('H02')], next: null }
            : { items: [hall('H01')], next: 'H01' },
        ),
      );
    expect((await fetchHalls()).map(({ code }) => code)).toEqual(['H01', 'H02']);
  });
});
