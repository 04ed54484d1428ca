import type { FlowAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { colourOf, flowOption } from './flow-option';
import FlowPanel from './FlowPanel.vue';

const node = (
  layer: FlowAnswer['nodes'][number]['layer'],
  code: string,
  visits: number,
  name: string | null = null,
) => ({ id: `${layer}:${code}`, layer, code, name, visits });
const FLOW: FlowAnswer = {
  hall: 'H1',
  from: '2026-03-03',
  to: '2026-03-04',
  visits: 10,
  open: 1,
  nodes: [
    node('way-in', 'walk-in', 10),
    node('branch', 'household', 10, '户政'),
    node('outcome', 'served', 6),
    node('outcome', 'left', 2),
    node('outcome', 'mobile', 1),
    node('outcome', 'waiting', 1),
    node('served-by', '', 6),
  ],
  links: [
    { from: 'way-in:walk-in', to: 'branch:household', visits: 10 },
    { from: 'branch:household', to: 'outcome:served', visits: 6 },
    { from: 'branch:household', to: 'outcome:left', visits: 2 },
    { from: 'branch:household', to: 'outcome:mobile', visits: 1 },
    { from: 'branch:household', to: 'outcome:waiting', visits: 1 },
    { from: 'outcome:served', to: 'served-by:', visits: 6 },
  ],
};

describe('what became of those who came', () => {
  let server: Server;
  let answer: FlowAnswer;
  beforeEach(() => {
    answer = FLOW;
    server = serve({ 'GET /v1/flow': () => answer });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async () => {
    const all = await mounted(FlowPanel, { hall: 'H1', period: { from: FLOW.from, to: FLOW.to } });
    await flushPromises();
    return all;
  };

  it('is a sentence and a table that say the same as the picture', async () => {
    const { page, byTestId } = await shown();
    expect(server.asked[0]?.query.toString()).toBe('hall=H1&from=2026-03-03&to=2026-03-04');
    expect(byTestId('flow-verdict').text()).toBe(
      phrase('analysis.flow.verdict', {
        visits: 10,
        served: 6,
        servedShare: '60.0%',
        lost: 2,
        lostShare: '20.0%',
        led: 1,
        open: 1,
      }),
    );
    expect(page.findAll('tbody tr').map((row) => row.findAll('td, th').map((cell) => cell.text()))).toEqual([
      [phrase('analysis.flow.layer.way-in'), phrase('analysis.flow.way-in.walk-in'), '10', '100.0%', ''],
      [phrase('analysis.flow.layer.branch'), '户政', '10', '100.0%', `${phrase('analysis.flow.way-in.walk-in')} 10`],
      [phrase('analysis.flow.layer.outcome'), phrase('analysis.flow.outcome.served'), '6', '60.0%', '户政 6'],
      [phrase('analysis.flow.layer.outcome'), phrase('analysis.flow.outcome.left'), '2', '20.0%', '户政 2'],
      [phrase('analysis.flow.layer.outcome'), phrase('analysis.flow.outcome.mobile'), '1', '10.0%', '户政 1'],
      [phrase('analysis.flow.layer.outcome'), phrase('analysis.flow.outcome.waiting'), '1', '10.0%', '户政 1'],
      [
        phrase('analysis.flow.layer.served-by'),
        phrase('analysis.nobody'),
        '6',
        '60.0%',
        `${phrase('analysis.flow.outcome.served')} 6`,
      ],
    ]);
  });

  it('says that nobody came where nobody did', async () => {
    answer = { ...FLOW, visits: 0, open: 0, nodes: [], links: [] };
    expect((await shown()).page.find('table').exists()).toBe(false);
  });

  it('draws each node in the column of its layer, lost visitors in another colour than served ones', () => {
    const ink = { text: 't', through: 'b', lost: 'r', open: 'g', served: 'v' };
    const [series] = flowOption(FLOW, ({ code }) => code, ink)['series'] as {
      data: { depth: number }[];
      links: unknown[];
    }[];
    expect(series?.data.map(({ depth }) => depth)).toEqual([0, 1, 2, 2, 2, 2, 3]);
    expect(series?.links).toHaveLength(FLOW.links.length);
    expect(FLOW.nodes.map((one) => colourOf(one, ink))).toEqual(['b', 'b', 'v', 'r', 'b', 'g', 'v']);
  });
});
