// Engines start once per run and are shared by the projects that need them; every test gets stores of its own in them.
const { existsSync, mkdtempSync, rmSync, statfsSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { compileEngines } = require('./compile-engines.cjs');

const KEY = Symbol.for('hall-cockpit.test-engines');
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

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
  const dataDir = mkdtempSync(join(folder(), 'hall-cockpit-test-'));
  const engines = await startEngines({
    dataDir,
    cacheDir: join(__dirname, '..', '..', '.cache'),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  return { engines, clean: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** Every statement waits for the disk, as it must; in memory that takes no time. Engines that a test kills or fills have a directory of their own. */
function folder() {
  if (!existsSync(IN_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize > ENOUGH_BYTES ? IN_MEMORY : tmpdir();
}

module.exports.KEY = KEY;
