import { Module } from '@nestjs/common';
import { Bulletin, BulletinSummary, FigureAnswer, page } from '@cockpit/contracts';
import { BulletinApiModule } from '@cockpit/bulletin';
import { NotifyApiModule, NotifyModule } from '@cockpit/notify';
import { unzipSync } from 'fflate';
import { mailServer } from '../../bench/emulators/mail-server';
import { wecomRobot } from '../../apps/simulator/src/emulators/robots';
import { House, until } from '../metrics/support';
import { DAYS, HALLS, story, type StoryEvent } from '../metrics/story';

@Module({ imports: [BulletinApiModule, NotifyApiModule, NotifyModule] })
class Bulletins {}

let house: House;
beforeAll(async () => {
  house = await House.open(Bulletins);
  await house.post([...story(), ...HALLS.map(({ code }) => nextMonday(code))]);
  // the figures of a bulletin are those of its moment: every day is computed before the first is made
  await house.settled();
});
afterAll(async () => {
  await house.close();
});

/** The week is over once the halls, which live by their feeds, have come to the next one. */
function nextMonday(hallId: string): StoryEvent {
  const data = { hallId, ticketId: 'next', number: 'N1', queue: 'household', channel: 'walk-in' };
  return {
    source: 'feed',
    id: `next-${hallId}`,
    type: 'hall.ticket.issued',
    time: Date.parse('2026-03-09T01:00:00Z'),
    data,
  };
}

