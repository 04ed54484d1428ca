import { LRUCache } from 'lru-cache';
import { isRefusal, jsonOf, type Post, type Poster } from '../channels/post';

const LOOKUP_MS = 1_000;
const CACHE = { max: 500, ttl: 3_600_000 };

/** Looks up names of people who press buttons. The lookup is short so that it does not delay the answer. */
export class People {
  private readonly names = new LRUCache<string, string>(CACHE);

  constructor(
    private readonly poster: Poster,
    private readonly fetchName: (
      post: (request: Omit<Post, 'signal'>) => Promise<unknown>,
      user: string,
    ) => Promise<string>,
  ) {}

  /** Null if the platform does not tell the name or the app lacks the permission. */
  async nameOf(user: string): Promise<string | null> {
    const cached = this.names.get(user);
    if (cached !== undefined) return cached;
    const signal = AbortSignal.timeout(LOOKUP_MS);
    const post = async (request: Omit<Post, 'signal'>): Promise<unknown> => {
      const answer = await this.poster.post({ ...request, signal });
      if (isRefusal(answer)) throw new Error(answer.detail);
      return jsonOf(answer.body);
    };
    try {
      const name = await this.fetchName(post, user);
      this.names.set(user, name);
      return name;
    } catch {
      return null;
    }
  }
}

export const jsonPost = (url: string, body: unknown): Omit<Post, 'signal'> => ({
  url,
  headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
  body: JSON.stringify(body),
});
