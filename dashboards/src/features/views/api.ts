import { SavedView, SavedViews, type NewSavedView, type SavedViewChange } from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';

export const fetchViews = async (): Promise<SavedView[]> => (await ask('GET', '/v1/views', SavedViews)).body.items;
export const makeView = async (asked: NewSavedView): Promise<void> => {
  await ask('POST', '/v1/views', SavedView, asked);
};
export const changeView = async (id: string, asked: SavedViewChange): Promise<void> => {
  await ask('PUT', `/v1/views/${id}`, SavedView, asked);
};
export const removeView = (id: string, revision: number): Promise<void> =>
  tell('DELETE', `/v1/views/${id}?revision=${String(revision)}`);
export const beginWith = (id: string | null): Promise<void> => tell('PUT', '/v1/views/start', { id });
