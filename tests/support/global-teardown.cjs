const { KEY } = require('./global-setup.cjs');

module.exports = async () => {
  const running = globalThis[KEY];
  if (!running) return;
  delete globalThis[KEY];
  const { engines, clean } = await running;
  await engines.stop();
  clean();
};
