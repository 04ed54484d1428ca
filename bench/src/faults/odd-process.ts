// Loaded before a process under test: its clock may be wrong, and SIGWINCH blocks its event loop for a while, as work without a pause does. (Nest ends on SIGUSR2.)
import { BLOCK_MS, CLOCK_AHEAD_MS } from './odd-settings';

const { now } = Date;
const ahead = Number(process.env[CLOCK_AHEAD_MS] ?? 0);
const blockMs = Number(process.env[BLOCK_MS] ?? 0);

Date.now = () => now() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now() + ahead] : args, newTarget) as object,
});
process.on('SIGWINCH', () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockMs);
});
