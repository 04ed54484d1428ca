import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CASES } from '../accounts';
import { Memory } from '../memory';
import { CaseDesk } from './case-desk';

const card = (id: string, source: string) => ({
  id,
  matterId: id,
  caseId: id,
  source,
  kind: 'red',
  state: 'issued',
  reading: '2026-03-09T01:00:00Z',
  issuedAt: '2026-03-09T01:00:00Z',
  hall: 'H32',
  unit: '户政审批科',
  officerId: null,
  note: null,
  handledBy: null,
  handledAt: null,
  stage: null,
  appeal: 'none',
});

describe('the people of the simulated case system', () => {
  const posted: string[] = [];
  let cockpit: Server;
  beforeAll(async () => {
    const all = Array.from({ length: 40 }, (_, i) => card(`own-${String(i)}`, CASES)).concat(
      Array.from({ length: 40 }, (_, i) => card(`theirs-${String(i)}`, 'town-hall')),
    );
    cockpit = createServer((request, reply) => {
      if (request.method === 'POST' && request.url?.startsWith('/v1/cards/')) posted.push(request.url);
      const body = request.method === 'GET' ? { items: all, next: null } : {};
      reply.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => {
      cockpit.listen(0, '127.0.0.1', listening);
    });
  });
  afterAll(async () => {
    await new Promise((closed) => cockpit.close(closed));
  });

  it('answer no matter that another source opened', async () => {
    const memory = Memory.parse({ url: 'x', tokens: { units: 'secret' } });
    const url = `http://127.0.0.1:${String((cockpit.address() as AddressInfo).port)}`;
    await new CaseDesk(url, memory, {
      admin: () => Promise.resolve('secret'),
      save: () => undefined,
      signal: new AbortController().signal,
    }).look(Date.parse('2026-03-09T02:00:00Z'));
    expect(posted.length).toBeGreaterThan(10);
    expect(posted.filter((path) => path.includes('theirs'))).toEqual([]);
  });
});
