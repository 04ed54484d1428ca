import { EVENT_TYPES, textOf, type ImportPreview } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { inSequence } from '../../testing/phrase';
import PreviewPane from './PreviewPane.vue';

const event = (type: string, row: number) => ({ row, id: `${type}${String(row)}`, type, time: '09:00', data: {} });
const preview = (types: readonly string[]): ImportPreview => ({
  report: {
    rows: 2,
    events: 2,
    skipped: {},
    accepted: 0,
    rejected: {},
    problems: [],
    faults: [],
    firstEventAt: null,
    lastEventAt: null,
    dryRun: true,
  },
  whole: true,
  unknown: [],
  found: { halls: [], queues: [], windows: [], unfit: [], strange: [] },
  types: Object.fromEntries(types.map((type) => [type, 2])),
  events: types.map(event),
});

describe('the preview', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });

  it('names what happened in words, with the code beside', async () => {
    const props = { preview: preview(['hall.ticket.issued', 'hall.ticket.made-up']), problem: null, asking: false };
    const { page, byTestId } = await mounted(PreviewPane, props);
    expect(byTestId('connect-sums').text()).toContain(`${textOf('event.hall.ticket.issued', {}, 'zh-CN')} 2`);
    const [issued, other] = page.findAll('[data-testid="connect-event"]').map((row) => row.text());
    expect(issued).toMatch(inSequence(textOf('event.hall.ticket.issued', {}, 'zh-CN'), 'hall.ticket.issued'));
    // a type that there is not stands once, as the mapping has it
    expect(other?.match(/hall\.ticket\.made-up/g)).toHaveLength(1);
    i18n.global.locale.value = 'en';
    await page.vm.$nextTick();
    expect(byTestId('connect-sums').text()).toMatch(/Ticket issued 2/);
    page.unmount();
  });

  it('has words for every type that there is', async () => {
    const { page, byTestId } = await mounted(PreviewPane, {
      preview: preview(EVENT_TYPES),
      problem: null,
      asking: false,
    });
    expect(byTestId('connect-sums').text()).not.toContain('hall.');
    page.unmount();
  });
});
