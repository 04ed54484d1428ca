import type { CardAppeal, CardBasis, MatterCard } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { nextTick } from 'vue';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import AppealDialog from './AppealDialog.vue';

const at = (text: string): string => new Date(`2026-03-${text}:00+08:00`).toISOString();
const basis = (more: Partial<CardBasis> = {}): CardBasis => ({
  acceptedAt: at('02T09:00'),
  limit: { amount: 5, unit: 'workday', from: 'item' },
  ruleSince: '0001-01-01',
  pauses: [],
  extensions: [],
  calendarRevision: 4,
  dueAt: at('09T17:00'),
  yellowAt: at('06T17:00'),
  elapsed: 6,
  remaining: -1,
  card: 'red',
  days: [],
  ...more,
});
const card: MatterCard = {
  id: 'c1',
  matterId: '7',
  caseId: 'X1',
  source: 's',
  kind: 'red',
  state: 'issued',
  reading: at('10T09:00'),
  issuedAt: at('10T09:00'),
  hall: null,
  unit: null,
  officerId: null,
  note: null,
  handledBy: null,
  handledAt: null,
  stage: null,
  appeal: 'open',
};
const appeal = (more: Partial<CardAppeal> = {}): CardAppeal => ({
  card,
  state: 'open',
  steps: [],
  asIssued: basis(),
  asKnown: basis(),
  differences: [],
  stands: true,
  ...more,
});

describe('an appeal against a card', () => {
  let server: Server;
  let answer: () => unknown;
  let close = (): void => undefined;
  beforeEach(() => {
    server = serve({ 'GET /v1/cards/c1/appeal': () => answer() });
  });
  afterEach(() => {
    close();
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  const opened = async (cardId: string | null = 'c1') => {
    const { page } = await mounted(AppealDialog, { cardId, timeZone: 'Asia/Shanghai' });
    close = () => {
      page.unmount();
    };
    for (let i = 0; i < 3; i++) await flushPromises();
    const cells = (row: Element) => [...row.children].map((one) => one.textContent.trim());
    const rows = () => [...document.querySelectorAll('tbody tr')].map(cells);
    return {
      text: () => document.body.textContent,
      row: (name: string) => rows().find(([head]) => head === name),
      /** the fields that are said to differ */
      differ: () => rows().flatMap(([head, , , said]) => (said === '' ? [] : [head])),
    };
  };

  it('shows what the card stood on beside what is known now, and whether it would be issued again', async () => {
    answer = () => appeal();
    const { text, row, differ } = await opened();
    expect(text()).toContain(phrase('card.stands'));
    expect(row(phrase('basis.acceptedAt'))?.slice(1, 3)).toEqual(['2026-03-02 09:00', '2026-03-02 09:00']);
    expect(row(phrase('basis.ruleSince'))?.[1]).toBe(phrase('basis.first'));
    expect(row(phrase('basis.pauses'))?.[1]).toBe(phrase('matter.none'));
    expect([differ(), text().includes(phrase('card.noAppeal'))]).toEqual([[], true]);
  });

  it('marks what has changed since, and what follows from it', async () => {
    const asKnown = basis({
      pauses: [{ from: at('03T09:00'), to: null, reason: 'supplement' }],
      extensions: [{ days: 3, approvedBy: '赵' }],
      dueAt: at('16T17:00'),
      elapsed: 3.5,
      card: 'none',
    });
    answer = () => appeal({ asKnown, differences: ['pauses', 'extensions', 'dueAt'], stands: false });
    const { text, row, differ } = await opened();
    expect(text()).toContain(phrase('card.falls'));
    expect(differ()).toEqual([
      phrase('basis.pauses'),
      phrase('basis.extensions'),
      phrase('basis.dueAt'),
      phrase('basis.elapsed'),
      phrase('basis.card'),
    ]);
    expect(row(phrase('basis.pauses'))?.[2]).toContain(
      `2026-03-03 09:00 – ${phrase('matter.now')} ${phrase('pauseReason.supplement')}`,
    );
    expect(row(phrase('basis.extensions'))?.[2]).toBe('+3 赵');
  });

  it('parts several pauses and extensions as the language does', async () => {
    const twice = basis({
      pauses: ['03', '05'].map((day) => ({ from: at(`${day}T09:00`), to: at(`${day}T12:00`), reason: 'supplement' })),
      extensions: [3, 2].map((days) => ({ days, approvedBy: '赵' })),
    });
    answer = () => appeal({ asIssued: twice, asKnown: twice });
    const { row } = await opened();
    expect(row(phrase('basis.extensions'))?.[1]).toBe('+3 赵；+2 赵');
    i18n.global.locale.value = 'en';
    await nextTick();
    expect(row('Extensions')?.[1]).toBe('+3 赵; +2 赵');
    expect(row('Pauses')?.[1]).not.toContain('；');
  });

  it('says that the ground was not kept where it was not, and compares nothing with it', async () => {
    answer = () => appeal({ asIssued: null, stands: null });
    const { text, row, differ } = await opened();
    expect(text()).toContain(phrase('card.unknownBasis'));
    expect([
      ['stands', 'falls'].some((end) => text().includes(phrase(`card.${end}`))),
      differ(),
      row(phrase('basis.dueAt'))?.[1],
    ]).toEqual([false, [], '—']);
  });

  it('tells who filed it, who decided, and why', async () => {
    const steps: CardAppeal['steps'] = [
      { at: at('10T10:00'), step: 'filed', actor: '王', reason: '等材料' },
      { at: at('11T10:00'), step: 'upheld', actor: '赵', reason: '属实' },
    ];
    answer = () => appeal({ state: 'upheld', steps });
    const { text } = await opened();
    const said = [...document.querySelectorAll('ol li')].map((one) => one.textContent.replace(/\s+/g, ' ').trim());
    expect(said[0]).toBe(`2026-03-10 10:00 ${phrase('appealStep.filed')} 王：等材料`);
    expect(said[1]).toMatch(/^2026-03-11 10:00 .* 赵：属实$/);
    expect(text()).not.toContain(phrase('card.noAppeal'));
  });

  it('is asked for only once a card is chosen, and says why there is no answer', async () => {
    answer = () => refusal(404, 'not-found');
    await opened(null);
    expect(server.asked.filter(({ path }) => path.endsWith('/appeal'))).toEqual([]);
    close();
    expect((await opened()).text()).toContain(phrase('card.failed'));
  });
});
