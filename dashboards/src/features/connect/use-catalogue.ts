import type { ConnectedTable, DatabaseColumns, DatabaseTables, TablesRequest } from '@cockpit/contracts';
import { ref, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { fetchDatabaseColumns, fetchDatabaseTables } from './api';
import { addressOf, type TableForm } from './table-form';

/** What stands in the database of a form: its tables, and the columns of the one that is chosen. */
export function useCatalogue(form: Ref<TableForm>, noted: Ref<ConnectedTable | null>) {
  const tables = ref<DatabaseTables | null>(null);
  const columns = ref<DatabaseColumns | null>(null);
  /** the table whose columns they are */
  const of = ref('');
  const wrong = ref<string[]>([]);
  const problem = ref<ApiError | null>(null);
  const asking = ref(false);
  // what was found elsewhere is of no use here
  watch(
    () => (['kind', 'host', 'port', 'database', 'user'] as const).map((name) => form.value[name]).join('\n'),
    () => {
      [tables.value, columns.value, problem.value] = [null, null, null];
    },
  );

  const wanted = (): TablesRequest | null => {
    const { address, wrong: faults } = addressOf(form.value);
    wrong.value = faults;
    if (address === null) return null;
    const { password } = form.value;
    return {
      database: address,
      ...(password === '' && noted.value !== null ? { of: noted.value.id } : { password }),
    };
  };
  async function attempt(ask: (request: TablesRequest) => Promise<void>): Promise<void> {
    const request = wanted();
    if (request === null || asking.value) return;
    [asking.value, problem.value] = [true, null];
    try {
      await ask(request);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error;
    } finally {
      asking.value = false;
    }
  }
  const list = (): Promise<void> =>
    attempt(async (request) => {
      tables.value = null;
      tables.value = await fetchDatabaseTables(request);
    });
  /** Its columns; those that it is read by are filled in unless it has what stands there. */
  const look = (): Promise<void> =>
    attempt(async (request) => {
      columns.value = null;
      const table = form.value.table.trim();
      const found = await fetchDatabaseColumns({ ...request, table });
      [columns.value, of.value] = [found, table];
      const has = (name: string): boolean => found.columns.some((column) => column.name === name);
      const { keyColumn, cursorColumn } = form.value;
      form.value.cursorColumn = has(cursorColumn) ? cursorColumn : (found.cursor?.column ?? '');
      form.value.keyColumn = has(keyColumn) ? keyColumn : (found.key ?? '');
    });
  const choose = (table: string): Promise<void> => {
    form.value.table = table;
    return look();
  };
  return { tables, columns, of, wrong, problem, asking, list, look, choose };
}
