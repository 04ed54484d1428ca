import { LRUCache } from 'lru-cache';
import { isRefusal, jsonOf, type Post, type Poster } from '../channels/post';

const LOOK_MS = 1_000;
const KEPT = { max: 500, ttl: 3_600_000 };

/** Names of those who press, as far as the platform tells them: it must not hold up what they have pressed. */
export class People {
  private readonly known = new LRUCache<string, string>(KEPT);

  constructor(
    private readonly poster: Poster,
    private readonly ask: (post: (request: Omit<Post, 'signal'>) => Promise<unknown>, user: string) => Promise<string>,
  ) {}

  /** Null: it does not tell, or the app may not ask. */
  async nameOf(user: string): Promise<string | null> {
    const known = this.known.get(user);
    if (known !== undefined) return known;
    const signal = AbortSignal.timeout(LOOK_MS);
    const post = async (request: Omit<Post, 'signal'>): Promise<unknown> => {
      const answer = await this.poster.post({ ...request, signal });
      if (isRefusal(answer)) throw new Error(answer.detail);
      return jsonOf(answer.body);
    };
    try {
      const name = await this.ask(post, user);
      this.known.set(user, name);
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
