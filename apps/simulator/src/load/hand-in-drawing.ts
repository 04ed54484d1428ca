import { Drawing, HallSetup } from '@cockpit/contracts';
import { CockpitError, type Cockpit } from '../cockpit';
import { drawingOf } from '../network/drawing';

/**
 * Uploads the drawing of a hall and sets it in the floor plan by a change with a reason, as an administrator does. Does
 * nothing if the hall was changed before, so a removed drawing stays removed.
 * @param from first day on which the change holds
 */
export async function handInDrawing(admin: Cockpit, hall: string, from: string): Promise<void> {
  const place = `/v1/halls/${encodeURIComponent(hall)}`;
  const { hall: doc, revision, versions } = await admin.get(`${place}/setup`, HallSetup);
  if (doc?.floorPlan === undefined || versions.length > 1) return;
  const places = doc.windows.flatMap(({ zone, x, y }) =>
    zone === undefined || x === undefined || y === undefined ? [] : [{ zone, x, y }],
  );
  const content = Buffer.from(drawingOf(doc.floorPlan, places)).toString('base64');
  const { id } = Drawing.parse(await admin.send('POST', `${place}/drawings`, { content }));
  const change = { revision, reason: '录入大厅图纸', hall: { ...doc, floorPlan: { ...doc.floorPlan, drawing: id } } };
  const isMade = async (): Promise<boolean> =>
    (await admin.get(`${place}/setup`, HallSetup)).hall?.floorPlan?.drawing === id;
  await admin.change(`${place}/setup?from=${from}`, change, isMade).catch((error: unknown) => {
    // Somebody changed the hall meanwhile: that change stays.
    if (!(error instanceof CockpitError) || error.status !== 409) throw error;
  });
}
