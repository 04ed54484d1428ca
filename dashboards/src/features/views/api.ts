import { NewSavedView, SavedView, SavedViewChange, SavedViews } from '@cockpit/contracts';
import { commanded, isHeld, removed, repeated } from '../../shared/command';
import { ask, tell } from '../../shared/http';

export const fetchViews = async (): Promise<SavedView[]> => (await ask('GET', '/v1/views', SavedViews)).body.items;
export const makeView = async (asked: NewSavedView): Promise<void> => {
  await commanded(
    () => ask('POST', '/v1/views', SavedView, asked),
    async () => (await fetchViews()).some((view) => isHeld(view, NewSavedView.parse(asked))),
  );
};
export const changeView = async (id: string, asked: SavedViewChange): Promise<void> => {
  const { revision, ...said } = SavedViewChange.parse(asked);
  await commanded(
    () => ask('PUT', `/v1/views/${id}`, SavedView, asked),
    async () => (await fetchViews()).some((view) => view.revision > revision && isHeld(view, { id, ...said })),
  );
};
export const removeView = (id: string, revision: number): Promise<void> =>
  removed(() => tell('DELETE', `/v1/views/${id}?revision=${String(revision)}`));
export const beginWith = (id: string | null): Promise<void> => repeated(() => tell('PUT', '/v1/views/start', { id }));
