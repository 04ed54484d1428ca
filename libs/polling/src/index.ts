// Legacy databases read again and again through the same mapping.
export { PollerMisuse } from './config';
export { poll } from './start';
