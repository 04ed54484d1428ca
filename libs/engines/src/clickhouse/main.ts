import { ClickhouseEngine } from './engine';
import { clickhouseServer } from './server';

const { CLICKHOUSE_HTTP_DIR: dir, CLICKHOUSE_HTTP_PORT: port, CLICKHOUSE_HTTP_PASSWORD: password } = process.env;
if (dir === undefined || port === undefined || password === undefined)
  throw new Error('CLICKHOUSE_HTTP_DIR, _PORT and _PASSWORD must be set');

const engine = new ClickhouseEngine(dir);
const server = clickhouseServer(engine, password);
server.listen(Number(port), '127.0.0.1');

const stop = (): void => {
  server.close();
  server.closeIdleConnections();
  void engine.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
