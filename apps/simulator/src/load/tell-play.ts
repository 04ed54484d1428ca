import { Simulation } from '@cockpit/contracts';
import { CockpitError, type Cockpit } from '../cockpit';
import type { SimulatedHall } from '../halls';

/**
 * Tells the cockpit the speed of each hall.
 * @param led halls whose shift lead can be switched on and off; an existing setting stays
 */
export async function tellPlay(
  admin: Pick<Cockpit, 'get' | 'send'>,
  halls: readonly SimulatedHall[],
  speed: number,
  led: ReadonlySet<string>,
): Promise<void> {
  const tell = async ({ code, twinOf }: SimulatedHall): Promise<void> => {
    if (twinOf !== undefined) return;
    const path = `/v1/halls/${encodeURIComponent(code)}/simulation`;
    try {
      const { autoAccept } = await admin.get(path, Simulation);
      await admin.send('PUT', path, { speed, autoAccept: led.has(code) ? (autoAccept ?? true) : null });
    } catch (error) {
      // Somebody made it a real hall.
      if (!(error instanceof CockpitError) || error.status !== 409) throw error;
    }
  };
  await Promise.all(halls.map(tell));
}
