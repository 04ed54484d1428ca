import { QueryCache, QueryClient } from '@tanstack/vue-query';
import { ApiError } from './http';

/** What the server said, kept by question. One for the whole page. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError) return;
        // a fault of ours is no answer of the server: it must be seen
        queueMicrotask(() => {
          throw error;
        });
      },
    }),
    defaultOptions: {
      queries: {
        // what is asked in turns is asked again anyway; the rest has a button
        retry: false,
        // whether the server can be reached only the server can say: a hall's network has no internet
        networkMode: 'always',
        refetchOnReconnect: true,
        // a page opened anew asks anew, instead of flashing what it showed some minutes ago
        gcTime: 0,
        throwOnError: false,
      },
    },
  });
