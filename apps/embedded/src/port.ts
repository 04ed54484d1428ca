import { setTimeout as sleep } from 'node:timers/promises';
import { whyNotListening } from '@cockpit/engines';
import { portFault } from '@cockpit/platform';

/** what was just stopped may need a moment to let go of its port */
const WITHIN_MS = 3000;

/** @throws saying why nothing can listen there, and what to do */
export async function refusePort(host: string, port: number): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  for (;;) {
    const fault = await whyNotListening(port, host);
    if (fault === undefined) return;
    if (fault !== 'EADDRINUSE' || Date.now() > end) throw new Error(portFault(fault, host, port));
    await sleep(50);
  }
}
