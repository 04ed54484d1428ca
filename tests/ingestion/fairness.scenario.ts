import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Sources } from '@cockpit/access';
import { Problem } from '@cockpit/contracts';
import { ACTOR, DoorModule, issued, openPipeline, until, type Pipeline } from './support';

const MIB = 1024 * 1024;
const SINGLES = 60;
/** of the sender of single events, while the other one floods: a bound no machine of ours should miss, not a figure */
const BOUND_MS = 1000;

/** A process of its own that posts one long batch over eighty connections, as fast as it is answered and heeding no Retry-After. */
const FLOODER = `
const statuses = {};
let body = '';
process.stdin.on('data', (chunk) => { body += chunk; }).on('end', () => {
  for (let i = 0; i < 80; i++) void loop();
  setTimeout(() => process.stdout.write('flooding'), 500);
});
const headers = { authorization: 'Bearer ' + process.env.KEY, 'content-type': 'application/cloudevents-batch+json' };
async function loop() {
  for (;;) {
    const answer = await fetch(process.env.URL, { method: 'POST', body, headers }).catch(() => null);
    if (answer === null) continue;
    statuses[answer.status] = (statuses[answer.status] || 0) + 1;
    await answer.arrayBuffer().catch(() => null);
  }
}
process.on('SIGTERM', () => { process.stdout.write(JSON.stringify(statuses), () => process.exit(0)); });
`;

