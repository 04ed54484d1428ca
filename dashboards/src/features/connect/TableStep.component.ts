import { textOf, type ConnectedTable, type DatabaseColumns, type DatabaseTables } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { PAGE_SIZE } from '../../shared/pages';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import TableStep from './TableStep.vue';

const column = (name: string, type: string, indexed = false) => ({
  name,
  type,
  nullable: true,
  primary: name === 'id',
  indexed,
});
const COLUMNS: DatabaseColumns = {
  columns: [column('id', 'integer', true), column('changed', 'timestamp', true), column('called', 'timestamp')],
  cursor: { column: 'changed', finds: 'changes' },
  key: 'id',
};
const table = (name: string, kind: 'table' | 'view' = 'table') => ({ name, kind });

describe('choosing a table', () => {
  let server: Server;
  let tables: DatabaseTables | Response;
  let columns: DatabaseColumns;
  beforeEach(() => {
    tables = { tables: [table('tickets'), table('today', 'view'), table('old.tickets')], whole: true, unreadable: 2 };
    columns = COLUMNS;
    server = serve({
      'POST /v1/connect/databases/tables': () => tables,
      'POST /v1/connect/databases/columns': () => columns,
    });
  });
  afterEach(() => {
    server.close();
  });
  const open = async (props: { table: ConnectedTable | null } = { table: null }): Promise<Mounted> => {
    const found = await mounted(TableStep, props);
    for (const [name, value] of Object.entries({ host: '10.1.2.3', database: 'queue', user: 'reader', password: 'p' }))
      await found.byTestId(`table-${name}`).setValue(value);
    return found;
  };
  const press = async ({ byTestId }: Mounted, id: string): Promise<void> => {
    await byTestId(id).trigger('click');
    await flushPromises();
  };
  const names = ({ page }: Mounted): string[] =>
    page.findAll('[data-testid="table-choose"]').map((name) => name.text());
  const valueOf = ({ byTestId }: Mounted, name: string): string =>
    (byTestId(`table-${name}`).element as HTMLInputElement).value;

  it('asks with what is known so far, finds a table by a part of its name, and suggests what it is read by', async () => {
    const found = await open();
    await press(found, 'table-list');
    expect(server.asked[0]?.body).toMatchObject({ database: { host: '10.1.2.3', user: 'reader' }, password: 'p' });
    expect(names(found)).toEqual(['tickets', 'today', 'old.tickets']);
    expect(found.byTestId('table-choice').text()).toMatch(
      inSequence(phrase('connect.table.kindOf.view'), phrase('connect.table.unreadable', { n: 2 })),
    );
    await found.byTestId('table-filter').setValue('TICK');
    expect(names(found)).toEqual(['tickets', 'old.tickets']);
    await press(found, 'table-choose');
    expect(server.asked[1]?.body).toMatchObject({ table: 'tickets' });
    expect(['table', 'cursorColumn', 'keyColumn'].map((name) => valueOf(found, name))).toEqual([
      ...['tickets', 'changed', 'id'],
    ]);
    expect(found.byTestId('table-guess').text()).toBe(phrase('connect.table.guess.changes', { column: 'changed' }));
    // another column is the administrator's to choose; without an index that is said
    expect(found.byTestId('table-no-index').exists()).toBe(false);
    await found.page.findAll('[data-testid="column-cursor"]')[2]?.setValue();
    expect(valueOf(found, 'cursorColumn')).toBe('called');
    expect(found.byTestId('table-no-index').text()).toContain(phrase('connect.table.noIndex', { column: 'called' }));
    await press(found, 'column-no-key');
    expect(valueOf(found, 'keyColumn')).toBe('');
    // of another database it would be wrong
    await found.byTestId('table-database').setValue('other');
    expect([found.byTestId('table-choice').exists(), found.byTestId('table-columns').exists()]).toEqual([false, false]);
    found.page.unmount();
  });

  it('names the fields that asking needs, and no others', async () => {
    const found = await mounted(TableStep, { table: null });
    await press(found, 'table-list');
    expect(server.asked).toEqual([]);
    const fields = ['host', 'database', 'user'].map((key) => phrase(`connect.table.${key}`)).join('、');
    expect(found.byTestId('table-wrong').text()).toBe(phrase('connect.table.wrong', { fields }));
    found.page.unmount();
  });

  it('takes a name that is typed when nothing can be listed, says at which field, and looks at its columns all the same', async () => {
    tables = refusal(422, 'unreadable-database', 'x', [{ path: 'database.host', message: '查无此机' }]);
    const found = await open();
    await press(found, 'table-list');
    expect(found.byTestId('table-unlisted').text()).toContain(textOf('problem.unreadable-database', {}, 'zh-CN'));
    expect(found.byTestId('table-typed').text()).toContain(phrase('connect.table.typed'));
    expect((found.byTestId('table-host').element as HTMLElement).closest('label')?.textContent).toContain('查无此机');
    columns = { ...COLUMNS, cursor: null, key: null };
    await found.byTestId('table-table').setValue('tickets');
    await found.byTestId('table-cursorColumn').setValue('called');
    await press(found, 'table-look');
    expect(found.byTestId('table-guess').text()).toContain(phrase('connect.table.guess.none'));
    expect(valueOf(found, 'cursorColumn')).toBe('called');
    found.page.unmount();
  });

  it('asks for a table that is there with its own password', async () => {
    const place = {
      kind: 'postgres',
      host: '10.1.2.3',
      port: 5432,
      database: 'queue',
      user: 'reader',
      tls: false,
      ca: null,
      tlsName: null,
      allowPrivateHost: true,
      table: 'tickets',
      keyColumn: null,
      cursorColumn: 'changed',
    };
    const id = '00000000-0000-4000-8000-000000000001';
    const found = await mounted(TableStep, { table: { id, place } });
    await press(found, 'table-list');
    expect(server.asked[0]?.body).toMatchObject({ of: id });
    expect(server.asked[0]?.body).not.toHaveProperty('password');
    found.page.unmount();
  });

  it('asks over TLS with a certificate of one’s own, typed or out of a file', async () => {
    const found = await open();
    expect(found.byTestId('table-ca').exists()).toBe(false);
    await found.byTestId('table-tls').setValue(true);
    const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    await found.byTestId('table-ca').setValue('none');
    await press(found, 'table-list');
    expect(found.byTestId('table-wrong').text()).toContain(phrase('connect.table.ca'));
    const input = found.byTestId('table-ca-file');
    // the page of the tests has files without their text
    Object.defineProperty(input.element, 'files', { value: [{ text: () => Promise.resolve(pem) }] });
    await input.trigger('change');
    await flushPromises();
    await found.byTestId('table-tlsName').setValue('db.example');
    await press(found, 'table-list');
    expect(server.asked.at(-1)?.body).toMatchObject({ database: { tls: true, ca: pem, tlsName: 'db.example' } });
    found.page.unmount();
  });

  it('says of a user who may read nothing what to do, and of many tables that they are to be searched', async () => {
    tables = { tables: [], whole: true, unreadable: 7 };
    const found = await open();
    await press(found, 'table-list');
    expect(found.byTestId('table-choice').text()).toMatch(/SELECT.*7/s);
    tables = { tables: Array.from({ length: 5000 }, (_, n) => table(`t${String(n)}`)), whole: false, unreadable: 0 };
    await press(found, 'table-list');
    expect(names(found)).toHaveLength(PAGE_SIZE);
    expect(found.byTestId('table-choice').text()).toContain(phrase('connect.table.notWhole', { n: 5000 }));
    await found.byTestId('table-filter').setValue('t4999');
    expect(names(found)).toEqual(['t4999']);
    found.page.unmount();
  });
});
