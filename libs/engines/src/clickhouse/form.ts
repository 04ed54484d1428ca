import type { IncomingHttpHeaders } from 'node:http';
import { Busboy } from '@fastify/busboy';

/** maximum bytes of a part: the maximum of a statement */
const LONGEST_PART = 64 * 1024 * 1024;

/** Text parts of a `multipart/form-data` body by name. Throws for any other body. */
export function partsOf(headers: IncomingHttpHeaders, body: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, string>();
    const form = Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
      limits: { fieldSize: LONGEST_PART },
    });
    form.on('field', (name, value) => parts.set(name, value));
    form.on('error', reject);
    form.on('finish', () => {
      resolve(parts);
    });
    form.end(body);
  });
}
