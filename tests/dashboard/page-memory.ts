import type { CDPSession, Page } from 'playwright-core';

export interface MemorySample {
  sec: number;
  heapBytes: number;
  nodes: number;
}
export interface MemorySlope {
  heapBytesPerMin: number;
  nodesPerMin: number;
  heapBytes: number;
  nodes: number;
}

/** What a page holds after its garbage is collected: only what stays can leak. */
export async function memoryProbe(page: Page): Promise<(sec: number) => Promise<MemorySample>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  return async (sec) => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { sec, heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes') };
  };
}

/** Least squares over the samples: one odd sample at an end does not decide. */
export function slopeOf(samples: readonly MemorySample[]): MemorySlope {
  const per = (value: (sample: MemorySample) => number): number => {
    const n = samples.length;
    const [mx, my] = [
      samples.reduce((sum, s) => sum + s.sec, 0) / n,
      samples.reduce((sum, s) => sum + value(s), 0) / n,
    ];
    const over = samples.reduce((sum, s) => sum + (s.sec - mx) * (value(s) - my), 0);
    const under = samples.reduce((sum, s) => sum + (s.sec - mx) ** 2, 0);
    return under === 0 ? 0 : (over / under) * 60;
  };
  const last = samples.at(-1);
  return {
    heapBytesPerMin: per((s) => s.heapBytes),
    nodesPerMin: per((s) => s.nodes),
    heapBytes: last?.heapBytes ?? NaN,
    nodes: last?.nodes ?? NaN,
  };
}
