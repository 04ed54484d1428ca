import { Module } from '@nestjs/common';
import { AssessmentApiModule } from '@cockpit/metrics';
import {
  AppealPreview,
  Assessment,
  AssessmentPreview,
  AssessmentSchemeVersion,
  AssessmentSheet,
  AssessmentSummary,
  Problem,
  page,
  type AssessmentScheme,
} from '@cockpit/contracts';
import { House } from '../metrics/support';
import { DAYS, HALLS, story, type StoryEvent } from '../metrics/story';

@Module({ imports: [AssessmentApiModule] })
class WithAssessment {}

let house: House;
let manager: string;
let supervisor: string;
const MONTH = '2026-03';
const SPAN = { from: '2026-03-01', to: '2026-03-31' };
const MIN = 60_000;

/** The month is over once the halls, which live by their feeds, have come to the next one. */
const told = (
  id: string,
  hallId: string,
  type: StoryEvent['type'],
  time: string | number,
  data: StoryEvent['data'],
): StoryEvent => ({
  source: 'feed',
  id,
  type,
  time: typeof time === 'number' ? time : Date.parse(time),
  data: { hallId, ticketId: id.split(' ')[0], ...data },
});
const issued = (id: string, hall: string, time: string): StoryEvent =>
  told(id, hall, 'hall.ticket.issued', time, { number: 'N1', queue: 'household', channel: 'walk-in' });
beforeAll(async () => {
  house = await House.open(WithAssessment);
  // somebody to be told; nothing sends in this test
  await house.postgres.query(
    `INSERT INTO notify_channel (id, name, kind, enabled, halls, levels, language, endings, allow_private_host, settings, sealed, address)
      VALUES (gen_random_uuid(), 'programs', 'webhook', true, NULL, '{red,yellow}', 'zh-CN', true, false, '{}', '\\x00', 'x')`,
  );
  [manager, supervisor] = await Promise.all([house.tokenOf(['D'], 'manager'), house.tokenOf(['H1'])]);
  await house.post([...story(), ...HALLS.map(({ code }) => issued(`next-${code}`, code, '2026-04-01T01:00:00Z'))]);
  await house.settled();
});
afterAll(async () => {
  await house.close();
});

