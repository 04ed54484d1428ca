import { Drawing, HallSetup } from '@cockpit/contracts';
import { CockpitError, type Cockpit } from '../cockpit';
import { drawingOf } from '../network/drawing';

/**
 * Puts the drawing of a hall under its floor plan the way an administrator does: it is sent in, then named by a change of the hall with
 * its reason. Only where nobody has changed the hall yet: a drawing that was taken off stays off.
 * @param from the first day on which it holds
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
  const change = {
    ...{ revision, reason: '录入大厅图纸' },
    hall: { ...doc, floorPlan: { ...doc.floorPlan, drawing: id } },
  };
  const isMade = async (): Promise<boolean> =>
    (await admin.get(`${place}/setup`, HallSetup)).hall?.floorPlan?.drawing === id;
  await admin.change(`${place}/setup?from=${from}`, change, isMade).catch((error: unknown) => {
    // somebody has changed the hall meanwhile: it is theirs
    if (!(error instanceof CockpitError) || error.status !== 409) throw error;
  });
}
