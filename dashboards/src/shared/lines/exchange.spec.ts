import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Exchange } from './exchange';
import { followLine } from './follow';
import type { ToTab } from './messages';

const streams = new Map<string, ServerResponse[]>();
let askedOnce = 0;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, hall = '', what] = (request.url ?? '').split('/');
    if (hall === 'closed') response.writeHead(403).end();
    else if (what === 'live') {
      askedOnce += 1;
      response.end(`${hall} once`);
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${hall} first\n\n`);
      const open = streams.get(hall) ?? [];
      streams.set(hall, [...open, response]);
      response.on('close', () => {
        streams.set(
          hall,
          (streams.get(hall) ?? []).filter((one) => one !== response),
        );
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const openStreams = (): string[] => [...streams].flatMap(([hall, open]) => open.map(() => hall)).sort();
const until = async (good: () => boolean): Promise<void> => {
  while (!good()) await sleep(5);
};
const address = (hall: string, who = 'anna') => ({ who, stream: `${url}/${hall}/stream`, once: `${url}/${hall}/live` });

/** A tab as the exchange sees it. */
class Tab {
  readonly heard: ToTab[] = [];
  postMessage(said: ToTab): void {
    this.heard.push(said);
  }
  get data(): string[] {
    return this.heard.flatMap((said) => (said.kind === 'message' ? [said.data] : []));
  }
}

describe('the exchange of all tabs of a browser', () => {
  let exchange: Exchange;
  const tabs: Tab[] = [];
  const follow = (hall: string, now = 0, who = 'anna', tab = new Tab()): Tab => {
    if (!tabs.includes(tab)) tabs.push(tab);
    exchange.hear(tab, { kind: 'follow', address: address(hall, who) }, now);
    return tab;
  };
  beforeEach(() => {
    exchange = new Exchange(10);
  });
  afterEach(async () => {
    for (const tab of tabs.splice(0)) exchange.hear(tab, { kind: 'leave' }, 0);
    await until(() => openStreams().length === 0);
  });

  it('keeps one stream for tabs that follow the same, and tells a tab that comes later what was heard last', async () => {
    const first = follow('a');
    await until(() => first.data.length === 1);
    const second = follow('a');
    expect(second.heard.map(({ kind }) => kind)).toEqual(['opened', 'message', 'here']);
    streams.get('a')?.[0]?.write('data: more\n\n');
    await until(() => second.data.length === 2);
    expect([first.data, second.data]).toEqual([
      ['a first', 'more'],
      ['a first', 'more'],
    ]);
    expect(openStreams()).toEqual(['a']);
  });

  it('hands nobody what another person was told', async () => {
    const anna = follow('a');
    await until(() => anna.data.length === 1);
    const bert = follow('a', 0, 'bert');
    expect(bert.data).toEqual([]);
    await until(() => bert.data.length === 1);
    expect(openStreams()).toEqual(['a', 'a']);
  });

  it('leaves two of the six connections free, asks in turns for what has none, and hands on one that ends', async () => {
    const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((hall) => follow(hall));
    await until(() => seven.every(({ data }) => data.length > 0));
    expect(openStreams()).toEqual(['a', 'b', 'c', 'd']);
    expect(seven.slice(4).map(({ data }) => data[0])).toEqual(['e once', 'f once', 'g once']);
    const [, second, , , fifth] = seven;
    if (second !== undefined) exchange.hear(second, { kind: 'leave' }, 0);
    await until(() => openStreams().join('') === 'acde');
    await until(() => fifth?.data.includes('e first') === true);
  });

  it('forgets a tab that says nothing any more, and knows it again when it speaks', async () => {
    const gone = follow('a');
    // not only asked: what it has not heard by then, it would never hear
    await until(() => gone.data.length === 1);
    const other = follow('b', 200_000);
    await until(() => openStreams().join('') === 'b');
    const heard = gone.heard.length;
    follow('a', 210_000, 'anna', gone);
    await until(() => gone.data.length > 1 && gone.heard.length > heard);
    follow('b', 210_000, 'anna', other);
    expect(openStreams()).toEqual(['a', 'b']);
  });

  it('changes lines with its tab: one thing at a time', async () => {
    const tab = follow('a');
    await until(() => openStreams().length === 1);
    follow('b', 1, 'anna', tab);
    await until(() => openStreams().join('') === 'b');
  });

  it('passes on a refusal of a stream and of a question', async () => {
    const refused = follow('closed');
    await until(() => refused.heard.some(({ kind }) => kind === 'refused'));
    for (const hall of ['a', 'b', 'c']) follow(hall);
    const asked = follow('closed', 0, 'bert');
    await until(() => asked.heard.some(({ kind }) => kind === 'refused'));
    expect(asked.heard).toContainEqual({ kind: 'refused', status: 403, retryMs: 60_000 });
  });

  it('asks no more once nobody listens', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((hall) => follow(hall));
    await until(() => five.every(({ data }) => data.length > 0));
    for (const tab of five) exchange.hear(tab, { kind: 'leave' }, 0);
    await until(() => openStreams().length === 0);
    const before = askedOnce;
    await sleep(50);
    expect(askedOnce).toBeLessThanOrEqual(before + 1);
  });
});

describe('a tab that follows', () => {
  const data: string[] = [];
  const handlers = {
    opened: () => undefined,
    activity: () => undefined,
    down: () => undefined,
    refused: () => undefined,
    message: (said: { data: string }) => {
      data.push(said.data);
    },
  };
  beforeEach(() => {
    data.length = 0;
  });

  /** The exchange as another thread: messages come later, and only as copies. */
  function office(exchange: Exchange): { port: MessagePort } {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = ({ data: said }) => {
      exchange.hear(port2, said as Parameters<Exchange['hear']>[1], 0);
    };
    return { port: port1 };
  }

  it('hears through the exchange, and leaves it', async () => {
    const exchange = new Exchange();
    const stop = new AbortController();
    const following = followLine(address('a'), handlers, stop.signal, () => office(exchange), 10);
    await until(() => data.length === 1);
    streams.get('a')?.[0]?.write('data: more\n\n');
    await until(() => data.includes('more'));
    stop.abort();
    await following;
    await until(() => openStreams().length === 0);
  });

  it('begins a new exchange where the one it had was ended', async () => {
    const dead = { port: new MessageChannel().port1 };
    const offices = [dead, office(new Exchange())];
    const stop = new AbortController();
    const following = followLine(address('a'), handlers, stop.signal, () => offices.shift() ?? dead, 10);
    await until(() => data.length === 1);
    stop.abort();
    await following;
    await until(() => openStreams().length === 0);
  });

  it('keeps a stream of its own where no exchange ever answers, or the browser knows none', async () => {
    let opened = 0;
    for (const open of [
      () => null,
      () => {
        opened += 1;
        return { port: new MessageChannel().port1 };
      },
    ]) {
      data.length = 0;
      const stop = new AbortController();
      const following = followLine(address('a'), handlers, stop.signal, open, 5);
      await until(() => data.length === 1);
      stop.abort();
      await following;
      await until(() => openStreams().length === 0);
    }
    expect(opened).toBe(3);
  });
});
