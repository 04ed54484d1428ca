import { useAnswer, type Answer } from '../../shared/answer';
import type { Annotation } from '@cockpit/contracts';
import { fetchAnnotations, type AnnotatedDays } from './api';

/** What people noted on days of a hall; asked once, however many charts of a page show it. */
export const useAnnotations = (about: () => AnnotatedDays | null): Answer<Annotation[]> =>
  useAnswer({ name: 'annotations', about, ask: fetchAnnotations, everyMs: 60_000 });
