// Stands for fast-check in every test. The same commit draws the same examples, so that its result can be repeated;
// other examples: PROPERTY_SEED=12 npx jest …, or PROPERTY_SEED=random.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');
const { PROPERTY_SEED = '20261026' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED) });
module.exports = fc;