const send = (method: string, path: string, body: object, token = house.token): Promise<Response> =>
  fetch(`${house.running.url}/v1/assessments${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const refused = async (response: Response): Promise<[number, string]> => [
  response.status,
  Problem.parse(await response.json()).code,
];
async function post<Answer>(
  schema: { parse: (body: unknown) => Answer },
  path: string,
  body: object,
  token = house.token,
): Promise<Answer> {
  const response = await send('POST', path, body, token);
  const answer: unknown = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return schema.parse(answer);
}
const read = async (path: string, token = house.token): Promise<unknown> =>
  (await house.get(`/v1/assessments${path}`, 'application/json', token)).json();

/** Sums of doubles differ in their last digits with the order in which they are added. */
const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(9)) : one)),
  ) as T;

const SCHEME: AssessmentScheme = {
  indicators: [
    { metric: 'service_level', tier: null, weight: 60, zero: 0, full: 1, most: 1, least: 0 },
    { metric: 'wait_mean', tier: null, weight: 40, zero: 3600, full: 0, most: 1, least: 0 },
  ],
  gates: [{ metric: 'wait_p90', tier: null, limit: 86_400, cap: 60 }],
};
const make = (token = house.token) => post(Assessment, '', { place: null, month: MONTH }, token);
const sheetOf = async (id: string, hall: string, token = house.token) =>
  AssessmentSheet.parse(await read(`/${id}/halls/${hall}`, token));

describe('assessment of a month on real engines', () => {
  it('asks for a scheme first, refuses one that contradicts itself, and keeps every version', async () => {
    expect(await refused(await send('POST', '', { place: null, month: MONTH }))).toEqual([422, 'no-scheme']);
    const wrong = { ...SCHEME, indicators: [{ ...SCHEME.indicators[1], full: 7200 }] };
    const fault = Problem.parse(
      await (await send('PUT', '/scheme', { place: null, revision: 0, scheme: wrong, reason: 'r' })).json(),
    );
    expect(fault.errors?.map(({ path }) => path)).toEqual(['scheme.indicators.0.full']);
    const change = { place: null, revision: 0, scheme: SCHEME, reason: '三月起' };
    expect((await send('PUT', '/scheme', change)).status).toBe(200);
    expect(await refused(await send('PUT', '/scheme', change))).toEqual([409, 'scheme-changed']);
    expect(await refused(await send('PUT', '/scheme', { ...change, revision: 1 }, manager))).toEqual([
      403,
      'hall-out-of-scope',
    ]);
    const { items } = page(AssessmentSchemeVersion).parse(await read('/scheme/history'));
    expect(items.map(({ revision, reason }) => [revision, reason])).toEqual([[1, '三月起']]);
  });

  it('is previewed, made once of each place and month, and reads the figures that the metrics answer', async () => {
    expect(await refused(await send('POST', '', { place: null, month: '2026-04' }))).toEqual([422, 'period-not-over']);
    const preview = await post(AssessmentPreview, '/preview', { place: null, scheme: SCHEME });
    expect(preview).toMatchObject(SPAN);
    const all = await Promise.all([make(), make(), make()]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const [one] = all;
    expect(one).toMatchObject({ state: 'draft', month: MONTH, ...SPAN, schemeRevision: 1, openAppeals: 0 });
    expect(rounded(one.places)).toEqual(rounded(preview.places));
    expect(one.places.map(({ hall }) => hall).sort()).toEqual(['H1', 'H2']);
    for (const { hall, lines, score } of one.places) {
      for (const line of lines) {
        const { value, numerator, denominator } = await house.metric(line.metric, { hall, ...SPAN });
        expect(rounded(line)).toMatchObject(rounded({ value, numerator, denominator, before: null }));
      }
      const [level, mean] = await Promise.all(
        (['service_level', 'wait_mean'] as const).map((key) => house.metric(key, { hall, ...SPAN })),
      );
      expect(score).toBeCloseTo(60 * (level?.value ?? 0) + 40 * (1 - (mean?.value ?? 0) / 3600), 6);
    }
    const { evidence, sheet } = await sheetOf(one.id, 'H1');
    const days = evidence.find(({ metric }) => metric === 'service_level')?.days ?? [];
    expect(days.length).toBeGreaterThan(1);
    expect(days.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)).toBe(sheet.lines[0]?.denominator);
  });

  it('says of a draft that the scheme was changed since', async () => {
    const { id, schemeIsOlder } = await make();
    expect(schemeIsOlder).toBe(false);
    const [first, ...others] = SCHEME.indicators;
    const other = { ...SCHEME, indicators: [{ ...first, weight: 61 }, ...others] };
    const put = (revision: number, scheme: object) =>
      send('PUT', '/scheme', { place: null, revision, scheme, reason: '调整权重' });
    expect((await put(1, other)).status).toBe(200);
    expect(Assessment.parse(await read(`/${id}`)).schemeIsOlder).toBe(true);
    // the same scheme again is no other one, whichever version it is
    expect((await put(2, SCHEME)).status).toBe(200);
    expect(Assessment.parse(await read(`/${id}`)).schemeIsOlder).toBe(false);
  });

  it('shows halls their own sheet once it is published, and managers of a part no more than that part', async () => {
    const draft = await make();
    expect(await refused(await house.get(`/v1/assessments/${draft.id}`, 'application/json', supervisor))).toEqual([
      404,
      'unknown-assessment',
    ]);
    expect(page(AssessmentSummary).parse(await read('', supervisor)).items).toEqual([]);
    expect(
      await refused(await send('POST', `/${draft.id}/publish`, { revision: 1, appealsUntil: '2026-03-31' })),
    ).toEqual([422, 'invalid-body']);
    const again = await post(Assessment, `/${draft.id}/compute`, { revision: 1 });
    expect(again.revision).toBe(2);
    expect(rounded(again.places)).toEqual(rounded(draft.places));
    const publication = { revision: 2, appealsUntil: '2026-04-10' };
    expect(await refused(await send('POST', `/${draft.id}/publish`, publication, manager))).toEqual([
      404,
      'unknown-assessment',
    ]);
    expect(await post(Assessment, `/${draft.id}/publish`, publication)).toMatchObject({ state: 'published' });
    expect(await refused(await send('POST', `/${draft.id}/compute`, { revision: 3 }))).toEqual([
      409,
      'assessment-state',
    ]);
    expect(
      page(AssessmentSummary)
        .parse(await read('', supervisor))
        .items.map(({ id }) => id),
    ).toEqual([draft.id]);
    const own = Assessment.parse(await read(`/${draft.id}`, supervisor));
    expect(own.places.map(({ hall }) => hall)).toEqual(['H1']);
    expect(await refused(await send('POST', `/${draft.id}/close`, { revision: 3 }, manager))).toEqual([
      403,
      'hall-out-of-scope',
    ]);
    expect((await house.get(`/v1/assessments/${draft.id}/halls/H2`, 'application/json', supervisor)).status).toBe(403);
  });

  it('keeps the figures as they were, whatever arrives later', async () => {
    const { id } = await make();
    const before = await sheetOf(id, 'H1');
    const start = Date.parse(`${DAYS[1]}T03:00:00Z`);
    const late = { queue: 'household', windowId: 'w1' };
    await house.post([
      issued('late-1', 'H1', new Date(start).toISOString()),
      told('late-1 called', 'H1', 'hall.ticket.called', start + 170 * MIN, late),
      told('late-1 start', 'H1', 'hall.ticket.started', start + 171 * MIN, late),
      told('late-1 end', 'H1', 'hall.ticket.finished', start + 175 * MIN, { ...late, result: 'done' }),
    ]);
    await house.settled();
    const was = before.sheet.lines.find(({ metric }) => metric === 'wait_mean');
    const is = await house.metric('wait_mean', { hall: 'H1', ...SPAN });
    expect(is.denominator).toBe((was?.denominator ?? 0) + 1);
    expect((await sheetOf(id, 'H1')).sheet).toEqual(before.sheet);
  });

  it('takes an appeal, shows what each remedy would change, and counts what was upheld, for this hall alone', async () => {
    const { id, places } = await make();
    const appeal = { hall: 'H1', metric: 'wait_mean', reason: '三月三日系统停机，电话 13812345678' };
    const made = await post(AssessmentSheet, `/${id}/appeals`, appeal, supervisor);
    expect(made.appeals).toMatchObject([{ state: 'open', metric: 'wait_mean', figure: null }]);
    expect(made.appeals[0]?.reason).not.toContain('13812345678');
    expect(await refused(await send('POST', `/${id}/appeals`, appeal, supervisor))).toEqual([409, 'appeal-open']);
    expect((await send('POST', `/${id}/appeals`, { ...appeal, hall: 'H2' }, supervisor)).status).toBe(404);
    expect(await refused(await send('POST', `/${id}/appeals`, { ...appeal, metric: 'satisfied' }, supervisor))).toEqual(
      [422, 'invalid-body'],
    );
    expect(await refused(await send('POST', `/${id}/close`, { revision: 3 }))).toEqual([409, 'appeals-open']);

    const path = `/${id}/appeals/${made.appeals[0]?.id ?? ''}`;
    const without = { remedy: 'days', days: [DAYS[0]] };
    const shown = await post(AppealPreview, `${path}/preview`, without);
    const line = made.sheet.lines.find(({ metric }) => metric === 'wait_mean');
    expect(shown.before).toEqual({ value: line?.value, numerator: line?.numerator, denominator: line?.denominator });
    expect(shown.after?.denominator).toBeLessThan(shown.before.denominator ?? 0);
    const now = await post(AppealPreview, `${path}/preview`, { remedy: 'now' });
    expect(now.after?.denominator).toBe((shown.before.denominator ?? 0) + 1);
    const excluded = await post(AppealPreview, `${path}/preview`, { remedy: 'excluded' });
    expect(excluded).toMatchObject({ after: null, sheet: { after: { assessed: 0.6 } } });
    expect((await send('POST', `${path}/preview`, { remedy: 'days', days: ['2026-03-29'] })).status).toBe(422);
    expect((await send('POST', `${path}/preview`, { remedy: 'days' })).status).toBe(422);

    const decided = await post(AssessmentSheet, `${path}/decide`, { ...without, answer: '属实' });
    expect(decided.sheet).toEqual(shown.sheet.after);
    expect(decided.appeals).toMatchObject([
      { state: 'upheld', figure: shown.after, answer: '属实', decidedBy: 'admin' },
    ]);
    expect(decided.sheet.lines.find(({ metric }) => metric === 'wait_mean')?.before).toEqual(shown.before);
    expect(await refused(await send('POST', `${path}/decide`, { remedy: null, answer: '再议' }))).toEqual([
      409,
      'appeal-decided',
    ]);
    const other = (all: Assessment['places']) => all.find(({ hall }) => hall === 'H2');
    const after = Assessment.parse(await read(`/${id}`));
    expect(other(after.places)).toMatchObject({ score: other(places)?.score, lines: other(places)?.lines });
  });

  it('tells by the channels of the place that it is published, of the appeal, and what came of it', async () => {
    const { id } = await make();
    const rows = await house.postgres.query<{ subject: string; hall: string | null; code: string }[]>(
      `SELECT subject, hall, notice -> 'about' ->> 'code' AS code FROM notify_outbox ORDER BY fired_at, subject`,
    );
    expect(rows.map(({ hall, code }) => [hall, code])).toEqual([
      [null, 'assessment.published'],
      [null, 'assessment.appealed'],
      ['H1', 'assessment.upheld'],
    ]);
    expect(rows[0]?.subject).toBe(`assessment/${id}`);
  });

  it('lets nobody decide on an appeal of their own, and closes once all are decided', async () => {
    const { id } = await make();
    const own = await post(AssessmentSheet, `/${id}/appeals`, { hall: 'H2', metric: 'service_level', reason: '误判' });
    const path = `/${id}/appeals/${own.appeals[0]?.id ?? ''}`;
    expect(await refused(await send('POST', `${path}/decide`, { remedy: null, answer: '否' }))).toEqual([
      403,
      'own-appeal',
    ]);
    expect((await send('POST', `${path}/withdraw`, {}, supervisor)).status).toBe(404);
    expect((await post(AssessmentSheet, `${path}/withdraw`, {})).appeals).toMatchObject([{ state: 'withdrawn' }]);
    const { revision } = Assessment.parse(await read(`/${id}`));
    expect(await post(Assessment, `/${id}/close`, { revision })).toMatchObject({ state: 'closed', openAppeals: 0 });
    expect(
      await refused(await send('POST', `/${id}/appeals`, { hall: 'H2', metric: 'service_level', reason: '晚了' })),
    ).toEqual([409, 'assessment-state']);
  });
});
