import { Exchange } from './exchange';
import type { FromTab } from './messages';

/** Lives as long as one tab of this browser is open. */
const exchange = new Exchange();

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<FromTab>) => {
    exchange.hear(port, data, performance.now());
  };
});
