import { parentPort, workerData } from 'node:worker_threads';
import { predictChunk, type PredictChunk } from './predict-chunk';

/** Entry of a worker thread: plays its days, reports each, then hands everything back. */
const port = parentPort;
if (port !== null) {
  const result = predictChunk(workerData as PredictChunk, (day) => {
    port.postMessage({ day });
  });
  port.postMessage({ result });
}
