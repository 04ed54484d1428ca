import { TABLE_PORTS, TablePlace, type ConnectedTable } from '@cockpit/contracts';

/** What stands in the fields of a table's form. */
export interface TableForm extends Omit<TablePlace, 'keyColumn'> {
  /** empty: the mapping tells rows apart */
  keyColumn: string;
  password: string;
  reason: string;
}

export const emptyTable = (): TableForm => ({
  ...{ kind: 'mysql', host: '', port: TABLE_PORTS.mysql, database: '', user: '', password: '' },
  ...{ tls: false, allowPrivateHost: false, table: '', keyColumn: '', cursorColumn: '', reason: '' },
});

/** One that is there; its password is not told. */
export const formOf = ({ place }: Pick<ConnectedTable, 'place'>): TableForm => ({
  ...place,
  ...{ keyColumn: place.keyColumn ?? '', password: '', reason: '' },
});

/** The other kind's usual port, where the usual one stood. */
export function withKind(form: TableForm, kind: TablePlace['kind']): TableForm {
  const isUsual = form.port === TABLE_PORTS[form.kind];
  return { ...form, kind, port: isUsual ? TABLE_PORTS[kind] : form.port };
}

/** Null, and which fields are wrong. */
export function placeOf(form: TableForm): { place: TablePlace | null; wrong: string[] } {
  const { password: _password, reason, keyColumn, ...rest } = form;
  const trimmed = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  );
  const read = TablePlace.safeParse({ ...trimmed, keyColumn: keyColumn.trim() === '' ? null : keyColumn.trim() });
  const wrong = [...new Set((read.error?.issues ?? []).map(({ path }) => String(path[0])))];
  if (reason.trim() === '') wrong.push('reason');
  return { place: wrong.length === 0 ? (read.data ?? null) : null, wrong };
}
