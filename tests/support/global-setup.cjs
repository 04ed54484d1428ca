// Engines start once per run and are shared by the projects that need them; every test gets stores of its own in them.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { compileEngines } = require('./compile-engines.cjs');

const KEY = Symbol.for('hall-cockpit.test-engines');

module.exports = async (_config, project) => {
  if (['browser', 'scenario'].includes(project.displayName?.name)) {
    // may have to be fetched, which takes longer than any test may
    require('./typescript-hook.cjs');
    await require('./browser').findBrowser();
  }
  globalThis[KEY] ??= start();
  const { engines } = await globalThis[KEY];
  process.env.TEST_REDIS_URL = engines.redis.url;
  process.env.TEST_POSTGRES_URL = engines.postgres.url;
  process.env.TEST_CLICKHOUSE_URL = engines.clickhouse.url;
};

async function start() {
  const { startEngines } = require(compileEngines());
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-test-'));
  const engines = await startEngines({
    dataDir,
    cacheDir: join(__dirname, '..', '..', '.cache'),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  return { engines, clean: () => rmSync(dataDir, { recursive: true, force: true }) };
}

module.exports.KEY = KEY;
