import { Annotation, page, type AnnotationChange, type NewAnnotation } from '@cockpit/contracts';
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
export const makeAnnotation = async (asked: NewAnnotation): Promise<void> => {
  await ask('POST', '/v1/annotations', Annotation, asked);
};
export const changeAnnotation = async (id: string, asked: AnnotationChange): Promise<void> => {
  await ask('PUT', `/v1/annotations/${id}`, Annotation, asked);
};
export const removeAnnotation = (id: string, revision: number): Promise<void> =>
  tell('DELETE', `/v1/annotations/${id}?revision=${String(revision)}`);
