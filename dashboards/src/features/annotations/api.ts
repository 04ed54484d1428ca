import { Annotation, AnnotationChange, NewAnnotation, page } from '@cockpit/contracts';
import { commanded, isHeld, removed } from '../../shared/command';
import { ask, tell } from '../../shared/http';

export interface AnnotatedDays {
  /** empty: every hall of the caller's */
  hall: string;
  from: string;
  to: string;
}

/** As many as a page shows. */
const MOST = 100;

export const fetchAnnotations = async ({ hall, from, to }: AnnotatedDays): Promise<Annotation[]> => {
  const asked = new URLSearchParams({ from, to, limit: String(MOST), ...(hall === '' ? {} : { hall }) });
  return (await ask('GET', `/v1/annotations?${asked.toString()}`, page(Annotation))).body.items;
};
const notedOn = ({ firstDay: from, lastDay: to }: { firstDay: string; lastDay: string }) =>
  fetchAnnotations({ hall: '', from, to });
export const makeAnnotation = async (asked: NewAnnotation): Promise<void> => {
  await commanded(
    () => ask('POST', '/v1/annotations', Annotation, asked),
    async () => (await notedOn(asked)).some((note) => isHeld(note, NewAnnotation.parse(asked))),
  );
};
export const changeAnnotation = async (id: string, asked: AnnotationChange): Promise<void> => {
  const { revision, ...said } = AnnotationChange.parse(asked);
  await commanded(
    () => ask('PUT', `/v1/annotations/${id}`, Annotation, asked),
    async () => (await notedOn(said)).some((note) => note.revision > revision && isHeld(note, { id, ...said })),
  );
};
export const removeAnnotation = (id: string, revision: number): Promise<void> =>
  removed(() => tell('DELETE', `/v1/annotations/${id}?revision=${String(revision)}`));
