import { Prompt, render, Warning } from '@cockpit/contracts';
import { decided, issued, isoAt, openHall, opened, sent, until, type Hall } from './support';

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(async () => {
  await house.close();
});

/** Thirty people for three windows while the other three stand idle: the hall the product exists for. */
const rush = (code: string, minute = 1) =>
  Array.from({ length: 30 }, (_, i) => issued(`${code}-r${String(i)}`, minute + i * 0.02, 'household', code));
const shown = async (code = 'H08'): Promise<Prompt | undefined> =>
  (await house.prompts(code)).find((prompt) => prompt.state === 'shown');

async function nextPrompt(from: number, code = 'H08'): Promise<{ prompt: Prompt; minute: number }> {
  for (let minute = from; minute < from + 15; minute++) {
    await decided(house, minute, code);
    const prompt = await shown(code);
    if (prompt !== undefined) return { prompt, minute };
  }
  throw new Error('no prompt came');
}

describe('prompts', () => {
  let minute = 2;

  it('come when they help, are accepted, carried out and seen so at once', async () => {
    await decided(house, 1, 'H08', opened(0));
    await house.post(rush('H08'));
    const { prompt, minute: cameAt } = await nextPrompt(minute);
    minute = cameAt;
    expect(prompt).toMatchObject({
      hall: 'H08',
      state: 'shown',
      decidedAt: isoAt(cameAt),
      expiresAt: isoAt(cameAt + 5),
    });
    expect(prompt.queues).toContain('household');
    expect(prompt.windowId).toMatch(/^b/);
    expect((await house.live()).prompts.map((one) => one.id)).toContain(prompt.id);

    const accepted = await house.send(`/v1/prompts/${prompt.id}/accept`);
    expect(accepted.status).toBe(200);
    expect(Prompt.parse(await accepted.json())).toMatchObject({ state: 'accepted', answeredBy: 'desk' });
    expect((await house.live()).prompts.find((one) => one.id === prompt.id)?.state).toBe('accepted');
    const again = await house.send(`/v1/prompts/${prompt.id}/decline`, { reason: '太晚' });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'prompt-answered' });

    const sentAt = performance.now();
    await house.post([
      sent('hall.window.assigned', cameAt + 0.5, {
        windowId: prompt.windowId,
        queues: prompt.queues,
        promptId: prompt.id,
      }),
    ]);
    await until(
      () => house.prompts(),
      (all) => all.find((one) => one.id === prompt.id)?.state === 'carried-out',
    );
    await until(
      () => house.live(),
      (live) => live.windows.find((one) => one.windowId === prompt.windowId)?.queues.length === prompt.queues.length,
    );
    expect(performance.now() - sentAt).toBeLessThan(15_000);

    const undone = await house.send(`/v1/prompts/${prompt.id}/undo`);
    expect(Prompt.parse(await undone.json()).state).toBe('undone');
  });

  it('expire by the clock of the hall and cannot be answered then', async () => {
    const { prompt, minute: cameAt } = await nextPrompt(minute + 1);
    minute = cameAt + 6;
    await decided(house, minute);
    expect((await house.prompts()).find((one) => one.id === prompt.id)?.state).toBe('expired');
    const late = await house.send(`/v1/prompts/${prompt.id}/accept`);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'prompt-expired' });
  });

  it('are declined with a reason only, and only by those who answer for the hall', async () => {
    const { prompt, minute: cameAt } = await nextPrompt(minute + 1);
    minute = cameAt;
    const path = `/v1/prompts/${prompt.id}/decline`;
    expect((await house.send(path)).status).toBe(422);
    expect((await house.send(path, { reason: '人手不够' }, await house.tokenOf('guide', ['H08']))).status).toBe(403);
    expect((await house.send(path, { reason: '人手不够' }, await house.tokenOf('supervisor', ['H09']))).status).toBe(
      404,
    );
    const why = { reason: '人手不够', code: 'staff' };
    const declined = await house.send(path, why, await house.tokenOf('supervisor', ['H08']));
    expect(Prompt.parse(await declined.json())).toMatchObject({
      state: 'declined',
      reason: '人手不够',
      reasonWords: { code: 'decline.staff', params: {} },
      answeredBy: 'supervisor-H08',
    });
  });

  it('are refused at acceptance when what they need is gone since, with the reason, however short ago', async () => {
    await decided(house, 1, 'H11', opened(0, 'H11'));
    await house.post(rush('H11'));
    const { prompt, minute: cameAt } = await nextPrompt(2, 'H11');
    await house.post([sent('hall.window.paused', cameAt + 0.2, { windowId: prompt.windowId, reason: 'break' }, 'H11')]);
    const refused = await house.send(`/v1/prompts/${prompt.id}/accept`);
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'prompt-window-paused' }]);
    expect((await house.prompts('H11')).find(({ id }) => id === prompt.id)).toMatchObject({
      state: 'cancelled',
      reason: '窗口已暂停',
    });
  });

  it('are not given to the twin, which shows what happens without them', async () => {
    await decided(house, 1, 'H08-T', opened(0, 'H08-T'));
    await house.post(rush('H08-T'));
    for (const m of [2, 3, 4]) await decided(house, m, 'H08-T');
    expect(await house.prompts('H08-T')).toEqual([]);
  });

  it('are listed a page at a time', async () => {
    const all = await house.prompts();
    const first = (await (await house.get('/v1/prompts?hall=H08&limit=1')).json()) as { items: Prompt[]; next: string };
    const second = (await (await house.get(`/v1/prompts?hall=H08&limit=500&cursor=${first.next}`)).json()) as {
      items: Prompt[];
      next: string | null;
    };
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.next).toBeNull();
    expect((await house.get('/v1/prompts?hall=H08&cursor=nonsense')).status).toBe(400);
  });
});

