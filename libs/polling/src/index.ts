// Legacy databases read again and again through the same mapping.
export { PollerMisuse } from './config';
export { DatabaseFault } from './database-fault';
export { poll } from './start';
