export { PollerMisuse } from './config';
export { poll } from './start';
