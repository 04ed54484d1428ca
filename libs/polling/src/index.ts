// Legacy databases read again and again through the same mapping.
export { PollerMisuse } from './config';
export { listColumns, listTables } from './catalogue';
export { openDatabase, tableQuery } from './database';
export type { LegacyDatabase } from './legacy-database';
export { DatabaseFault } from './database-fault';
export { Kept, Memory, nothingRead } from './memory';
export { Poller } from './poller';
export type { DatabasePlace } from './session';
export { poll } from './start';
