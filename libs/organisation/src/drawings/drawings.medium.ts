import {
  Drawing,
  HallChanged,
  HallDetail,
  HallSetup,
  PhoneLine,
  page,
  Problem,
  type HallDoc,
} from '@cockpit/contracts';
import { Tokens, type Actor } from '@cockpit/access';
import { DataSource } from 'typeorm';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { OrganisationModule } from '../organisation.module';
import { OrganisationService } from '../organisation.service';
import { smallOrganisation } from '../testing';

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };
const SVG = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" onload="alert(1)">
  <script>alert(1)</script><rect width="10" height="10" fill="#ccc"/><image href="https://evil.example/a.png"/></svg>`;
let stores: Stores;
let running: RunningApp;
const keys: Record<string, string> = {};

beforeAll(async () => {
  stores = await freshStores();
  running = await bootApp(stores, OrganisationModule);
  await running.app.get(OrganisationService).replace(smallOrganisation(), SYSTEM, '2026-01-01');
  const tokens = running.app.get(Tokens);
  for (const wanted of [
    { name: 'boss', role: 'administrator', halls: 'all' },
    { name: 'of-p', role: 'administrator', halls: ['P'] },
    { name: 'wall-a', role: 'screen', halls: ['A'] },
    { name: 'wall-p', role: 'screen', halls: ['P'] },
    { name: 'guide', role: 'guide', halls: ['P'] },
  ] as const)
    keys[wanted.name] = (
      await tokens.add({ ...wanted, halls: wanted.halls === 'all' ? 'all' : [...wanted.halls] }, SYSTEM)
    ).secret;
});
afterAll(async () => {
  await running.close();
  await stores.dispose();
});

const call = (path: string, as = 'boss', method = 'GET', body?: unknown): Promise<Response> =>
  fetch(`${running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[as] ?? ''}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const send = (content: string | Buffer, as = 'boss', hall = 'A'): Promise<Response> =>
  call(`halls/${hall}/drawings`, as, 'POST', { content: Buffer.from(content).toString('base64') });
const setup = async (): Promise<HallSetup> => HallSetup.parse(await (await call('halls/A/setup')).json());
async function change(edit: (hall: HallDoc) => void): Promise<HallChanged | Problem> {
  const { hall, revision } = await setup();
  if (hall === null) throw new Error('no hall A');
  edit(hall);
  const response = await call('halls/A/setup', 'boss', 'PUT', { revision, reason: '平面图', hall });
  const body: unknown = await response.json();
  return response.ok ? HallChanged.parse(body) : Problem.parse(body);
}
/** The plan the hall had, with a drawing under it. */
const plan = (drawing: string) => {
  const had = smallOrganisation().halls[0]?.floorPlan;
  if (had === undefined) throw new Error('the small organisation has a plan');
  return { ...had, drawing };
};

