import { useAnswer } from '../../shared/answer';
import { fetchAdministrators } from './api';

/** Who does which part of administration. Whoever asks it on one page is answered at once by what another part of it asked. */
export const useAdministrators = () =>
  useAnswer({ name: 'administrators', about: () => 'all', ask: fetchAdministrators, freshMs: 1000 });
