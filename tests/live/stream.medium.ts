import { Tokens } from '@cockpit/access';
import { HallDetail, LiveHall } from '@cockpit/contracts';
import { DEFAULT_INTERVALS } from '@cockpit/platform';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { WholeModule } from './modules';
import { ACTOR, clockTo, issued, isoAt, openHall, opened, until, type Hall } from './support';

let house: Hall;
beforeAll(async () => {
  // halls are published as often as in a real hall: that is what is tested
  house = await openHall(WholeModule, { intervals: DEFAULT_INTERVALS });
});
afterAll(async () => {
  await house.close();
});

interface Message {
  id: string;
  live: LiveHall;
}

/** Follows the event stream of a hall; `messages` grows while it is open. */
async function follow(
  hall: string,
  lastEventId?: string,
  token = house.token,
): Promise<{ status: number; type: string | null; messages: Message[]; close(): void }> {
  const abort = new AbortController();
  const response = await fetch(`${house.front.url}/v1/halls/${hall}/stream`, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const messages: Message[] = [];
  const read = async (): Promise<void> => {
    const heard = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { id, event, data } of heard ?? [])
      if (id !== undefined && event === 'live') messages.push({ id, live: LiveHall.parse(JSON.parse(data)) });
  };
  read().catch(() => undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    messages,
    close: () => {
      abort.abort();
    },
  };
}

describe('the event stream of a hall', () => {
  it('begins with the latest snapshot and goes on with every change', async () => {
    await house.post([...opened(0), issued('t1', 1), clockTo(2)]);
    await until(
      () => house.live(),
      (live) => live.now === isoAt(2),
    );
    const stream = await follow('H08');
    expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.length > 0,
    );
    expect(stream.messages[0]?.live.kpis.issued).toBe(1);

    const sentAt = performance.now();
    await house.post([issued('t2', 3)]);
    await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.at(-1)?.live.kpis.issued === 2,
    );
    expect(performance.now() - sentAt).toBeLessThan(15_000);
    stream.close();
  });

  it('names nobody to a screen that hangs in public', async () => {
    const { secret } = await house.front.app.get(Tokens).add({ name: 'wall', role: 'screen', halls: ['H08'] }, ACTOR);
    const asked = async (path: string) => (await house.get(path, { authorization: `Bearer ${secret}` })).json();
    const namesOf = ({ windows }: LiveHall) => [...new Set(windows.map(({ officerName }) => officerName))];
    expect(namesOf(await house.live())).toContain('警员 a1');
    expect(namesOf(LiveHall.parse(await asked('/v1/halls/H08/live')))).toEqual(['警**']);
    const detail = HallDetail.parse(await asked('/v1/halls/H08'));
    expect([[...new Set(detail.officers.map(({ name }) => name))], detail.name]).toEqual([['警**'], '大厅 H08']);
    const stream = await follow('H08', undefined, secret);
    const [first] = await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.length > 0,
    );
    expect(first && namesOf(first.live)).toEqual(['警**']);
    stream.close();
  });

  it('resumes where the reader left off, each snapshot once and in order', async () => {
    const first = await follow('H08');
    await until(
      () => Promise.resolve(first.messages),
      (messages) => messages.length > 0,
    );
    first.close();
    const last = first.messages.at(-1)?.id ?? '';
    for (const minute of [4, 5, 6]) {
      await house.post([issued(`m${String(minute)}`, minute)]);
      await until(
        () => house.live(),
        (live) => live.now === isoAt(minute),
      );
    }
    const second = await follow('H08', last);
    await house.post([clockTo(7)]);
    await until(
      () => Promise.resolve(second.messages),
      (messages) => messages.at(-1)?.live.now === isoAt(7),
    );
    second.close();
    const nows = second.messages.map((message) => message.live.now);
    expect(nows).toEqual(expect.arrayContaining([isoAt(4), isoAt(5), isoAt(6), isoAt(7)]));
    expect([...nows].sort()).toEqual(nows);
    const ids = second.messages.map((message) => message.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(last);
  });

  it('publishes at most four snapshots a second, the last of them complete', async () => {
    const stream = await follow('H08');
    await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.length > 0,
    );
    const before = stream.messages.length;
    const started = performance.now();
    for (let i = 0; i < 40; i++) await house.post([issued(`burst-${String(i)}`, 8 + i / 100)]);
    await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.at(-1)?.live.kpis.issued === 45,
    );
    const seconds = (performance.now() - started) / 1000;
    expect(stream.messages.length - before).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 2);
    stream.close();
  });

  it('starts anew for an id that is none of ours', async () => {
    const stream = await follow('H08', 'not-an-id');
    await until(
      () => Promise.resolve(stream.messages),
      (messages) => messages.length > 0,
    );
    expect(stream.messages[0]?.live.kpis.issued).toBe(45);
    stream.close();
    expect((await house.get('/v1/halls/H99/stream')).status).toBe(404);
  });
});
