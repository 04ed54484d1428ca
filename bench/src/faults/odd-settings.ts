/** variables by which a process under test is told what is wrong with it */
export const CLOCK_AHEAD_MS = 'BENCH_CLOCK_AHEAD_MS';
export const BLOCK_MS = 'BENCH_BLOCK_MS';