describe('a door with a flooding and a dripping source', () => {
  let pipeline: Pipeline;
  let flood: string;
  let drip: string;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule, { bodyTimeoutSec: 4 });
    const sources = pipeline.running.app.get(Sources);
    flood = (await sources.create({ name: 'flood', halls: ['H32'], sandbox: false }, ACTOR)).key.secret;
    drip = (await sources.create({ name: 'drip', halls: ['H32'], sandbox: false }, ACTOR)).key.secret;
  });
  afterAll(async () => {
    await pipeline.close();
  });

  const post = (key: string, body: string) =>
    fetch(`${pipeline.running.url}/v1/events`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    });

  it('serves whoever posts single events as if they were alone, and sends only the flooder away', async () => {
    const body = JSON.stringify(Array.from({ length: 4000 }, (_, i) => issued(`flood-${String(i)}`)));
    const flooder = spawn(process.execPath, ['-e', FLOODER], {
      env: { ...process.env, URL: `${pipeline.running.url}/v1/events`, KEY: flood },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    flooder.stdin.end(body);
    const [first] = (await once(flooder.stdout, 'data')) as [Buffer];
    const times: number[] = [];
    for (let i = 0; i < SINGLES; i++) {
      const from = performance.now();
      const answer = await pipeline.post(issued(`single-${String(i)}`));
      times.push(performance.now() - from);
      expect(answer.status).toBe(202);
      await answer.arrayBuffer();
    }
    flooder.kill('SIGTERM');
    const [last] = (await once(flooder.stdout, 'data')) as [Buffer];
    const statuses = JSON.parse(last.toString()) as Record<string, number>;
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)] ?? Infinity;
    expect(first.toString()).toBe('flooding');
    expect(p95).toBeLessThan(BOUND_MS);
    expect(statuses['429'] ?? 0).toBeGreaterThan(0);
    expect(statuses['202'] ?? 0).toBeGreaterThan(0);
  });

  it('answers others in time while one source posts more events than anybody has', async () => {
    const { secret } = (
      await pipeline.running.app.get(Sources).create({ name: 'many', halls: ['H32'], sandbox: false }, ACTOR)
    ).key;
    const many = (body: Uint8Array, type: string, headers: Record<string, string> = {}) =>
      fetch(`${pipeline.running.url}/v1/events`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${secret}`, 'content-type': type, ...headers },
      });
    const packed = { 'content-encoding': 'gzip' };
    const refused = [
      many(Buffer.from('0\n'.repeat(4 * 1024 * 1024)), 'application/x-ndjson'),
      many(gzipSync(`[${'0,'.repeat(32 * 1024 * 1024 - 2)}0]`), 'application/json', packed),
    ];
    // each of them is sealed and kept
    const taken = many(gzipSync('x\n'.repeat(20_000)), 'application/x-ndjson', packed);
    const all = Promise.all([...refused, taken]);
    const posting = { isOver: false };
    void all.finally(() => {
      posting.isOver = true;
    });
    const times: number[] = [];
    while (!posting.isOver) {
      const from = performance.now();
      const answer = await pipeline.post(issued(`beside-${String(times.length)}`));
      times.push(performance.now() - from);
      expect(answer.status).toBe(202);
    }
    const answers = await all;
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 202]);
    expect(await answers[2]?.json()).toMatchObject({ accepted: 0, rejected: { length: 20_000 } });
    times.sort((a, b) => a - b);
    expect(times.length).toBeGreaterThan(10);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(BOUND_MS);
  });

  it('answers 28 packed bodies of a source before it has refused the bombs that the same source sent first', async () => {
    const { secret } = (
      await pipeline.running.app.get(Sources).create({ name: 'packed', halls: ['H32'], sandbox: false }, ACTOR)
    ).key;
    const bomb = gzipSync(Buffer.alloc(256 * MIB));
    // the last is ordinary in its first part: that it is a bomb shows late
    const bombBodies = [
      ...Array.from({ length: 19 }, () => bomb),
      Buffer.concat([gzipSync(randomBytes(4 * MIB)), bomb]),
    ];
    const ordinaryBodies = Array.from({ length: 28 }, (_, i) =>
      gzipSync(JSON.stringify(Array.from({ length: 20 }, (__, k) => issued(`packed-${String(i)}-${String(k)}`)))),
    );
    const from = performance.now();
    const packed = async (body: Uint8Array): Promise<{ status: number; text: string; ms: number }> => {
      const answer = await fetch(`${pipeline.running.url}/v1/events`, {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/cloudevents-batch+json',
          'content-encoding': 'gzip',
        },
      });
      return { status: answer.status, text: await answer.text(), ms: performance.now() - from };
    };
    const bombs = bombBodies.map(packed);
    const ordinary = ordinaryBodies.map(packed);
    const answers = await Promise.all(ordinary);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(answers.map(({ text }) => JSON.parse(text) as unknown)).toEqual(
      answers.map(() => ({ accepted: 20, rejected: [] })),
    );
    const refused = await Promise.all(bombs);
    // two that are long at once are too much together: one of them may be told to come again
    const answersOf = (wanted: number) => refused.filter(({ status }) => status === wanted);
    const [tooLarge, later] = [answersOf(413), answersOf(429)];
    expect(tooLarge.length + later.length).toBe(refused.length);
    expect(tooLarge.length).toBeGreaterThan(later.length);
    for (const { text } of tooLarge) {
      const problem = Problem.parse(JSON.parse(text));
      expect([problem.code, problem.detail]).toEqual(['too-large', expect.stringContaining('after decompression')]);
    }
    for (const { text } of later) expect(Problem.parse(JSON.parse(text)).code).toBe('too-many-requests');
    const last = (of: { ms: number }[]): number => Math.max(...of.map(({ ms }) => Math.round(ms)));
    process.stderr.write(`28 packed bodies ${String(last(answers))} ms, 20 bombs ${String(last(refused))} ms\n`);
    expect(last(answers)).toBeLessThan(last(refused));
  });

  it('gives up bodies that trickle in, and meanwhile takes those of others', async () => {
    // a few more than the source may have open: one of ours below may be in the place of one of them when it comes
    const sockets = await Promise.all(Array.from({ length: 80 }, () => dripping(pipeline.running.url, drip)));
    const refused = await until(
      () => post(drip, JSON.stringify([issued('late')])),
      ({ status }) => status === 429,
      3000,
    );
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await pipeline.post(issued('beside'))).status).toBe(202);
    const answers = await Promise.all(sockets.map(({ answer }) => answer));
    const statuses = answers.map((answer) => answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 408'.length));
    expect(new Set(statuses)).toEqual(new Set(['408', '429']));
    expect(statuses.filter((status) => status === '408').length).toBeGreaterThan(60);
    expect((await post(drip, JSON.stringify([issued('again')]))).status).toBe(202);
  });
});

/** A request whose body never ends: headers, then a byte now and then. */
async function dripping(url: string, key: string): Promise<{ answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise((done) => socket.once('connect', done));
  socket.write(
    `POST /v1/events HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n`,
  );
  const timer = setInterval(() => socket.write(' '), 100);
  let heard = '';
  const answer = new Promise<string>((done) => {
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      if (heard.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      done(heard);
    });
  });
  return { answer };
}
