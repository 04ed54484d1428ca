import { setTimeout as sleep } from 'node:timers/promises';
import { whyNotListening } from '@cockpit/engines';
import { portFault } from '@cockpit/platform';

/** a process just stopped may need a moment to release its port */
const WITHIN_MS = 3000;

/** @throws with why nothing can listen there, and what to do */
export async function refusePort(host: string, port: number): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const fault = await whyNotListening(port, host);
    if (fault === undefined) return;
    if (fault !== 'EADDRINUSE' || Date.now() > end) throw new Error(portFault(fault, host, port));
    await sleep(50);
  }
}
