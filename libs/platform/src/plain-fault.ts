import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { isStoreAway } from './store-away';

type Fields = Readonly<Record<string, unknown>>;

/** Postgres: wrong name or password; missing database, table, column, function or privilege. */
const POSTGRES: Readonly<Record<string, string>> = {
  '28P01': 'Postgres refuses the name or password of POSTGRES_URL: correct POSTGRES_URL',
  '28000': 'Postgres refuses the name or password of POSTGRES_URL: correct POSTGRES_URL',
  '3D000': 'there is no such database as POSTGRES_URL names: create it, or correct POSTGRES_URL',
  '42P01': 'Postgres lacks a table that this version needs: run “cockpit migrate”',
  '42703': 'Postgres lacks a column that this version needs: run “cockpit migrate”',
  '42883': 'Postgres lacks a function that this version needs: run “cockpit migrate”',
  '42501':
    'the role of POSTGRES_URL lacks a right: run “cockpit migrate --application-role NAME” as the owner of the tables',
};
/** ClickHouse: the same. */
const CLICKHOUSE: Readonly<Record<string, string>> = {
  '516': 'ClickHouse refuses the name or password of CLICKHOUSE_URL: correct CLICKHOUSE_URL',
  '81': 'there is no such database as CLICKHOUSE_DATABASE names: run “cockpit migrate”',
  '60': 'ClickHouse lacks a table that this version needs: run “cockpit migrate”',
  '47': 'ClickHouse lacks a column that this version needs: run “cockpit migrate”',
};

/**
 * Describes a fault that an operator can fix, in one sentence: what is wrong, where, and what to do.
 * @returns undefined for every other fault; its stack should be shown
 */
export function plainFault(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const fields = error as Fields;
  return (
    ofSystem(fields) ??
    ofStore(fields) ??
    causesOf(fields).reduce<string | undefined>(
      (sentence, nested) => sentence ?? plainFault(nested, depth + 1),
      undefined,
    ) ??
    (isStoreAway(error)
      ? `a store does not answer (${firstLine(textIn(fields, 'message'))}): is it running, and do REDIS_URL, POSTGRES_URL and CLICKHOUSE_URL name it?`
      : undefined)
  );
}

/**
 * Explains why a process cannot listen on an address.
 * @param fault the system's code, such as EADDRINUSE
 */
export function portFault(fault: string, host: string, port: number): string {
  switch (fault) {
    case 'EADDRINUSE':
      return `port ${String(port)} is in use by another program: choose another, such as PORT=${String(port < 65_535 ? port + 1 : port - 1)}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is no address of this machine: name one of its own, or 0.0.0.0 for all of them`;
    case 'EACCES':
      return `port ${String(port)} may only be used by root: choose one from 1024 on, behind a proxy (docs/operations.md)`;
    default:
      return `nothing can listen on ${host} port ${String(port)} (${fault}): set HOST and PORT`;
  }
}

/** Faults of files and ports. */
function ofSystem(fields: Fields): string | undefined {
  const code = textIn(fields, 'code');
  if (textIn(fields, 'syscall') === 'listen' && typeof fields['port'] === 'number')
    return portFault(code, textIn(fields, 'address'), fields['port']);
  const path = textIn(fields, 'path');
  if (path === '') return code === 'ENOSPC' ? 'the disk is full: free some of it' : undefined;
  switch (code) {
    case 'ENOENT':
      return `there is no ${path}: correct the path`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be used by ${userName()}${ownerOf(path)}: call the command as its owner, or change its rights`;
    case 'EISDIR':
      return `${path} is a directory: name a file`;
    case 'ENOTDIR':
      return `${path} leads through something that is no directory: correct the path`;
    case 'EROFS':
      return `${path} lies where nothing can be written: name another place`;
    case 'ENOSPC':
      return `the disk under ${path} is full: free some of it, or name another place`;
    default:
      return undefined;
  }
}

function ofStore(fields: Fields): string | undefined {
  const [code, message] = [textIn(fields, 'code'), textIn(fields, 'message')];
  const explanation = /^\d{1,4}$/.test(code) ? CLICKHOUSE[code] : POSTGRES[code];
  if (explanation !== undefined) return `${explanation} (${firstLine(message)})`;
  return /^(?:WRONGPASS|NOAUTH|NOPERM)\b/.test(message)
    ? `Redis refuses the name or password of REDIS_URL: correct REDIS_URL (${firstLine(message)})`
    : undefined;
}

const causesOf = ({ cause, driverError, errors }: Fields): unknown[] => [
  cause,
  driverError,
  ...(Array.isArray(errors) ? (errors as unknown[]) : []),
];

const textIn = (fields: Fields, name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 200);

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // in containers the user id may have no entry in /etc/passwd
    return `user ${String(process.getuid?.() ?? '')}`;
  }
}

function ownerOf(path: string): string {
  try {
    const { uid } = statSync(path);
    return uid === process.getuid?.() ? '' : `, because it belongs to another user (uid ${String(uid)})`;
  } catch {
    return '';
  }
}