describe('warnings', () => {
  const of = async (rule: string): Promise<Warning[]> => house.warnings(`hall=H09&rule=${rule}`);

  it('come before the wait does, fire after their time, clear at their own threshold', async () => {
    await decided(house, 1, 'H09', opened(0, 'H09'));
    await decided(house, 2, 'H09', rush('H09'));
    expect(await of('queue-predicted-wait')).toMatchObject([
      { condition: 'pending', scope: { kind: 'queue', code: 'household' }, since: isoAt(2), firedAt: null },
    ]);
    await decided(house, 3, 'H09');
    expect(await of('queue-predicted-wait')).toMatchObject([
      { condition: 'firing', firedAt: isoAt(3), handling: 'new', threshold: 15, unit: 'min' },
    ]);
    expect(await of('queue-longest-wait')).toEqual([]);

    for (const m of [10, 17, 18]) await decided(house, m, 'H09');
    expect(await of('queue-longest-wait')).toMatchObject([
      { condition: 'firing', since: isoAt(17), firedAt: isoAt(18), value: 17 },
    ]);
    expect((await house.live('H09')).warnings.map((one) => one.rule)).toEqual(
      expect.arrayContaining(['queue-longest-wait', 'queue-predicted-wait']),
    );

    const served = Array.from({ length: 30 }, (_, i) =>
      sent('hall.ticket.cancelled', 18.5, { ticketId: `H09-r${String(i)}` }, 'H09'),
    );
    await decided(house, 19, 'H09', served);
    expect(await of('queue-longest-wait')).toMatchObject([{ condition: 'recovering' }]);
    await decided(house, 21, 'H09');
    expect(await of('queue-longest-wait')).toMatchObject([{ condition: 'resolved', clearedAt: isoAt(21) }]);
    const [warning] = await of('queue-longest-wait');
    const whole = Warning.parse(await (await house.get(`/v1/warnings/${warning?.id ?? ''}`)).json());
    expect(whole.timeline?.map((step) => step.to)).toEqual(['pending', 'firing', 'recovering', 'resolved']);
  });

  it('are acknowledged for a quarter of an hour, and resolved early only with a reason, to fire again', async () => {
    await decided(
      house,
      31,
      'H09',
      Array.from({ length: 30 }, (_, i) => issued(`again-${String(i)}`, 30, 'household', 'H09')),
    );
    for (const m of [46, 47]) await decided(house, m, 'H09');
    const [warning] = (await of('queue-longest-wait')).filter((one) => one.condition === 'firing');
    const path = `/v1/warnings/${warning?.id ?? ''}`;
    expect(Warning.parse(await (await house.send(`${path}/ack`)).json())).toMatchObject({
      handling: 'acknowledged',
      acknowledgedBy: 'desk',
    });
    expect((await house.send(`${path}/ack`)).status).toBe(409);
    await decided(house, 63, 'H09');
    expect((await of('queue-longest-wait'))[0]).toMatchObject({ handling: 'new', condition: 'firing' });

    expect((await house.send(`${path}/resolve`)).status).toBe(409);
    const ending = { reason: '已请示', dismissedAs: 'false-alarm' };
    const resolved = Warning.parse(await (await house.send(`${path}/resolve`, ending)).json());
    expect(resolved).toMatchObject({ condition: 'resolved', handling: 'explained', dismissedAs: 'false-alarm' });
    expect((await house.send(`${path}/resolve`, { dismissedAs: 'whatever' })).status).toBe(422);
    // the sentence and the data say the same, and so does the product's own step
    expect(resolved.words === undefined ? null : render(resolved.words, 'zh-CN')).toBe(resolved.message);
    const fallen = resolved.timeline?.find(({ from, to }) => from === 'acknowledged' && to === 'new');
    expect(fallen?.reasonWords).toEqual({ code: 'warning-step.ack-ran-out', params: { minutes: 15 } });
    expect(fallen?.reason).toBe('确认已过 15 分钟，情况未消除');
    for (const m of [64, 65]) await decided(house, m, 'H09');
    const both = await of('queue-longest-wait');
    expect(both.filter((one) => one.condition === 'firing')).toHaveLength(1);
    expect(both.find((one) => one.condition === 'firing')?.id).not.toBe(warning?.id);
  });

  it('have a heartbeat that always fires, shown apart', async () => {
    const live = await until(
      () => house.live('H09'),
      (one) => one.watchdog.ok,
    );
    expect(live.warnings.some((one) => one.rule === 'watchdog')).toBe(false);
    await until(
      () => of('watchdog'),
      ([one]) => one?.condition === 'firing',
    );
    await until(
      () => house.get('/health/ready'),
      ({ status }) => status === 200,
    );
  });

  it('keep one live instance per rule and scope, whatever happens', async () => {
    const rows = await house.warnings('state=live');
    const keys = rows.map((one) => `${one.hall}/${one.rule}/${one.scope.kind}/${one.scope.code}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