const send = (method: string, path: string, body: object, token = house.token): Promise<Response> =>
  fetch(`${house.running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const WEEK = { period: 'week', day: DAYS[0] } as const;
const made = async (body: object = WEEK): Promise<Bulletin> => {
  const response = await send('POST', 'bulletins', body);
  const answer: unknown = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return Bulletin.parse(answer);
};
const codeOf = async (response: Response): Promise<unknown> => ((await response.json()) as { code: unknown }).code;

describe('bulletins on real engines', () => {
  it('makes one of a place and period, however often and at once it is asked for', async () => {
    const all = await Promise.all([made(), made(), made()]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const [one] = all;
    expect(one).toMatchObject({ state: 'draft', revision: 1, from: '2026-03-02', to: '2026-03-08', place: null });
    const listed = page(BulletinSummary).parse(await (await house.get('/v1/bulletins')).json());
    expect(listed.items.map(({ id }) => id)).toEqual([one.id]);
  });

  it('prints the figure that the metric answers, and opens it again by its code', async () => {
    const { document } = await made();
    const arrivals = document.figures.find(
      (one) =>
        one.metric === 'arrivals' &&
        one.of === 'metric' &&
        one.by === null &&
        one.place === null &&
        one.from === '2026-03-02' &&
        one.compared === undefined,
    );
    if (arrivals === undefined) throw new Error('no arrivals in the bulletin');
    const asked = await house.metric('arrivals', { from: '2026-03-02', to: '2026-03-08' });
    expect(arrivals.value).toBe(asked.value);
    expect(asked.value).toBeGreaterThan(0);
    const opened = FigureAnswer.parse(await (await house.get(`/v1/figures/${arrivals.code}`)).json());
    expect(opened).toMatchObject({ differs: false, redefined: false, now: { value: asked.value } });
    const said = document.sections.flatMap(({ paragraphs }) => paragraphs.map(({ key }) => key));
    expect(said).toEqual(expect.arrayContaining(['same-days-before', 'same-days-year']));
    for (const { code } of document.figures.filter(({ compared }) => compared !== undefined))
      expect(await (await house.get(`/v1/figures/${code}`)).json()).toMatchObject({ differs: false });
    expect(document.figures.every(({ text }) => !/NaN|undefined|null/.test(text))).toBe(true);
  });

  it('says of a figure that was printed by another definition that it is not the same any more', async () => {
    const { id, document } = await made();
    const [figure] = document.figures.filter(({ of }) => of === 'metric');
    if (figure === undefined) throw new Error('the bulletin has no figure');
    const old = JSON.stringify(document).replaceAll(figure.data.definition, 'older');
    await house.postgres.query('UPDATE bulletin_version SET document = $2 WHERE bulletin = $1', [id, old]);
    expect(await (await house.get(`/v1/figures/${figure.code}`)).json()).toMatchObject({
      redefined: true,
      figure: { value: figure.value },
    });
    await house.postgres.query('UPDATE bulletin_version SET document = $2 WHERE bulletin = $1', [
      id,
      JSON.stringify(document),
    ]);
  });

  it('keeps the words of people when it is computed anew, and tells the second of two who was faster', async () => {
    const { id, revision, document } = await made();
    const key = document.sections.flatMap(({ paragraphs }) => paragraphs.map((one) => one.key))[0] ?? '';
    const edited = Bulletin.parse(
      await (await send('PUT', `bulletins/${id}/edits`, { revision, edits: { [key]: '人工修改' } })).json(),
    );
    expect(edited.edits[key]).toMatchObject({ text: '人工修改' });
    const late = await send('PUT', `bulletins/${id}/edits`, { revision, edits: { [key]: '第二人' } });
    expect([late.status, await codeOf(late)]).toEqual([409, 'bulletin-changed']);
    const anew = await send('POST', `bulletins/${id}/compute`, { revision: edited.revision });
    expect(Bulletin.parse(await anew.json()).edits[key]).toMatchObject({ text: '人工修改' });
  });

  it.each([
    ['pdf', '%PDF'],
    ['docx', 'PK'],
    ['xlsx', 'PK'],
  ] as const)('comes as %s', async (format, head) => {
    const { id } = await made();
    const response = await house.get(`/v1/bulletins/${id}.${format}`, '*/*');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(response.status).toBe(200);
    const asked = await house.get(`/v1/bulletins/${id}/file?format=${format}`, '*/*');
    for (const name of ['content-type', 'content-disposition'])
      expect(response.headers.get(name)).toBe(asked.headers.get(name));
    expect(new TextDecoder('latin1').decode(bytes.slice(0, head.length))).toBe(head);
    if (format !== 'pdf') expect(Object.keys(unzipSync(bytes))).toContain('[Content_Types].xml');
  });

  it('is approved, sent once with its PDF to mails and its name to groups, and then stays as it is', async () => {
    const [mails, robot] = [await mailServer(), await wecomRobot()];
    const mail = {
      host: '127.0.0.1',
      port: mails.port,
      security: 'none',
      from: 'c@hall.example',
      to: ['m@hall.example'],
    };
    const channels = [
      { name: '邮件', kind: 'smtp', settings: mail, secrets: {} },
      { name: '群', kind: 'wecom-robot', settings: {}, secrets: { url: robot.webhook } },
    ];
    for (const channel of channels)
      expect((await send('POST', 'channels', { ...channel, allowPrivateHost: true })).status).toBe(201);
    const { id, revision } = await made();
    const early = await send('POST', `bulletins/${id}/send`, { revision });
    expect([early.status, await codeOf(early)]).toEqual([409, 'bulletin-state']);
    const approved = Bulletin.parse(await (await send('POST', `bulletins/${id}/approve`, { revision })).json());
    expect(approved).toMatchObject({ state: 'approved', approvedBy: 'admin' });
    const sent = Bulletin.parse(
      await (await send('POST', `bulletins/${id}/send`, { revision: approved.revision })).json(),
    );
    expect(sent.state).toBe('sent');
    await until(
      () => Promise.resolve(mails.mails.length > 0 && robot.shown.length > 0),
      (arrived) => arrived,
      60_000,
    );
    const [, attached = ''] =
      /application\/pdf[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mails.mails[0]?.raw ?? '') ?? [];
    const pdf = Buffer.from(attached, 'base64').toString('latin1');
    expect([pdf.slice(0, 5), pdf.trimEnd().slice(-5)]).toEqual(['%PDF-', '%%EOF']);
    expect(robot.shown[0]?.text).toContain('运行情况通报');
    await Promise.all([mails.close(), robot.close()]);
    const again = await send('POST', `bulletins/${id}/send`, { revision: sent.revision });
    expect([again.status, await codeOf(again)]).toEqual([409, 'bulletin-state']);
    const edit = await send('PUT', `bulletins/${id}/edits`, { revision: sent.revision, edits: {} });
    expect(edit.status).toBe(409);
  });

  it('says so of a month without data, and refuses one that is not over or of a place nobody knows', async () => {
    const empty = await made({ period: 'month', day: '2025-06-10' });
    expect(JSON.stringify(empty.document)).not.toMatch(/NaN|Infinity/);
    expect((await house.get(`/v1/bulletins/${empty.id}/file?format=pdf`, '*/*')).status).toBe(200);
    const running = await send('POST', 'bulletins', { period: 'month', day: DAYS[0] });
    expect(running.status === 422 ? await codeOf(running) : running.status).toBe('period-not-over');
    expect((await send('POST', 'bulletins', { ...WEEK, hall: 'nowhere' })).status).toBe(404);
  });

  it('shows nobody a bulletin of a place beyond theirs that was not sent', async () => {
    const { id, document } = await made({ period: 'month', day: '2025-06-10' });
    const token = await house.tokenOf(['H1'], 'manager');
    expect((await house.get(`/v1/bulletins/${id}`, 'application/json', token)).status).toBe(404);
    expect((await house.get(`/v1/figures/${document.figures[0]?.code ?? ''}`, 'application/json', token)).status).toBe(
      404,
    );
    expect((await send('POST', 'bulletins', WEEK, token)).status).toBe(403);
  });
});
