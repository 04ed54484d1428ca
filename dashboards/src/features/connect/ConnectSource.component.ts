import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import { useHallsStore } from '../halls/store';
import ConnectSource from './ConnectSource.vue';

const FILE = { id: '0'.repeat(32), name: 'x.csv', bytes: 0, received: 0 };
const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const hall = (code: string) => ({
  code,
  name: code,
  tier: 'hall',
  clock: 'wall',
  queues: [],
  windows: 6,
  simulated: false,
  twinOf: null,
  parent: null,
});

describe('connecting a source', () => {
  let server: Server;
  let halls: object[];
  beforeEach(() => {
    server = serve({
      'GET /v1/halls': () => ({ items: halls, next: null }),
      'GET /v1/connect/tables': () => ({ items: [], next: null }),
      'GET /v1/connect/imports': () => ({ items: [], next: null }),
      'GET /v1/sources': () => ({ items: [], next: null }),
      'POST /v1/connect/files': () => FILE,
      'POST /v1/connect/samples': ({ body }) => ({
        file: FILE,
        rows: 'csv',
        encoding: 'utf8',
        delimiter: ',',
        sheets: [],
        rowsRead: 1,
        whole: true,
        columns: [],
        missing: (body as { hall?: string }).hall === undefined ? ['hall'] : [],
        suggestion: null,
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const asked = () => server.asked.filter(({ path }) => path.endsWith('/samples')).map(({ body }) => body);
  it.each([
    [['H1'], 'H1'],
    [['H1', 'H2'], undefined],
  ])('asks for the hall only where there are several: %j', async (codes, chosen) => {
    halls = codes.map(hall);
    const { page, byTestId } = await mounted(ConnectSource, {}, { caller: BOSS });
    await useHallsStore().load();
    await flushPromises();
    const input = byTestId('connect-file');
    Object.defineProperty(input.element, 'files', { value: [new File([], 'x.csv')] });
    await input.trigger('change');
    for (let k = 0; k < 5; k += 1) await flushPromises();
    expect(asked().at(-1)).toMatchObject(chosen === undefined ? {} : { hall: chosen });
    expect(asked()).toHaveLength(chosen === undefined ? 1 : 2);
    page.unmount();
  });
});
