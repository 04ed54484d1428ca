import { parentPort, workerData } from 'node:worker_threads';
import { playChunk, type Chunk } from './redirect-chunk';

/** Entry of a worker thread: plays its chunk, reports every day, then hands everything back. */
const port = parentPort;
if (port !== null) {
  const results = playChunk(workerData as Chunk, (day) => {
    port.postMessage({ day });
  });
  port.postMessage({ results });
}