describe('the drawing of a hall', () => {
  it('is cleaned, says of what, lies under the plan of its hall, and is read by its walls', async () => {
    const response = await send(SVG);
    expect(response.status).toBe(201);
    const drawing = Drawing.parse(await response.json());
    expect(drawing).toMatchObject({ mime: 'image/svg+xml', width: 40, height: 20 });
    expect(drawing.removed).toEqual([
      { part: 'event-handler', count: 1 },
      { part: 'script', count: 1 },
      { part: 'outside-reference', count: 1 },
    ]);
    expect(await change((hall) => (hall.floorPlan = plan(drawing.id)))).toMatchObject({
      changes: [{ kind: 'hall', after: { floorPlan: { drawing: drawing.id } } }],
    });
    const detail = HallDetail.parse(await (await call('halls/A', 'wall-a')).json());
    expect(detail.doc.floorPlan?.drawing).toBe(drawing.id);
    const shown = await call(`halls/A/drawings/${drawing.id}`, 'wall-a');
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await shown.text()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20" preserveAspectRatio="none">\n  <rect width="10" height="10" fill="#ccc"></rect></svg>',
    );
    // back to how it was, by undoing
    const { previous, revision } = await setup();
    expect(previous?.hall?.floorPlan).toEqual(smallOrganisation().halls[0]?.floorPlan);
    const undone = await call('halls/A/setup', 'boss', 'PUT', { revision, reason: '撤回', hall: previous?.hall });
    expect(undone.status).toBe(200);
  });

  it('is that of one hall only', async () => {
    const { id } = Drawing.parse(await (await send(SVG)).json());
    expect((await call(`halls/A/drawings/${id}`, 'wall-p')).status).toBe(403);
    expect((await call(`halls/P/drawings/${id}`, 'wall-p')).status).toBe(404);
    expect((await send(SVG, 'of-p', 'A')).status).toBe(403);
    expect((await send(SVG, 'guide', 'P')).status).toBe(403);
    const refused = await change((hall) => (hall.floorPlan = plan('0'.repeat(32))));
    expect(refused).toMatchObject({
      code: 'invalid-setup',
      errors: [{ path: 'hall.floorPlan.drawing', code: 'no-such' }],
    });
  });

  it.each([
    ['drawing-other-type', '%PDF-1.7'],
    ['drawing-other-type', Buffer.from([0xc4, 0xe3, 0xba, 0xc3])],
    ['drawing-not-svg', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['drawing-not-xml', '<svg'],
    ['drawing-unreadable', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9])],
  ])('is refused with its reason: %s', async (code, content) => {
    const response = await send(content);
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([422, code]);
  });

  it('is refused when it is larger than a wall should fetch', async () => {
    const response = await send(Buffer.alloc(4 * 1024 * 1024 + 1, 32));
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([413, 'drawing-too-large']);
  });

  it('goes after a day when no plan ever named it, and stays when one did', async () => {
    const [kept, dropped] = await Promise.all(
      ['1', '2'].map(async (n) =>
        Drawing.parse(await (await send(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n} 1"/>`)).json()),
      ),
    );
    await change((hall) => (hall.floorPlan = plan(kept?.id ?? '')));
    await change((hall) => delete hall.floorPlan?.drawing);
    await running.app.get(DataSource).query(`UPDATE hall_drawing SET at = at - interval '25 hours'`);
    await send('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"/>');
    expect((await call(`halls/A/drawings/${kept?.id ?? ''}`)).status).toBe(200);
    expect((await call(`halls/A/drawings/${dropped?.id ?? ''}`)).status).toBe(404);
  });
});

describe('phone lines', () => {
  const line = { name: '户政咨询', tier: 'unit' as const, branches: ['household'], allDay: false };
  const lines = async (as = 'guide') => page(PhoneLine).parse(await (await call('phone-lines', as)).json()).items;

  it('are edited with their place and read by whoever has to name one', async () => {
    const first = { ...line, code: 'l1', number: '0571-8728 1234', next: 'A/l2' };
    const hotline = {
      ...line,
      code: 'l2',
      name: '热线',
      number: '12345',
      tier: 'center' as const,
      allDay: true,
      branches: [],
    };
    await change((hall) => (hall.phoneLines = [first, hotline]));
    expect(await lines()).toMatchObject([
      {
        place: 'A',
        placeName: '大厅 A',
        name: '户政咨询',
        number: '0571-8728 1234',
        branches: [{ code: 'household', name: '户政' }],
        next: { place: 'A', name: '热线', number: '12345' },
      },
      { name: '热线', answered: true, changesAt: null, next: null },
    ]);
    expect((await call('phone-lines', 'wall-a')).status).toBe(403);
  });

  it('are refused where they lead nowhere, in a circle, or to one person', async () => {
    const refused = await change((hall) => {
      hall.phoneLines = [
        { ...line, code: 'l1', number: '1', branches: ['nothing'] },
        { ...line, code: 'l2', number: '86-138 0013 8000' },
        { ...line, code: 'l3', number: '123', next: 'A/l9' },
      ];
    });
    expect(refused).toMatchObject({ code: 'invalid-setup' });
    const faults = Problem.parse(refused).errors ?? [];
    expect(faults.map(({ path, code }) => [path, code])).toEqual(
      expect.arrayContaining([
        ['hall.phoneLines.0.number', 'bad-format'],
        ['hall.phoneLines.1.number', 'persons-mobile'],
      ]),
    );
    const circle = await change((hall) => {
      hall.phoneLines = [
        { ...line, code: 'l1', number: '123', next: 'A/l2' },
        { ...line, code: 'l2', number: '124', next: 'A/l1' },
        { ...line, code: 'l3', number: '125', branches: ['nothing'], next: 'P/l1' },
      ];
    });
    expect((Problem.parse(circle).errors ?? []).map(({ path, code }) => [path, code])).toEqual([
      ['hall.phoneLines.0.next', 'line-cycle'],
      ['hall.phoneLines.1.next', 'line-cycle'],
      ['hall.phoneLines.2.branches.0', 'no-such'],
      ['hall.phoneLines.2.next', 'no-such'],
    ]);
    // and nothing of it was kept
    expect((await lines()).map(({ number }) => number)).toEqual(['0571-8728 1234', '12345']);
  });
});
