import { z } from 'zod';
import { ask, askText, tell, unknownCaller } from './http';

describe('requests to our own server', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });
  const answer = (response: () => Response) => {
    globalThis.fetch = () => Promise.resolve(response());
  };
  /** A body of which the line breaks off, or whose time is up, while it is read. */
  const cut = () =>
    new ReadableStream<Uint8Array>({
      pull(body) {
        body.error(new DOMException('timed out', 'TimeoutError'));
      },
    });

  it('say that the server is not reachable also when it breaks off in the middle of an answer', async () => {
    answer(() => new Response(cut()));
    await expect(askText('/v1/cases', 'text/csv')).rejects.toMatchObject({ problem: { code: 'unreachable' } });
    await expect(ask('GET', '/v1/halls', z.object({}))).rejects.toMatchObject({ problem: { code: 'unreachable' } });
    answer(() => new Response('<html>'));
    await expect(ask('GET', '/v1/halls', z.object({}))).rejects.toMatchObject({
      problem: { code: 'unexpected-answer' },
    });
  });

  it('read an answer that nobody needs to its end, so that its line is free again', async () => {
    const given = Response.json({ seen: 3 });
    answer(() => given);
    await tell('POST', '/v1/warnings/seen', { ids: [] });
    expect(given.bodyUsed).toBe(true);
  });

  it('notice when the server no longer knows who asks, but not when they ask just that', async () => {
    answer(() => Response.json({}, { status: 401 }));
    const before = unknownCaller.value;
    await expect(ask('GET', '/v1/session', z.object({}))).rejects.toMatchObject({ status: 401 });
    expect(unknownCaller.value).toBe(before);
    await expect(ask('GET', '/v1/halls', z.object({}))).rejects.toMatchObject({ status: 401 });
    expect(unknownCaller.value).toBe(before + 1);
  });
});
